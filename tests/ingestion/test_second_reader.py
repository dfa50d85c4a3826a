"""The other reader, in a child of its own: it reads, and when it fails it is missed by nobody."""

from pathlib import Path

import pymupdf
import pytest

from almpo.ingestion.limits import Limits
from almpo.ingestion.second_reader import read_again


@pytest.fixture
def report(tmp_path: Path) -> Path:
    document = pymupdf.open()
    for number in (1, 2):
        document.new_page().insert_text((72, 72), f"Page {number}: employment rose by 0.{number}42 points.")
    path = tmp_path / "report.pdf"
    document.save(path)
    return path


@pytest.mark.slow
def test_pages_are_read(report: Path):
    read = read_again(report, [2], Limits())
    assert list(read) == [2]
    assert "0.242" in read[2]


@pytest.mark.slow
def test_what_it_cannot_read_is_missing(report: Path, tmp_path: Path):
    assert list(read_again(report, [9, 1], Limits())) == [1]
    assert read_again(tmp_path / "nothing.pdf", [1], Limits()) == {}


def test_out_of_memory_or_time_it_has_no_opinion(report: Path):
    assert read_again(report, [1], Limits(memory_mb=64)) == {}
    assert read_again(report, [1], Limits(seconds=0.01, seconds_per_page=0.01)) == {}
    assert read_again(report, [], Limits()) == {}
