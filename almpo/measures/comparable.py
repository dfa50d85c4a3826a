"""From what a finding prints to an effect in a shared unit, with the sign that says what is better. Pure.

The formulas and their sources are in `conversions`, `standard_error` and `uncertainty`; here is which of them
applies to which unit, and what is said of it in words.
"""

import math

from almpo.evidence.comparable import Comparable
from almpo.evidence.errors import StatisticsError
from almpo.evidence.findings import Finding
from almpo.evidence.syntheses import UnitFamily
from almpo.evidence.vocabulary import OutcomeGroup, Unit
from almpo.measures.conversions import (
    DAYS_PER,
    Effect,
    hazard_ratio_to_log,
    log_points_to_percent,
    relative_to_control,
    scaled,
)
from almpo.measures.standard_error import StandardError, standard_error
from almpo.measures.uncertainty import se_from_ci

MORE_IS_BETTER = {
    OutcomeGroup.EMPLOYMENT: True,
    OutcomeGroup.EARNINGS: True,
    OutcomeGroup.WAGE: True,
    OutcomeGroup.HOURS: True,
    OutcomeGroup.JOB_QUALITY: True,
    OutcomeGroup.UNEMPLOYMENT_EXIT: True,
    OutcomeGroup.UNEMPLOYMENT_DURATION: False,
    OutcomeGroup.BENEFIT_RECEIPT: False,
}
FAMILY = {
    Unit.PERCENTAGE_POINTS: UnitFamily.POINTS,
    Unit.PROBABILITY: UnitFamily.POINTS,
    Unit.PERCENT: UnitFamily.PERCENT,
    Unit.LOG_POINTS: UnitFamily.PERCENT,
    Unit.HAZARD_RATIO: UnitFamily.LOG_HAZARD,
    Unit.LOG_HAZARD: UnitFamily.LOG_HAZARD,
    Unit.STANDARD_DEVIATIONS: UnitFamily.STANDARD_DEVIATIONS,
    Unit.DAYS: UnitFamily.DAYS,
    Unit.WEEKS: UnitFamily.DAYS,
    Unit.MONTHS: UnitFamily.DAYS,
}


def comparable(finding: Finding) -> Comparable | None:
    """The finding in the unit family of its own unit; None where the unit is unknown or cannot be compared."""
    try:
        return _money(finding) if finding.unit is Unit.CURRENCY else _in_own_family(finding)
    except (StatisticsError, OverflowError):
        return None


def direction(finding: Finding, unit: UnitFamily | None) -> tuple[int, str]:
    """+1 where more is better, and the rule that says so. Raises StatisticsError "direction" where it is not told."""
    if any(check.code == "DIR" and not check.passed for check in finding.checks):
        raise StatisticsError("direction", "the source's favourable direction contradicts the outcome")
    if finding.higher_is_better is not None:
        return (1 if finding.higher_is_better else -1), "favourable direction as coded"
    better = MORE_IS_BETTER.get(finding.outcome_group) if finding.outcome_group else None
    if better is None:
        raise StatisticsError("direction", "which direction is favourable is not told")
    if unit is UnitFamily.LOG_HAZARD:  # a higher hazard of leaving unemployment shortens it
        better = True
    return (1 if better else -1), f"more {finding.outcome_group} is {'better' if better else 'worse'}"


def printed_error(finding: Finding) -> StandardError | None:
    """The standard error in the printed unit, intervals of ratios taken on the log scale (Parmar et al. 1998)."""
    ratio = finding.unit is Unit.HAZARD_RATIO
    if ratio and finding.se is None and finding.ci_low is not None and finding.ci_high is not None:
        if not 0 < finding.ci_low < finding.ci_high:
            return None
        log_se = se_from_ci(math.log(finding.ci_low), math.log(finding.ci_high))
        return StandardError(log_se * finding.estimate, "exact", "ci")  # of the ratio, by the delta method
    return standard_error(finding)


def error_rule(error: StandardError) -> str:
    """What was assumed to get the standard error, in words; empty if it is printed."""
    if error.bound == "at_most":
        return f"standard error from {error.source}: an upper bound"
    return "" if error.source == "se" else f"standard error from {error.source}, normal distribution"


