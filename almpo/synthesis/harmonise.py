"""Which effects may stand together, in one unit and with one sign; what is left out, and why. Pure.

Effects are pooled within one outcome group only, so duration of unemployment never meets employment (Card,
Kluve & Weber 2010 show that the two do not agree).
"""

import math
import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from almpo.evidence.errors import StatisticsError
from almpo.evidence.findings import Finding
from almpo.evidence.syntheses import (
    Comparator,
    HorizonBand,
    LeftOut,
    PooledEffect,
    SynthesisQuery,
    UnitFamily,
)
from almpo.evidence.vocabulary import Estimand, FindingStatus, Origin, OutcomeGroup, Unit
from almpo.measures.comparable import converted, direction, error_rule, printed_error
from almpo.measures.conversions import Effect
from almpo.measures.strength import design_strength

DEFAULT_UNIT = {
    OutcomeGroup.EARNINGS: UnitFamily.PERCENT,
    OutcomeGroup.WAGE: UnitFamily.PERCENT,
    OutcomeGroup.HOURS: UnitFamily.PERCENT,
    OutcomeGroup.UNEMPLOYMENT_DURATION: UnitFamily.DAYS,
}
USUAL = re.compile(
    r"(?i)services as usual|business as usual|usual services|no (?:programme|program|treatment)|"
    r"non-?particip|control group|waiting"
)
# Beyond these an effect or its standard error has been misread, or is in another unit than it says.
LARGEST = {
    UnitFamily.POINTS: 100.0,
    UnitFamily.PERCENT: 1e6,
    UnitFamily.STANDARD_DEVIATIONS: 100.0,
    UnitFamily.LOG_HAZARD: 20.0,
    UnitFamily.DAYS: 36_525.0,
}
UNMEASURED = frozenset({"no_standard_error", "unit"})  # why an effect can be told by its direction only
LEAST_ERROR = 1e-9
UNKNOWN_CONFIDENCE = 0.5  # of an unvalidated reading whose confidence nobody has stated
USUAL_ESTIMANDS = frozenset(Estimand) - {Estimand.LATE}


class Harmonised(NamedTuple):
    """Effects in one unit, by finding id, and those that were left out."""

    unit: UnitFamily
    effects: tuple[PooledEffect, ...]
    left_out: tuple[LeftOut, ...]


class _LeftOutError(Exception):
    def __init__(self, code: str, reason: str) -> None:
        super().__init__(reason)
        self.code = code


def harmonise(
    findings: Iterable[Finding],
    query: SynthesisQuery,
    superseded: frozenset[str] = frozenset(),
    synthetic: frozenset[str] = frozenset(),
) -> Harmonised:
    """Bring the findings that a question is about to one unit and sign.

    Findings of another outcome group, programme, country, target group, design or document than asked for
    are not spoken of; every other one is either among the effects or among those left out.

    Args:
        superseded: ids of documents that have a newer version, or are versions of a study told by another one.
        synthetic: ids of documents that say of themselves that their content is made up.
    """
    unit = query.unit or DEFAULT_UNIT.get(query.outcome, UnitFamily.POINTS)
    effects: list[PooledEffect] = []
    left_out: list[LeftOut] = []
    for finding in sorted(findings, key=lambda finding: finding.id):
        if not asked_for(finding, query):
            continue
        try:
            _refuse_by_document(finding, query, superseded, synthetic)
            effects.append(_effect(finding, query, unit))
        except (_LeftOutError, StatisticsError) as error:
            left_out.append(
                LeftOut(
                    finding_id=finding.id,
                    study=study_of(finding),
                    code=error.code,
                    reason=str(error),
                    sign=_bare_sign(finding) if error.code in UNMEASURED else None,
                )
            )
    kept, twice = without_duplicates(effects)
    return Harmonised(unit, tuple(kept), tuple(sorted([*left_out, *twice], key=lambda one: one.finding_id)))


