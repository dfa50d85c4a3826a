"""How sure a pooled effect is: GRADE, every step computed from declared inputs. Pure.

Guyatt et al. 2008, 2011; Schünemann et al. 2019: the rating starts high and loses up to two levels to each of
five domains. The borders used here are stated in docs/synthesis.md; an expert may judge otherwise.
"""

from collections.abc import Callable, Sequence

from almpo.evidence.certainty import (
    Certainty,
    CertaintyDomain,
    CertaintyLevel,
    CertaintyReason,
    CertaintyStep,
    PublicationBias,
)
from almpo.evidence.syntheses import (
    Comparator,
    Estimated,
    Interval,
    PooledEffect,
    SynthesisQuery,
    UnitFamily,
)
from almpo.evidence.vocabulary import TargetGroup
from almpo.synthesis.publication_bias import FEWEST, SUSPICIOUS, suspected

# The smallest gain or loss that matters, where the question does not say: 1 in 50 participants, …
MATTERS = {
    UnitFamily.POINTS: 2.0,
    UnitFamily.PERCENT: 5.0,
    UnitFamily.STANDARD_DEVIATIONS: 0.05,
    UnitFamily.LOG_HAZARD: 0.1,
    UnitFamily.DAYS: 14.0,
}
STRONG, COMPARABLE = 5, 3  # Maryland scale: random assignment; a comparison of similar groups
NATURAL = 4  # natural experiments, which count as strong
MOST = 0.75  # share of the weight that decides
HALF = 0.5
DIFFERING, DIFFERING_WIDELY = 50.0, 75.0  # I², per cent
BOTH_WAYS = 0.25  # chance of the less likely side of the threshold in a new place
LEVELS = (CertaintyLevel.VERY_LOW, CertaintyLevel.LOW, CertaintyLevel.MODERATE, CertaintyLevel.HIGH)


def judge(
    estimated: Estimated,
    interval: Interval,
    effects: Sequence[PooledEffect],
    query: SynthesisQuery,
    unit: UnitFamily,
    bias: PublicationBias,
) -> Certainty:
    """Rate a pooled effect.

    Args:
        interval: of the mean, with the chance of misreadings where that is known.
    """
    matters = query.matters or MATTERS[unit]
    weight = {one.finding_id: one.weight for one in estimated.weights}
    weighed = [(effect, weight[effect.finding_id]) for effect in effects]
    steps = (
        _risk_of_bias(weighed),
        _inconsistency(estimated, query.threshold, matters),
        _indirectness(weighed, query),
        _imprecision(estimated, interval, query.threshold, matters),
        _publication_bias(bias, estimated.estimate, query.threshold, matters),
    )
    lost = sum(step.levels for step in steps)
    return Certainty(level=LEVELS[max(0, len(LEVELS) - 1 + lost)], steps=steps)


Weighed = Sequence[tuple[PooledEffect, float]]


def _step(domain: CertaintyDomain, levels: int, code: str, **figures: float | str) -> CertaintyStep:
    return CertaintyStep(domain=domain, levels=levels, reasons=(CertaintyReason(code=code, figures=figures),))


def _share(weighed: Weighed, holds: Callable[[PooledEffect], bool]) -> float:
    """Weight of the effects for which something holds; rounded, as borders compare with it."""
    return round(min(1.0, max(0.0, sum(weight for effect, weight in weighed if holds(effect)))), 6)


def _risk_of_bias(weighed: Weighed) -> CertaintyStep:
    trials = _share(weighed, lambda effect: (effect.strength or 0) >= STRONG)
    strong = _share(weighed, lambda effect: (effect.strength or 0) >= NATURAL)
    comparable = _share(weighed, lambda effect: (effect.strength or 0) >= COMPARABLE)
    levels, code = (0, "strong") if strong >= MOST else (-1, "comparable")
    if comparable < MOST:
        levels, code = -2, "weak"
    shares = {"trials": trials, "strong": strong, "comparable": comparable, "rest": round(1 - comparable, 6)}
    return _step(CertaintyDomain.RISK_OF_BIAS, levels, code, **shares)


