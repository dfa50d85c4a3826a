"""Taking a file in: its bytes under their hash."""

import hashlib
from pathlib import Path

from almpo.evidence.blobs import Blobs
from almpo.evidence.errors import IngestError
from almpo.evidence.record import Record
from almpo.evidence.store import Store


class Received(Record):
    source: str
    document_id: str
    name: str
    before: str | None  # the document that was last noted at this source

    @property
    def is_noted(self) -> bool:
        return self.before == self.document_id

    @property
    def supersedes(self) -> str | None:
        return None if self.is_noted else self.before


def blob_key(document_id: str) -> str:
    return f"documents/{document_id}"


def receive(path: Path, store: Store, blobs: Blobs, max_bytes: int) -> Received:
    """Keep the bytes of a file. The version is noted by the ingest job once the document is stored.

    Raises IngestError (codes too_large, unreadable).
    """
    try:
        size = path.stat().st_size
        if size > max_bytes:
            raise IngestError(
                "too_large",
                f"{path.name} has {size:,} bytes, over the {max_bytes:,} allowed: raise ingest.max_bytes",
            )
        with path.open("rb") as file:
            document_id = hashlib.file_digest(file, "sha256").hexdigest()
        if not blobs.exists(blob_key(document_id)):
            blobs.put_file(blob_key(document_id), path)
    except OSError as error:
        raise IngestError("unreadable", f"{path} cannot be read: {error.strerror or error}") from error
    source = str(path.absolute())
    with store.read() as unit:
        chain = unit.sources.versions(source)
    before = chain[-1].document_id if chain else None
    return Received(source=source, document_id=document_id, name=path.name, before=before)
