"""Taking files in."""

import hashlib
from datetime import UTC, datetime
from pathlib import Path

import pytest

from almpo.evidence.blobs import PathBlobs
from almpo.evidence.errors import IngestError
from almpo.evidence.store import Store
from almpo.pipeline.receive import Received, blob_key, receive


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store.open(f"sqlite:///{tmp_path}/store.db")


@pytest.fixture
def blobs(tmp_path: Path) -> PathBlobs:
    return PathBlobs(tmp_path / "blobs")


def take(path: Path, store: Store, blobs: PathBlobs, max_bytes: int = 1000) -> Received:
    return receive(path, store, blobs, max_bytes)


def test_the_bytes_are_kept_under_their_hash(tmp_path: Path, store: Store, blobs: PathBlobs) -> None:
    path = tmp_path / "r.pdf"
    path.write_bytes(b"%PDF")
    received = take(path, store, blobs)
    assert received.document_id == hashlib.sha256(b"%PDF").hexdigest()
    assert blobs.get(blob_key(received.document_id)) == b"%PDF"
    assert (received.name, received.is_noted, received.supersedes) == ("r.pdf", False, None)


def test_what_stood_there_before_is_told(tmp_path: Path, store: Store, blobs: PathBlobs) -> None:
    path = tmp_path / "r.pdf"
    path.write_bytes(b"one")
    first = take(path, store, blobs)
    with store.begin() as unit:
        unit.sources.see(first.source, first.document_id, datetime.now(UTC))
    assert take(path, store, blobs).is_noted
    path.write_bytes(b"two")
    second = take(path, store, blobs)
    assert (second.is_noted, second.supersedes) == (False, first.document_id)


@pytest.mark.parametrize(("size", "code"), [(1001, "too_large"), (None, "unreadable")])
def test_what_cannot_be_taken_in(
    tmp_path: Path, store: Store, blobs: PathBlobs, size: int | None, code: str
) -> None:
    path = tmp_path / "r.pdf"
    if size is not None:
        path.write_bytes(b"x" * size)
    with pytest.raises(IngestError, match=r"r\.pdf") as caught:
        take(path, store, blobs)
    assert caught.value.code == code