def converted(finding: Finding, effect: Effect, unit: UnitFamily) -> tuple[Effect, str]:
    """The effect, given in the finding's unit, in another one, and what was assumed.

    Raises StatisticsError "unit" where the one cannot be turned to the other.
    """
    match unit, finding.unit:
        case (
            (UnitFamily.POINTS, Unit.PERCENTAGE_POINTS)
            | (UnitFamily.PERCENT, Unit.PERCENT)
            | (UnitFamily.STANDARD_DEVIATIONS, Unit.STANDARD_DEVIATIONS)
            | (UnitFamily.LOG_HAZARD, Unit.LOG_HAZARD)
        ):
            return effect, ""
        case UnitFamily.POINTS, Unit.PROBABILITY:
            return scaled(effect, 100), "share × 100"
        case UnitFamily.PERCENT, Unit.LOG_POINTS:
            return log_points_to_percent(effect), "log points to per cent: 100 (e^b − 1)"
        case UnitFamily.PERCENT, Unit.CURRENCY | Unit.COUNT | Unit.RATE if finding.control_mean is not None:
            relative = relative_to_control(effect, finding.control_mean)
            return relative, "in per cent of the control group's mean"
        case UnitFamily.LOG_HAZARD, Unit.HAZARD_RATIO:
            return hazard_ratio_to_log(effect.value, effect.se), "log of the hazard ratio"
        case UnitFamily.DAYS, Unit.DAYS | Unit.WEEKS | Unit.MONTHS:
            rule = "" if finding.unit is Unit.DAYS else "in days"
            return scaled(effect, DAYS_PER[finding.unit]), rule
        case UnitFamily.PERCENT, Unit.CURRENCY:
            raise StatisticsError("unit", "an amount of money without the control group's mean")
    raise StatisticsError("unit", f"in {finding.unit or 'an unknown unit'}, which cannot be turned to {unit}")


def _in_own_family(finding: Finding) -> Comparable:
    unit = FAMILY.get(finding.unit) if finding.unit else None
    if unit is None:
        raise StatisticsError("unit", "the unit is not told or shared by no other finding")
    error = printed_error(finding)
    effect, rule = converted(finding, Effect(finding.estimate, error.value if error else None), unit)
    return _comparable(finding, effect, error, rule, unit)


def _money(finding: Finding) -> Comparable:
    error = printed_error(finding)
    effect = Effect(finding.estimate, error.value if error else None)
    made = _comparable(finding, effect, error, "", None)
    return made.model_copy(update={"currency": finding.currency, "price_year": finding.price_year})


def _comparable(
    finding: Finding, effect: Effect, error: StandardError | None, rule: str, unit: UnitFamily | None
) -> Comparable:
    sign, sign_rule = _direction_or_none(finding, unit)
    relative = _relative(finding, effect, unit)
    return Comparable(
        value=effect.value,
        se=effect.se,
        se_source=error.source if error else None,
        se_is_bound=error is not None and error.bound == "at_most",
        unit=unit or "currency",
        favourable=None if sign is None else sign * effect.value,
        relative=relative.value if relative else None,
        relative_se=relative.se if relative else None,
        rules=tuple(filter(None, [rule, error_rule(error) if error else "", sign_rule])),
    )


def _direction_or_none(finding: Finding, unit: UnitFamily | None) -> tuple[int | None, str]:
    try:
        return direction(finding, unit)
    except StatisticsError:
        return None, ""


def _relative(finding: Finding, effect: Effect, unit: UnitFamily | None) -> Effect | None:
    """In per cent of the counterfactual: the control mean is taken as printed in the finding's unit."""
    if unit is UnitFamily.PERCENT:
        return effect
    if unit is UnitFamily.LOG_HAZARD:
        return log_points_to_percent(effect)
    mean = finding.control_mean
    if mean is None or mean <= 0 or unit not in (UnitFamily.POINTS, None):
        return None
    share = unit is UnitFamily.POINTS and mean <= 1
    found = relative_to_control(effect, 100 * mean if share else mean)
    return found if math.isfinite(found.value) and math.isfinite(found.se or 0) else None
