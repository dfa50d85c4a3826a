"""Findings."""

from collections.abc import Iterator, Sequence

import sqlalchemy as sa
from pydantic import BaseModel, ConfigDict
from pydantic_core import from_json
from sqlalchemy.orm import Session

from almpo.evidence.errors import NotFoundError
from almpo.evidence.findings import Finding
from almpo.evidence.record import Record
from almpo.evidence.store.passages import BATCH
from almpo.evidence.store.schema import FindingRow
from almpo.evidence.vocabulary import Design, FindingStatus, Origin, OutcomeGroup, ProgrammeType, TargetGroup


class FindingFilter(Record):
    """Conditions that must all hold; an empty list is no condition."""

    documents: tuple[str, ...] = ()  # ids
    outcome_groups: tuple[str, ...] = ()
    lmp: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    designs: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    effects_only: bool = False  # leave out what was decided not to be a programme effect
    min_confidence: float | None = None


class Profile(Record):
    """What the findings of a document say of it as a whole."""

    effects: int = 0  # estimates that were judged effects of a programme
    countries: frozenset[str] = frozenset()  # of these
    programmes: frozenset[str] = frozenset()  # LMP classes of these


class Facts(BaseModel):
    """What conditions can be put on in a finding: a tenth of the time that reading all of it takes."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    id: str
    document_id: str
    outcome_group: OutcomeGroup | None = None
    lmp: ProgrammeType | None = None
    target_groups: tuple[TargetGroup, ...] = ()
    country: str | None = None
    region: str | None = None
    horizon_months: float | None = None
    design: Design | None = None
    maryland: tuple[int, int] | None = None
    period: str | None = None
    study_year: int | None = None
    status: FindingStatus = FindingStatus.CANDIDATE


class Findings:
    def __init__(self, session: Session) -> None:
        self._session = session

    def replace(self, document_id: str, findings: Sequence[Finding]) -> None:
        """Store the findings of a document in place of those that were there."""
        self._session.execute(sa.delete(FindingRow).where(FindingRow.document_id == document_id))
        self._session.add_all(_finding_row(finding, ordinal) for ordinal, finding in enumerate(findings))

    def set_study(self, document_id: str, study: str | None) -> None:
        """Name the study of all findings of a document, but of those that were imported with their own."""
        rows = self._session.scalars(sa.select(FindingRow).where(FindingRow.document_id == document_id))
        for row in rows:
            finding = Finding.model_validate_json(row.record)
            if finding.origin is not Origin.IMPORT and finding.study != study:
                row.record = finding.model_copy(update={"study": study}).model_dump_json()

    def get(self, finding_id: str) -> Finding:
        """Raises NotFoundError."""
        row = self._session.get(FindingRow, finding_id)
        if row is None:
            raise NotFoundError(f"no finding {finding_id!r}: `almpo findings list` shows what there is")
        return Finding.model_validate_json(row.record)

    def by_ids(self, ids: Sequence[str]) -> dict[str, Finding]:
        """Those that exist, by id."""
        found: dict[str, Finding] = {}
        for start in range(0, len(ids), BATCH):
            wanted = sa.select(FindingRow.record).where(FindingRow.id.in_(ids[start : start + BATCH]))
            for record in self._session.scalars(wanted):
                finding = Finding.model_validate_json(record)
                found[finding.id] = finding
        return found

    def of_document(self, document_id: str) -> list[Finding]:
        return list(self.filter(FindingFilter(documents=(document_id,))))

    def filter(self, where: FindingFilter, limit: int | None = None, offset: int = 0) -> Iterator[Finding]:
        """By document, in the order they stand in."""
        rows = sa.select(FindingRow.record).where(*_conditions(where))
        rows = rows.order_by(FindingRow.document_id, FindingRow.ordinal).limit(limit).offset(offset)
        for record in self._session.scalars(rows.execution_options(yield_per=BATCH)):
            yield Finding.model_validate_json(record)

    def bare(self, where: FindingFilter) -> Iterator[Finding]:
        """The same without where their fields were read: a seventh of the time, where thousands are pooled."""
        rows = sa.select(FindingRow.record).where(*_conditions(where))
        rows = rows.order_by(FindingRow.document_id, FindingRow.ordinal)
        for record in self._session.scalars(rows.execution_options(yield_per=BATCH)):
            yield _bare(record)

    def facts(
        self, where: FindingFilter, *, countries: Sequence[str] = (), target_groups: Sequence[str] = ()
    ) -> Iterator[Facts]:
        """What the findings that match are about, in no order.

        `countries` and `target_groups` save reading most of those that name none of them, but not all.
        """
        near = [
            [FindingRow.country.contains(code) for code in countries],
            [FindingRow.record.contains(f'"{code}"') for code in target_groups],
        ]
        rows = sa.select(FindingRow.record).where(
            *_conditions(where), *(sa.or_(*some) for some in near if some)
        )
        for record in self._session.scalars(rows.execution_options(yield_per=BATCH)):
            yield Facts.model_validate_json(record)

    def profiles(self, document_ids: Sequence[str]) -> dict[str, Profile]:
        """By document id; one without findings has an empty profile."""
        found = {document_id: Profile() for document_id in document_ids}
        rows = (
            sa.select(FindingRow.document_id, FindingRow.country, FindingRow.lmp, sa.func.count())
            .where(FindingRow.document_id.in_(document_ids), FindingRow.treatment_effect.is_(True))
            .group_by(FindingRow.document_id, FindingRow.country, FindingRow.lmp)
        )
        for document_id, country, lmp, effects in self._session.execute(rows):
            known = found[document_id]
            found[document_id] = Profile(
                effects=known.effects + effects,
                countries=known.countries | ({country} if country else set()),
                programmes=known.programmes | ({lmp} if lmp else set()),
            )
        return found

    def count(self, where: FindingFilter | None = None) -> int:
        rows = sa.select(sa.func.count()).select_from(FindingRow)
        return self._session.scalar(rows.where(*_conditions(where or FindingFilter()))) or 0


def _conditions(where: FindingFilter) -> list[sa.ColumnElement[bool]]:
    lists = (
        (FindingRow.document_id, where.documents),
        (FindingRow.outcome_group, where.outcome_groups),
        (FindingRow.lmp, where.lmp),
        (FindingRow.country, where.countries),
        (FindingRow.design, where.designs),
        (FindingRow.status, where.status),
    )
    conditions: list[sa.ColumnElement[bool]] = [column.in_(values) for column, values in lists if values]
    if where.effects_only:
        conditions.append(FindingRow.treatment_effect.is_not(False))
    if where.min_confidence is not None:
        conditions.append(FindingRow.confidence >= where.min_confidence)
    return conditions


def _bare(record: str) -> Finding:
    """Of the readings only that of the estimate, for the sake of its alternatives."""
    values = from_json(record)
    estimate = values["readings"].get("estimate")
    values["readings"] = {"estimate": {**estimate, "anchor": None}} if estimate else {}
    return Finding.model_validate(values)


def _finding_row(finding: Finding, ordinal: int) -> FindingRow:
    flat = ("id", "document_id", "page", "source", "table_id", "treatment_effect", "country")
    return FindingRow(
        **{name: getattr(finding, name) for name in flat},
        ordinal=ordinal,
        outcome_group=finding.outcome_group,
        lmp=finding.lmp,
        design=finding.design,
        horizon_months=finding.horizon_months,
        confidence=finding.confidence,
        status=finding.status.value,
        record=finding.model_dump_json(),
    )
