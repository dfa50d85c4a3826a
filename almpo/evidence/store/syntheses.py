"""Pooled results with their inputs: each saved question is a series of versions."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from almpo.evidence.errors import NotFoundError
from almpo.evidence.store.schema import SynthesisRow
from almpo.evidence.syntheses import Synthesis


class Syntheses:
    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, synthesis: Synthesis, revision: int | None = None) -> None:
        """Versions are appended, never changed. `revision` is that of the evidence it was made from."""
        self._session.add(
            SynthesisRow(
                id=synthesis.id,
                series=synthesis.series,
                ordinal=synthesis.ordinal,
                made_at=synthesis.made_at,
                revision=revision,
                record=synthesis.model_dump_json(),
            )
        )

    def get(self, synthesis_id: str) -> Synthesis:
        """By id or a unique start of it. Raises NotFoundError."""
        start = sa.select(SynthesisRow.record).where(
            SynthesisRow.id.startswith(synthesis_id, autoescape=True)
        )
        records = self._session.scalars(start.limit(2)).all()
        if len(records) != 1:
            problem = "no synthesis" if not records else "several syntheses begin with"
            raise NotFoundError(f"{problem} {synthesis_id!r}: `almpo syntheses` lists what there is")
        return Synthesis.model_validate_json(records[0])

    def versions(self, series: str) -> list[Synthesis]:
        """Oldest first."""
        rows = sa.select(SynthesisRow.record).where(SynthesisRow.series == series)
        records = self._session.scalars(rows.order_by(SynthesisRow.ordinal))
        return [Synthesis.model_validate_json(record) for record in records]

    def newest(self, series: str) -> Synthesis | None:
        rows = sa.select(SynthesisRow.record).where(SynthesisRow.series == series)
        record = self._session.scalar(rows.order_by(SynthesisRow.ordinal.desc()).limit(1))
        return Synthesis.model_validate_json(record) if record else None

    def hold(self, synthesis_id: str, revision: int) -> None:
        """Note that a synthesis was found to hold for this revision of the evidence."""
        changed = sa.update(SynthesisRow).where(SynthesisRow.id == synthesis_id)
        self._session.execute(changed.values(revision=revision))

    def revision(self, synthesis_id: str) -> int | None:
        """The last revision of the evidence that a synthesis was found to hold for, if that is known."""
        return self._session.scalar(sa.select(SynthesisRow.revision).where(SynthesisRow.id == synthesis_id))

    def series(self) -> list[str]:
        """All series, the one that was asked first at first."""
        first = sa.func.min(SynthesisRow.made_at)
        rows = sa.select(SynthesisRow.series).group_by(SynthesisRow.series)
        return list(self._session.scalars(rows.order_by(first, SynthesisRow.series)))
