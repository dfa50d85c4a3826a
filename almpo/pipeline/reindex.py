"""The index made anew from the store, and compared with it."""

from collections.abc import Iterator

from almpo.evidence.store import Unit
from almpo.evidence.vocabulary import DocumentStatus
from almpo.pipeline.lock import ingest_lock
from almpo.pipeline.workspace import Workspace
from almpo.retrieval.index.shared import open_index
from almpo.retrieval.indexing import Difference, compare, rebuild


def searchable(unit: Unit) -> list[str]:
    """Ids of the documents that belong into the index: reports that were read and have no newer version."""
    stale = unit.sources.superseded()
    ready = (d for d in unit.documents.all() if d.status == DocumentStatus.READY and not d.is_data)
    return [document.id for document in ready if document.id not in stale]


def rebuild_index(workspace: Workspace) -> Iterator[tuple[int, int]]:
    """Make the index anew, whatever model made the old one; yields (documents done, documents in all)."""
    embedder = workspace.embedder
    with ingest_lock(workspace.settings.home, lambda _: None):
        with workspace.store.read() as unit:
            documents = searchable(unit)
        index = open_index(workspace.settings, embedder.model_id, embedder.dimension, anew=True)
        try:
            yield 0, len(documents)
            for done, _ in enumerate(rebuild(documents, workspace.store, index, embedder), 1):
                yield done, len(documents)
        finally:
            index.close()


def compare_index(workspace: Workspace) -> Difference:
    """How the index differs from what the store says should be in it."""
    with workspace.store.read() as unit:
        documents = searchable(unit)
    return compare(documents, workspace.store, workspace.index)
