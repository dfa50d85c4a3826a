"""The index made anew from the store, and compared with it."""

from collections.abc import Iterator

from almpo.evidence.record import Record
from almpo.evidence.store import Unit
from almpo.evidence.vocabulary import DocumentStatus
from almpo.pipeline.workspace import Workspace


class Difference(Record):
    indexed: int
    missing: tuple[str, ...]  # ids of passages and findings that are not in the index
    extra: tuple[str, ...]  # ids in the index that are not in the store

    @property
    def agrees(self) -> bool:
        return not self.missing and not self.extra


def searchable(unit: Unit) -> list[str]:
    """Ids of the documents that belong into the index: read, and not superseded by a newer version."""
    stale = unit.sources.superseded()
    return [d.id for d in unit.documents.all() if d.status == DocumentStatus.READY and d.id not in stale]
