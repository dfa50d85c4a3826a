"""Taking a document out of the corpus."""

from almpo.evidence.documents import Document
from almpo.pipeline.lock import ingest_lock
from almpo.pipeline.receive import blob_key
from almpo.pipeline.studies import identify_studies
from almpo.pipeline.workspace import Workspace


def remove_document(workspace: Workspace, document: str) -> Document:
    """Remove a document, named as in `Documents.get`, from index, store and blobs. Raises NotFoundError.

    In this order, so that whatever is interrupted can be repeated.
    """
    with ingest_lock(workspace.settings.home, lambda _: None):
        with workspace.store.read() as unit:
            found = unit.documents.get(document)
        workspace.index.delete_document(found.id)
        with workspace.store.begin() as unit:
            unit.documents.delete(found.id)
            unit.sources.forget(found.id)
        workspace.blobs.delete(blob_key(found.id))
        identify_studies(workspace)
    return found
