"""Which files are meant."""

import os
from pathlib import Path

import pytest

from almpo.pipeline.discover import discover


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b.PDF", "a.md", "sub/c.docx", "sub/deep/d.html", ".hidden.pdf", ".git/e.pdf", "data.csv"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")
    return tmp_path


def names(folder: Path, paths: tuple[Path, ...]) -> list[str]:
    return [str(path.relative_to(folder)) for path in paths]


def test_a_folder_means_the_reports_below_it(folder: Path) -> None:
    found = discover([str(folder)])
    assert names(folder, found.files) == ["a.md", "b.PDF", "sub/c.docx", "sub/deep/d.html"]
    assert names(folder, found.ignored) == ["data.csv"]
    assert found.problems == {}


def test_a_named_file_is_taken_whatever_its_ending(folder: Path) -> None:
    assert names(folder, discover([str(folder / "data.csv")]).files) == ["data.csv"]


def test_globs_and_repeats(folder: Path) -> None:
    found = discover([str(folder / "**/*.html"), str(folder / "sub"), str(folder / "*.md")])
    assert names(folder, found.files) == ["sub/deep/d.html", "sub/c.docx", "a.md"]


def test_a_name_that_looks_like_a_glob_is_a_name(folder: Path) -> None:
    odd = folder / "report [final].pdf"
    odd.write_text("x")
    assert discover([str(odd)]).files == (odd,)


def test_what_cannot_be_used_is_said(folder: Path) -> None:
    broken, pipe, loop = folder / "broken.pdf", folder / "pipe.pdf", folder / "loop"
    broken.symlink_to(folder / "nowhere")
    os.mkfifo(pipe)
    loop.symlink_to(folder)
    found = discover([str(broken), str(pipe), str(folder / "missing.pdf"), str(folder)])
    assert set(found.problems) == {str(broken), str(pipe), str(folder / "missing.pdf")}
    assert names(folder, found.files) == ["a.md", "b.PDF", "sub/c.docx", "sub/deep/d.html"]
