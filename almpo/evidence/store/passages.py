"""Passages."""

from collections.abc import Iterator, Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from almpo.evidence.documents import Passage
from almpo.evidence.store.schema import PassageRow

BATCH = 500  # ids in one query: within the limits of both databases


class Passages:
    def __init__(self, session: Session) -> None:
        self._session = session

    def by_ids(self, ids: Sequence[str]) -> dict[str, Passage]:
        """Those that exist, by id."""
        found: dict[str, Passage] = {}
        for start in range(0, len(ids), BATCH):
            wanted = sa.select(PassageRow.record).where(PassageRow.id.in_(ids[start : start + BATCH]))
            for record in self._session.scalars(wanted):
                passage = Passage.model_validate_json(record)
                found[passage.id] = passage
        return found

    def of_document(self, document_id: str) -> list[Passage]:
        """In reading order."""
        rows = sa.select(PassageRow.record).where(PassageRow.document_id == document_id)
        return [
            Passage.model_validate_json(r) for r in self._session.scalars(rows.order_by(PassageRow.ordinal))
        ]

    def neighbours(self, passage: Passage, reach: int = 1) -> list[Passage]:
        """The passages up to `reach` before and after, in reading order, without the passage itself."""
        rows = sa.select(PassageRow.record).where(
            PassageRow.document_id == passage.document_id,
            PassageRow.ordinal.between(passage.ordinal - reach, passage.ordinal + reach),
            PassageRow.ordinal != passage.ordinal,
        )
        return [
            Passage.model_validate_json(r) for r in self._session.scalars(rows.order_by(PassageRow.ordinal))
        ]

    def all(self) -> Iterator[Passage]:
        """Every passage, in batches, by document and reading order."""
        rows = sa.select(PassageRow.record).order_by(PassageRow.document_id, PassageRow.ordinal)
        for record in self._session.scalars(rows.execution_options(yield_per=BATCH)):
            yield Passage.model_validate_json(record)

    def count(self) -> int:
        return self._session.scalar(sa.select(sa.func.count()).select_from(PassageRow)) or 0


def passage_row(passage: Passage) -> PassageRow:
    return PassageRow(
        id=passage.id,
        document_id=passage.document_id,
        ordinal=passage.ordinal,
        page=passage.page,
        language=passage.language,
        text=passage.text,
        record=passage.model_dump_json(),
    )
