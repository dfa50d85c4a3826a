"""The lines of a forest plot: studies in groups, what is pooled, what is to be expected in a new place."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from almpo.evidence.errors import StatisticsError
from almpo.evidence.syntheses import Estimated, HorizonBand, Interval, PooledEffect, PooledResult
from almpo.synthesis.estimators import average, estimate
from almpo.synthesis.figures.labels import spoken
from almpo.synthesis.moderators import CATEGORIES
from almpo.synthesis.pooling.inference import t_quantile

GROUPS: dict[str, Callable[[PooledEffect], str | None]] = {
    **CATEGORIES,
    "horizon": lambda one: None if one.horizon_months is None else HorizonBand.of(one.horizon_months),
    "design_strength": lambda one: None if one.strength is None else f"design strength {one.strength}",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the plot. `kind` is group, study, rest, pooled, prediction or refusal."""

    kind: str
    label: str
    group: str = ""
    estimate: float | None = None
    interval: Interval | None = None
    weight: float | None = None
    findings: tuple[str, ...] = field(default=())


def forest_lines(result: PooledResult, by: str | None) -> list[Line]:
    """All lines from top to bottom. `by` is one of GROUPS. Of a result that has an estimate."""
    if result.estimated is None:
        return []
    return [*_grouped(result, by), *_pooled("All studies", "", result.estimated, result)]


def _grouped(result: PooledResult, by: str | None) -> list[Line]:
    effects = result.inputs.effects
    if by is None:
        return _studies(effects, result, "")
    groups: dict[str, list[PooledEffect]] = {}
    for effect in effects:
        groups.setdefault(spoken(GROUPS[by](effect)), []).append(effect)
    lines: list[Line] = []
    order = {band.value: at for at, band in enumerate(HorizonBand)}
    for name in sorted(groups, key=lambda one: (one == "not told", order.get(one, 0), one)):
        studies = _studies(groups[name], result, name)
        lines += [Line("group", name, name), *studies]
        if len(studies) == 1:
            continue
        try:
            pooled = estimate(groups[name], result.query, result.unit)
        except StatisticsError as error:
            lines.append(Line("refusal", f"not pooled: {error}", name))
        else:
            lines += _pooled(f"Pooled: {name}", name, pooled, result, groups[name])
    return lines


def _studies(effects: Sequence[PooledEffect], result: PooledResult, group: str) -> list[Line]:
    weights = {one.finding_id: one.weight for one in result.estimated.weights} if result.estimated else {}
    members: dict[str, list[PooledEffect]] = {}
    for effect in effects:
        members.setdefault(effect.study, []).append(effect)
    z = float(t_quantile(0.5 + result.query.level / 2, math.inf))
    lines = []
    for study, each in members.items():
        mean = average(each, result.query.rho)
        half = z * math.sqrt(mean.variance)
        lines.append(
            Line(
                "study",
                study,
                group,
                mean.value,
                Interval(low=mean.value - half, high=mean.value + half),
                sum(weights[one.finding_id] for one in each),
                tuple(one.finding_id for one in each),
            )
        )
    return sorted(lines, key=lambda line: (line.estimate or 0.0, line.label), reverse=True)


def _pooled(
    label: str,
    group: str,
    pooled: Estimated,
    result: PooledResult,
    effects: Sequence[PooledEffect] | None = None,
) -> list[Line]:
    own = result.inputs.effects if effects is None else effects
    findings = tuple(one.finding_id for one in own)
    weights = {one.finding_id: one.weight for one in result.estimated.weights} if result.estimated else {}
    weight = sum(weights[one] for one in findings)
    lines = [Line("pooled", label, group, pooled.estimate, pooled.interval, weight, findings)]
    if group == "" and result.with_reading_errors is not None:
        read = result.with_reading_errors
        told = "With the chance of misreadings"
        lines.append(Line("pooled", told, group, read.estimate, read.interval, None, findings))
    if pooled.prediction is not None:
        lines.append(Line("prediction", "Expected in a new place", group, None, pooled.prediction))
    return lines
