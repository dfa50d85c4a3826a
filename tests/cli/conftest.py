"""The `almpo` command, called in this process."""

from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from almpo.cli.main import app

Command = Callable[..., tuple[int, str]]


def command(home: Path) -> Command:
    """A function that runs `almpo --home HOME …` and gives exit code and what went to the screen."""

    def run(*arguments: str) -> tuple[int, str]:
        done = CliRunner().invoke(app, ["--home", str(home), *arguments])
        if done.exception is not None and not isinstance(done.exception, SystemExit):
            raise done.exception
        return done.exit_code, done.stdout

    return run


@pytest.fixture
def samples(sample_home: Path) -> Command:
    """`almpo` over the synthetic sample reports."""
    return command(sample_home)


@pytest.fixture
def empty(tmp_path: Path) -> Command:
    """`almpo` in an empty home."""
    return command(tmp_path / "home")
