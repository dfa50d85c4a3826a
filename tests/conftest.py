"""Fixtures for all tests."""

import fcntl
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings as hypothesis_settings
from postgres import cluster

from almpo.evidence.settings import Settings

# The same examples in every run, so that a failure is of the change at hand; ALMPO_NEW_EXAMPLES=1 looks for new ones.
hypothesis_settings.register_profile("repeatable", derandomize=True)
if not os.environ.get("ALMPO_NEW_EXAMPLES"):
    hypothesis_settings.load_profile("repeatable")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The real corpus and its gold annotations, beside the checkout. Tests that need it skip without it."""
    folder = Path(os.environ.get("ALMPO_SHARED", Path(__file__).resolve().parents[2] / "shared"))
    if not (folder / "corpus").is_dir():
        pytest.skip(f"no shared corpus at {folder} (set ALMPO_SHARED)")
    return folder


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings of a fresh, empty home."""
    return Settings(home=tmp_path / "home")


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """The URL of an empty PostgreSQL database in a throw-away cluster."""
    try:
        with cluster() as url:
            yield url
    except RuntimeError as error:
        pytest.skip(f"no PostgreSQL here: {error}")


@pytest.fixture(scope="session")
def sample_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with the synthetic sample reports ingested, made once and shared by all test processes."""
    parallel = "PYTEST_XDIST_WORKER" in os.environ
    base = tmp_path_factory.getbasetemp()
    place = (base.parent if parallel else base) / "samples"
    place.mkdir(exist_ok=True)
    with (place / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (place / "done").exists():
            almpo = [sys.executable, "-m", "almpo.cli.main", "--home", str(place / "home")]
            subprocess.run([*almpo, "samples", str(place / "reports")], check=True, capture_output=True)
            subprocess.run([*almpo, "ingest", str(place / "reports")], check=True, capture_output=True)
            (place / "done").touch()
    return place / "home"


@pytest.fixture(scope="session")
def sample_reports(sample_home: Path) -> Path:
    """The folder with the synthetic sample reports."""
    return sample_home.parent / "reports"