def _inconsistency(estimated: Estimated, threshold: float, matters: float) -> CertaintyStep:
    domain, i2, ahead = CertaintyDomain.INCONSISTENCY, estimated.i2, estimated.prediction
    if i2 is None or ahead is None:
        return _step(domain, 0, "one_study")
    figures = {"i2": i2, "low": ahead.low, "high": ahead.high, "threshold": threshold, "matters": matters}
    if i2 < DIFFERING:
        return _step(domain, 0, "agree", **figures)
    if not ahead.low < threshold < ahead.high:
        return _step(domain, 0, "same_side", **figures)
    above = HALF if estimated.above_threshold is None else estimated.above_threshold
    either_way = ahead.low <= threshold - matters and ahead.high >= threshold + matters
    if i2 >= DIFFERING_WIDELY and either_way and min(above, 1 - above) >= BOTH_WAYS:
        return _step(domain, -2, "differ_widely", above=above, **figures)
    return _step(domain, -1, "differ", above=above, **figures)


def _indirectness(weighed: Weighed, query: SynthesisQuery) -> CertaintyStep:
    reasons = []
    general = {TargetGroup.ALL_UNEMPLOYED, TargetGroup.OTHER}
    groups = {group for effect, _ in weighed for group in effect.target_groups} - general
    if not query.target_groups and groups:
        shares = {group: _share(weighed, lambda one, g=group: g in one.target_groups) for group in groups}  # type: ignore[misc]
        group = max(sorted(shares), key=lambda one: shares[one])
        if shares[group] >= MOST:
            reasons.append(
                CertaintyReason(code="one_group", figures={"group": group, "share": shares[group]})
            )
    countries = sorted({effect.country for effect, _ in weighed if effect.country})
    if not query.countries:
        for country in countries:
            share = _share(weighed, lambda one, c=country: one.country == c)  # type: ignore[misc]
            if share >= MOST:
                reasons.append(
                    CertaintyReason(code="one_country", figures={"country": country, "share": share})
                )
    unknown = _share(weighed, lambda effect: effect.comparator is Comparator.UNKNOWN)
    if unknown >= HALF:
        reasons.append(CertaintyReason(code="comparator_unknown", figures={"share": unknown}))
    levels = 0 if not reasons else -2 if len(reasons) > 2 else -1
    return CertaintyStep(
        domain=CertaintyDomain.INDIRECTNESS,
        levels=levels,
        reasons=tuple(reasons) or (CertaintyReason(code="direct"),),
    )


def _imprecision(estimated: Estimated, interval: Interval, threshold: float, matters: float) -> CertaintyStep:
    low, high = interval.low, interval.high
    figures = {"low": low, "high": high, "threshold": threshold, "matters": matters}
    if low <= threshold - matters and high >= threshold + matters:
        levels, code = -2, "either_way"
    elif threshold - matters < low and high < threshold + matters:
        levels, code = 0, "no_difference"
    elif low < threshold < high:
        levels, code = -1, "crosses"
    elif estimated.method == "one_study":
        levels, code = -1, "one_study_only"
    elif not estimated.reliable:
        levels, code = -1, "few_degrees"
    else:
        levels, code = 0, "one_side"
    return _step(CertaintyDomain.IMPRECISION, levels, code, **figures)


def _publication_bias(
    bias: PublicationBias, estimate: float, threshold: float, matters: float
) -> CertaintyStep:
    domain = CertaintyDomain.PUBLICATION_BIAS
    if bias.k_studies < FEWEST:
        return _step(domain, 0, "too_few", studies=bias.k_studies, needed=FEWEST)
    levels = 0
    reasons = []
    for method, correction in (("egger", "pet_peese"), ("selection_model", "selection_model")):
        check, corrected = bias.check(method), bias.check(correction)
        if check is None or check.p is None:
            continue
        sign = suspected(check)
        tail = "" if sign else "_quiet" if check.p >= SUSPICIOUS else "_opposite"
        reasons.append(CertaintyReason(code=method + tail, figures={"p": check.p}))
        if not sign:
            continue
        if corrected is None or corrected.corrected is None:
            levels = -1
            continue
        left = corrected.corrected
        crossed = (left > threshold) != (estimate > threshold)
        large = crossed or abs(left - estimate) >= matters
        levels = -1 if large else levels
        code = "corrected_large" if large else "corrected_small"
        reasons.append(CertaintyReason(code=code, figures={"corrected": left}))
    return CertaintyStep(
        domain=domain, levels=levels, reasons=tuple(reasons) or (CertaintyReason(code="untested"),)
    )
