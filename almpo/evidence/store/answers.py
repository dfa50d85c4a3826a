"""Answers, kept so that each has a lasting address and can be verified again."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from almpo.evidence.answers import Answer
from almpo.evidence.errors import NotFoundError
from almpo.evidence.store.schema import AnswerRow


class Answers:
    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, answer: Answer) -> None:
        """Keep an answer. Keeping it again, as after a crash, changes nothing."""
        self._session.merge(
            AnswerRow(
                id=answer.id,
                asked_at=answer.asked_at,
                question=answer.question,
                thread=answer.thread or answer.id,
                record=answer.model_dump_json(),
            )
        )

    def get(self, answer_id: str) -> Answer:
        """Raises NotFoundError."""
        row = self._session.get(AnswerRow, answer_id)
        if row is None:
            raise NotFoundError(f"no answer {answer_id!r}")
        return Answer.model_validate_json(row.record)

    def of_thread(self, thread: str) -> list[Answer]:
        """The turns of a conversation, oldest first."""
        rows = sa.select(AnswerRow.record).where(AnswerRow.thread == thread)
        records = self._session.scalars(rows.order_by(AnswerRow.asked_at, AnswerRow.id))
        return [Answer.model_validate_json(record) for record in records]

    def recent(self, limit: int = 20) -> list[Answer]:
        rows = sa.select(AnswerRow.record).order_by(AnswerRow.asked_at.desc(), AnswerRow.id).limit(limit)
        return [Answer.model_validate_json(record) for record in self._session.scalars(rows)]