def _bare_sign(finding: Finding) -> int | None:
    """The direction of an effect whose size cannot be compared: 1 favourable; None where it is not told."""
    ratio = finding.unit is Unit.HAZARD_RATIO
    if finding.unit in (None, Unit.OTHER):  # may be a ratio
        return None
    hazard = ratio or finding.unit is Unit.LOG_HAZARD
    try:
        better, _ = direction(finding, UnitFamily.LOG_HAZARD if hazard else None)
    except StatisticsError:
        return None
    difference = finding.estimate - (1.0 if ratio else 0.0)
    return better * ((difference > 0) - (difference < 0))


def lone_study(document_id: str) -> str:
    """What a document is called that is a study by itself."""
    return f"document {document_id[:12]}"


def study_of(finding: Finding) -> str:
    """What estimates are pooled as one: the study, or else the document."""
    return finding.study or lone_study(finding.document_id)


def asked_for(finding: Finding, query: SynthesisQuery) -> bool:
    """Whether the question is about this finding at all."""
    return (
        finding.outcome_group == query.outcome
        and finding.treatment_effect is not False
        and finding.labour_market_outcome is not False
        and (not query.programmes or finding.lmp in query.programmes)
        and (not query.countries or finding.country in query.countries)
        and (not query.target_groups or bool(set(query.target_groups) & set(finding.target_groups)))
        and (not query.designs or finding.design in query.designs)
        and (not query.documents or finding.document_id in query.documents)
    )


def comparator_of(finding: Finding) -> Comparator:
    """Whether the others got what is usual, or another programme."""
    if finding.comparator is None:
        return Comparator.UNKNOWN
    return Comparator.USUAL if USUAL.search(finding.comparator) else Comparator.PROGRAMME


def _effect(finding: Finding, query: SynthesisQuery, unit: UnitFamily) -> PooledEffect:
    _refuse_by_meaning(finding, query)
    sign, sign_rule = direction(finding, unit)
    error = printed_error(finding)
    if error is None:
        raise _LeftOutError("no_standard_error", "no usable standard error, interval, t, p or star")
    effect, rule = converted(finding, Effect(finding.estimate, error.value), unit)
    if effect.se is None or not (effect.se > 0 and math.isfinite(effect.value)):
        raise _LeftOutError("no_standard_error", "the standard error does not survive the conversion")
    if abs(effect.value) > LARGEST[unit]:
        raise _LeftOutError("impossible", f"{effect.value:g} {unit.replace('_', ' ')} cannot be")
    if not LEAST_ERROR < effect.se <= LARGEST[unit]:
        raise _LeftOutError(
            "impossible", f"a standard error of {effect.se:g} {unit.replace('_', ' ')} cannot be"
        )
    assumptions = [rule, sign_rule, error_rule(error)]
    factor = effect.value / finding.estimate if finding.estimate else 1.0
    return PooledEffect(
        finding_id=finding.id,
        document_id=finding.document_id,
        source=finding.source,
        study=study_of(finding),
        value=sign * effect.value,
        se=effect.se,
        se_source=error.source,
        se_is_bound=error.bound == "at_most",
        assumptions=tuple(filter(None, assumptions)),
        probability=probability_right(finding),
        alternatives=tuple((sign * factor * value, p) for value, p in _alternatives(finding)),
        validated=finding.status == FindingStatus.VALIDATED,
        imported=finding.origin == Origin.IMPORT,
        outcome=query.outcome,
        lmp=finding.lmp,
        design=finding.design,
        strength=design_strength(finding),
        estimand=finding.estimand,
        comparator=comparator_of(finding),
        country=finding.country,
        target_groups=finding.target_groups,
        horizon_months=finding.horizon_months,
        horizon_anchor=finding.horizon_anchor,
        period_start=_first_year(finding.period),
        study_year=finding.study_year,
        duration_months=finding.duration_months,
        label=finding.outcome or "",
    )


