"""Blobs, in a folder and behind fsspec."""

from pathlib import Path

import pytest

from almpo.evidence.blobs import Blobs, open_blobs
from almpo.evidence.errors import NotFoundError, StoreError


@pytest.fixture(params=["path", "memory"])
def blobs(request: pytest.FixtureRequest, tmp_path: Path) -> Blobs:
    return open_blobs(str(tmp_path / "blobs") if request.param == "path" else f"memory://{tmp_path.name}")


def test_bytes_come_back(blobs: Blobs, tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.write_bytes(b"\x00two")
    blobs.put("documents/abcd", b"one")
    blobs.put_file("documents/ef01", source)
    assert (blobs.get("documents/abcd"), blobs.get("documents/ef01")) == (b"one", b"\x00two")
    with blobs.as_file("documents/ef01") as path:
        assert path.read_bytes() == b"\x00two"
    blobs.put("documents/abcd", b"changed")
    assert blobs.get("documents/abcd") == b"changed"


def test_what_is_not_there(blobs: Blobs) -> None:
    assert not blobs.exists("documents/abcd")
    blobs.delete("documents/abcd")
    with pytest.raises(NotFoundError):
        blobs.get("documents/abcd")
    with pytest.raises(NotFoundError), blobs.as_file("documents/abcd"):
        pass
    blobs.put("documents/abcd", b"x")
    assert blobs.exists("documents/abcd")
    blobs.delete("documents/abcd")
    assert not blobs.exists("documents/abcd")


@pytest.mark.parametrize("key", ["../escape", "documents/..", "/etc/passwd", "documents//x", ""])
def test_keys_cannot_leave_the_folder(key: str, tmp_path: Path) -> None:
    blobs = open_blobs(str(tmp_path / "blobs"))
    with pytest.raises(StoreError):
        blobs.put(key, b"x")
    assert list(tmp_path.rglob("*")) == []


def test_a_failed_write_leaves_nothing(tmp_path: Path) -> None:
    blobs = open_blobs(str(tmp_path / "blobs"))
    with pytest.raises(OSError, match="directory"):
        blobs.put_file("documents/abcd", tmp_path)
    assert not blobs.exists("documents/abcd")
    assert [p for p in (tmp_path / "blobs").rglob("*") if p.is_file()] == []


def test_unknown_url_is_refused() -> None:
    with pytest.raises(StoreError):
        open_blobs("nosuchscheme://x")


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="cannot write"):
        open_blobs(str(tmp_path / "file" / "blobs")).put("documents/abcd", b"x")
