"""Where the records behind the points of the index are read."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from almpo.evidence.documents import Passage
from almpo.evidence.findings import Finding
from almpo.evidence.store import Store
from almpo.retrieval.points import Indexable, record_text


class Records(Protocol):
    """Passages and findings by id, without those that are gone."""

    def passages(self, ids: Sequence[str]) -> Mapping[str, Passage]: ...

    def findings(self, ids: Sequence[str]) -> Mapping[str, Finding]: ...

    def texts(self, records: Sequence[Indexable]) -> list[str]:
        """What is embedded of each. Raises NotFoundError if a document is gone."""
        ...


class StoreRecords:
    """Those of a store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def passages(self, ids: Sequence[str]) -> Mapping[str, Passage]:
        with self._store.read() as unit:
            return unit.passages.by_ids(ids)

    def findings(self, ids: Sequence[str]) -> Mapping[str, Finding]:
        with self._store.read() as unit:
            return unit.findings.by_ids(ids)

    def texts(self, records: Sequence[Indexable]) -> list[str]:
        with_tables = {one.document_id for one in records if isinstance(one, Finding) and one.table_id}
        with self._store.read() as unit:
            documents = {i: unit.documents.get(i) for i in {one.document_id for one in records}}
            tables = {
                table.id: table
                for document_id in with_tables
                for table in unit.documents.tables(document_id, cells=False)
            }
        return [record_text(one, documents[one.document_id], tables) for one in records]