def _refuse_by_meaning(finding: Finding, query: SynthesisQuery) -> None:
    estimands = frozenset(query.estimands) or USUAL_ESTIMANDS
    strength = design_strength(finding)
    if finding.status == FindingStatus.REJECTED:
        raise _LeftOutError("rejected", "rejected by an expert")
    if query.validated_only and finding.status != FindingStatus.VALIDATED:
        raise _LeftOutError("not_validated", "not validated, and only validated effects were asked for")
    if query.horizon is not None:
        if finding.horizon_months is None:
            raise _LeftOutError("horizon_unknown", "the horizon is not told")
        if HorizonBand.of(finding.horizon_months) != query.horizon:
            raise _LeftOutError(
                "horizon", f"measured after {finding.horizon_months:g} months, not in the {query.horizon} run"
            )
    if query.min_strength is not None and (strength or 0) < query.min_strength:
        raise _LeftOutError(
            "design", f"design strength {strength or 'unknown'} is below {query.min_strength}"
        )
    if finding.estimand is not None and finding.estimand not in estimands:
        raise _LeftOutError("estimand", f"{finding.estimand} is an effect on other people")
    if comparator_of(finding) not in query.comparators:
        raise _LeftOutError("comparator", f"compared with another programme: {finding.comparator}")


def _refuse_by_document(
    finding: Finding, query: SynthesisQuery, superseded: frozenset[str], synthetic: frozenset[str]
) -> None:
    if finding.document_id in superseded:
        raise _LeftOutError(
            "superseded", "its document has a newer version, or another version of its study is pooled"
        )
    if finding.document_id in synthetic and not query.synthetic:
        raise _LeftOutError("synthetic", "its document says that its content is made up")


def probability_right(finding: Finding) -> float:
    """That the finding was read right: 1 if validated; published codings count as right unless scored."""
    if finding.status == FindingStatus.VALIDATED:
        return 1.0
    if finding.confidence is not None:
        return finding.confidence
    return 1.0 if finding.origin in (Origin.IMPORT, Origin.EXPERT) else UNKNOWN_CONFIDENCE


def _alternatives(finding: Finding) -> list[tuple[float, float]]:
    reading = finding.readings.get("estimate")
    if reading is None or finding.status == FindingStatus.VALIDATED:
        return []
    room = 1 - probability_right(finding)
    numbers = [
        (float(one.value), one.probability)
        for one in reading.alternatives
        if isinstance(one.value, int | float) and math.isfinite(one.value)
    ]
    total = sum(p for _, p in numbers)
    shrink = min(1.0, room / total) if total else 0.0
    return [(value, p * shrink) for value, p in numbers]


def without_duplicates(effects: Sequence[PooledEffect]) -> tuple[list[PooledEffect], list[LeftOut]]:
    """Each effect once: the same study, horizon, group, value and standard error (3 digits) is one effect.

    That is, if told in different documents, or in a table and in the text; two cells of tables are two
    effects. The validated one stays, then the imported one, then the first by id.
    """
    firsts: dict[tuple[object, ...], PooledEffect] = {}
    kept: list[PooledEffect] = []
    left_out: list[LeftOut] = []
    ranked = sorted(effects, key=lambda one: (not one.validated, not one.imported, one.finding_id))
    for effect in ranked:
        key = (
            effect.study,
            effect.lmp,
            effect.horizon_months,
            effect.target_groups,
            f"{effect.value:.3g}",
            f"{effect.se:.3g}",
        )
        first = firsts.setdefault(key, effect)
        if (first.document_id, first.source) == (effect.document_id, effect.source):
            kept.append(effect)
        else:
            left_out.append(
                LeftOut(
                    finding_id=effect.finding_id,
                    study=effect.study,
                    code="duplicate",
                    reason=f"the same effect as finding {first.finding_id}",
                )
            )
    return sorted(kept, key=lambda one: one.finding_id), left_out


def _first_year(period: str | None) -> int | None:
    found = re.search(r"(?:19|20)\d{2}", period or "")
    return int(found[0]) if found else None
