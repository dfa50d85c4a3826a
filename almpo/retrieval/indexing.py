"""From the store into the index: one document, all of them, and whether the two agree."""

from collections.abc import Callable, Iterator, Sequence
from types import UnionType
from typing import NamedTuple

from almpo.evidence.documents import Passage
from almpo.evidence.findings import Finding
from almpo.evidence.store import Store, Unit
from almpo.evidence.store.findings import FindingFilter
from almpo.retrieval.embedders.base import Embedder
from almpo.retrieval.index.base import Index
from almpo.retrieval.points import Indexable, make_points

BATCH = 64  # records embedded and upserted at a time

OnBatch = Callable[[int, int], None]  # done, total


class Difference(NamedTuple):
    """Ids of passages and findings that are in only one of the two."""

    missing: frozenset[str]  # from the index
    extra: frozenset[str]  # in the index


def index_document(
    document_id: str,
    store: Store,
    index: Index,
    embedder: Embedder,
    *,
    on_batch: OnBatch | None = None,
    batch: int = BATCH,
    again: type[Indexable] | UnionType = Passage | Finding,
) -> int:
    """Make the index hold exactly the passages and effects of a document. Returns how many these are.

    What is there already is embedded again, since its text may have changed, unless it is of another kind than
    `again` says; killed half-way, a second call ends in the same state. Raises NotFoundError, IndexUnavailableError.
    """
    with store.read() as unit:
        document = unit.documents.get(document_id)
        tables = {table.id: table for table in unit.documents.tables(document_id)}
        records = _records(unit, document_id)
    held = index.ids(document_id)
    index.delete(held - {record.id for record in records})
    todo = [record for record in records if isinstance(record, again) or record.id not in held]
    for start in range(0, len(todo), batch):
        some = todo[start : start + batch]
        index.upsert(make_points(some, document, tables, embedder))
        if on_batch:
            on_batch(start + len(some), len(todo))
    return len(records)


def _records(unit: Unit, document_id: str) -> list[Indexable]:
    """All passages, and the findings that may be programme effects: nobody searches for controls."""
    effects = FindingFilter(documents=(document_id,), effects_only=True)
    return [*unit.passages.of_document(document_id), *unit.findings.filter(effects)]


def rebuild(document_ids: Sequence[str], store: Store, index: Index, embedder: Embedder) -> Iterator[str]:
    """Empty the index and fill it from the store; yields the id of each document that is done."""
    index.clear()
    for document_id in document_ids:
        index_document(document_id, store, index, embedder)
        yield document_id
    index.optimize()


def compare(document_ids: Sequence[str], store: Store, index: Index) -> Difference:
    """How the index differs from the passages and findings of these documents."""
    stored: set[str] = set()
    with store.read() as unit:
        for document_id in document_ids:
            stored |= {record.id for record in _records(unit, document_id)}
    held = index.ids()
    return Difference(frozenset(stored - held), frozenset(held - stored))
