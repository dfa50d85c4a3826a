"""Fixtures for all tests."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from postgres import cluster

from almpo.evidence.settings import Settings


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
