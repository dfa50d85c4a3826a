"""A number that grows with every change of the evidence: what was made of the same number is still good.

Evidence is what answers and pooled results are made from: documents, where they came from, findings, studies.
"""

import sqlalchemy as sa
from sqlalchemy.orm import ORMExecuteState, Session

from almpo.evidence.store.schema import DocumentRow, FindingRow, RevisionRow, SourceVersionRow, StudyRow

_EVIDENCE = (DocumentRow, FindingRow, SourceVersionRow, StudyRow)
_CHANGED = "evidence changed"


def watch(session: Session) -> None:
    """Note in the session whether evidence is changed in it."""

    def flushed(_: Session, __: object) -> None:
        rows = (*session.new, *session.dirty, *session.deleted)
        if any(isinstance(row, _EVIDENCE) for row in rows):
            session.info[_CHANGED] = True

    def executed(state: ORMExecuteState) -> None:
        changes = state.is_insert or state.is_update or state.is_delete
        if changes and state.bind_mapper is not None and state.bind_mapper.class_ in _EVIDENCE:
            session.info[_CHANGED] = True

    sa.event.listen(session, "after_flush", flushed)
    sa.event.listen(session, "do_orm_execute", executed)


def count_change(session: Session) -> None:
    """Raise the number, if evidence was changed in this transaction."""
    session.flush()
    if session.info.get(_CHANGED):
        session.execute(sa.update(RevisionRow).values(number=RevisionRow.number + 1))


def revision(session: Session) -> int:
    return session.scalars(sa.select(RevisionRow.number)).one()
