"""Where documents came from: the version chain of each source."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from almpo.evidence.documents import SourceVersion
from almpo.evidence.store.schema import DocumentRow, SourceVersionRow
from almpo.evidence.vocabulary import DocumentStatus


class Sources:
    def __init__(self, session: Session) -> None:
        self._session = session

    def versions(self, source: str) -> list[SourceVersion]:
        """Oldest first."""
        rows = sa.select(SourceVersionRow).where(SourceVersionRow.source == source)
        return [_version(row) for row in self._session.scalars(rows.order_by(SourceVersionRow.ordinal))]

    def of_document(self, document_id: str) -> list[SourceVersion]:
        rows = sa.select(SourceVersionRow).where(SourceVersionRow.document_id == document_id)
        return [_version(row) for row in self._session.scalars(rows.order_by(SourceVersionRow.source))]

    def see(self, source: str, document_id: str, now: datetime) -> SourceVersion:
        """Note what stands at a source. The same bytes as last time add nothing, others add a version."""
        chain = self.versions(source)
        if chain and chain[-1].document_id == document_id:
            return chain[-1]
        ordinal = chain[-1].ordinal + 1 if chain else 1
        version = SourceVersion(source=source, ordinal=ordinal, document_id=document_id, seen_at=now)
        self._session.add(SourceVersionRow(**version.model_dump()))
        return version

    def forget(self, document_id: str) -> None:
        """Drop a document from the version chains."""
        of_document = SourceVersionRow.document_id == document_id
        self._session.execute(sa.delete(SourceVersionRow).where(of_document))

    def superseded(self) -> dict[str, str]:
        """Documents that no longer stand at any of their sources, with the document that took their place.

        A successor that could not be read takes nobody's place.
        """
        newest: dict[str, SourceVersion] = {}
        older: dict[str, str] = {}
        ordered = sa.select(SourceVersionRow).order_by(SourceVersionRow.source, SourceVersionRow.ordinal)
        for row in self._session.scalars(ordered):
            if row.source in newest:
                older[newest[row.source].document_id] = row.source
            newest[row.source] = _version(row)
        current = {version.document_id for version in newest.values()}
        ready = sa.select(DocumentRow.id).where(DocumentRow.status == DocumentStatus.READY)
        readable = set(self._session.scalars(ready))
        successors = {doc: newest[source].document_id for doc, source in older.items() if doc not in current}
        return {doc: successor for doc, successor in successors.items() if successor in readable}


def _version(row: SourceVersionRow) -> SourceVersion:
    return SourceVersion(
        source=row.source, ordinal=row.ordinal, document_id=row.document_id, seen_at=row.seen_at
    )
