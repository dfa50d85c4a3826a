"""The evidence gap map: how much is known on what, in which direction, how sure. Pure."""

from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum
from functools import lru_cache

from almpo.evidence.certainty import CertaintyLevel
from almpo.evidence.findings import Finding
from almpo.evidence.record import Interval, Record
from almpo.evidence.syntheses import Inputs, PooledResult, SynthesisQuery, UnitFamily
from almpo.evidence.vocabulary import FindingStatus, OutcomeGroup, ProgrammeType, TargetGroup, Unit
from almpo.measures.comparable import MORE_IS_BETTER
from almpo.measures.standard_error import standard_error
from almpo.measures.strength import design_strength
from almpo.synthesis.contradictions import SIGNIFICANT
from almpo.synthesis.harmonise import study_of
from almpo.synthesis.pool import gather_inputs, pool_inputs

RIGOROUS = 3  # Maryland scale
DRAWS = 5  # imputations in a cell: a rating needs fewer than a reported interval


class GapAxis(StrEnum):
    """What the columns of the map are."""

    OUTCOME = "outcome"
    TARGET_GROUP = "target_group"
    COUNTRY = "country"


class GapCell(Record):
    """What is known of one programme type (row) and column."""

    programme: ProgrammeType
    column: str
    studies: int
    rigorous: int  # studies of design strength 3 or more
    effects: int
    favourable: int  # effects, significant at 5 per cent
    unfavourable: int
    insignificant: int
    unclear: int  # without standard error or known direction
    validated: int
    unit: UnitFamily | None = None  # of what follows; None where the cell was not pooled
    estimate: float | None = None  # positive: favourable
    interval: Interval | None = None
    certainty: CertaintyLevel | None = None
    findings: tuple[str, ...] = ()  # ids of the effects that are counted

    @property
    def direction(self) -> str:
        """One of "favourable", "unfavourable", "mixed", "none" (nothing significant) or "unknown"."""
        if self.favourable and self.unfavourable:
            share = self.favourable / (self.favourable + self.unfavourable)
            return "favourable" if share >= 0.75 else "unfavourable" if share <= 0.25 else "mixed"
        if self.favourable or self.unfavourable:
            return "favourable" if self.favourable else "unfavourable"
        return "none" if self.insignificant else "unknown"


class GapMap(Record):
    """All cells with evidence; `empty` are those without, of the columns that occur."""

    axis: GapAxis
    outcome: OutcomeGroup | None  # that the map is restricted to
    columns: tuple[str, ...]
    cells: tuple[GapCell, ...]
    empty: tuple[tuple[ProgrammeType, str], ...]
    unplaced: int  # effects without programme type or column


def gap_map(
    findings: Iterable[Finding],
    axis: GapAxis = GapAxis.OUTCOME,
    *,
    outcome: OutcomeGroup | None = None,
    superseded: frozenset[str] = frozenset(),
    pooled: bool = True,
) -> GapMap:
    """Count studies and directions by programme type and outcome, target group or country.

    With `pooled`, each cell that is about one outcome group is pooled and its certainty rated. Effects that
    an expert rejected, that are none of a programme, or whose document has a newer version are not counted.
    An effect on several target groups counts for each.
    """
    read = _COLUMNS[axis]
    members: dict[tuple[ProgrammeType, str], list[Finding]] = {}
    unplaced = 0
    for finding in findings:
        if not _counts(finding, outcome, superseded):
            continue
        columns = read(finding)
        if finding.lmp is None or not columns:
            unplaced += 1
            continue
        for column in columns:
            members.setdefault((finding.lmp, column), []).append(finding)
    columns = tuple(sorted({column for _, column in members}))
    return GapMap(
        axis=axis,
        outcome=outcome,
        columns=columns,
        cells=tuple(
            _pooled(_cell(*key, members[key]), axis, outcome, members[key])
            if pooled
            else _cell(*key, members[key])
            for key in sorted(members)
        ),
        empty=tuple(
            (row, column) for row in ProgrammeType for column in columns if (row, column) not in members
        ),
        unplaced=unplaced,
    )


def _counts(finding: Finding, outcome: OutcomeGroup | None, superseded: frozenset[str]) -> bool:
    return (
        finding.status != FindingStatus.REJECTED
        and finding.treatment_effect is not False
        and finding.labour_market_outcome is not False
        and finding.document_id not in superseded
        and (outcome is None or finding.outcome_group == outcome)
    )


_COLUMNS: dict[GapAxis, Callable[[Finding], Sequence[str]]] = {
    GapAxis.OUTCOME: lambda finding: [finding.outcome_group] if finding.outcome_group else [],
    GapAxis.TARGET_GROUP: lambda finding: finding.target_groups or (TargetGroup.ALL_UNEMPLOYED,),
    GapAxis.COUNTRY: lambda finding: [finding.country] if finding.country else [],
}


def _pooled(
    cell: GapCell, axis: GapAxis, outcome: OutcomeGroup | None, members: Sequence[Finding]
) -> GapCell:
    """The cell with its pooled effect and certainty, where there is one outcome and something to pool."""
    group = OutcomeGroup(cell.column) if axis is GapAxis.OUTCOME else outcome
    if group is None:
        return cell
    query = SynthesisQuery(
        outcome=group,
        programmes=(cell.programme,),
        imputations=DRAWS,
        target_groups=(TargetGroup(cell.column),) if axis is GapAxis.TARGET_GROUP else (),
        countries=(cell.column,) if axis is GapAxis.COUNTRY else (),
    )
    result = _pool(query, gather_inputs(members, query, corpus=""))
    if result.estimated is None or result.certainty is None:
        return cell
    found = {
        "unit": result.unit,
        "estimate": result.estimated.estimate,
        "interval": (result.with_reading_errors or result.estimated).interval,
        "certainty": result.certainty.level,
    }
    return cell.model_copy(update=found)


@lru_cache(maxsize=256)  # a map is mostly asked for again with most of its cells unchanged
def _pool(query: SynthesisQuery, inputs: Inputs) -> PooledResult:
    return pool_inputs(query, inputs)


def _cell(programme: ProgrammeType, column: str, findings: Sequence[Finding]) -> GapCell:
    directions = [_direction(finding) for finding in findings]
    rigorous = {study_of(one) for one in findings if (design_strength(one) or 0) >= RIGOROUS}
    return GapCell(
        programme=programme,
        column=column,
        studies=len({study_of(finding) for finding in findings}),
        rigorous=len(rigorous),
        effects=len(findings),
        favourable=directions.count(1),
        unfavourable=directions.count(-1),
        insignificant=directions.count(0),
        unclear=directions.count(None),
        validated=sum(finding.status == FindingStatus.VALIDATED for finding in findings),
        findings=tuple(sorted(finding.id for finding in findings)),
    )


def _direction(finding: Finding) -> int | None:
    """1 favourable, −1 unfavourable, 0 insignificant, None not to be told."""
    better = finding.higher_is_better
    if better is None and finding.outcome_group is not None:
        better = MORE_IS_BETTER.get(finding.outcome_group)
    if better is None or any(check.code == "DIR" and not check.passed for check in finding.checks):
        return None
    if finding.p_low is not None and finding.p_low >= 0.05:
        return 0
    error = standard_error(finding)
    if error is None:
        return None
    none = 1.0 if finding.unit is Unit.HAZARD_RATIO else 0.0
    t = (finding.estimate - none) / error.value
    if abs(t) <= SIGNIFICANT:
        return None if error.bound == "at_most" else 0
    return 1 if (t > 0) == better else -1
