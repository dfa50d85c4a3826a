"""What explains that effects differ: meta-regression with robust tests, and contradictions. Pure.

Several estimates a study: correlated hierarchical effects with CR2 (Pustejovsky & Tipton 2022), joint tests
HTZ (Tipton & Pustejovsky 2015). Values of the place and time are split into the mean of the country and the
deviation from it, since differences between countries are not differences over the cycle (Bell & Jones 2015).
"""

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from almpo.evidence.errors import StatisticsError
from almpo.evidence.record import Record
from almpo.evidence.syntheses import Interval, PooledEffect, SynthesisQuery
from almpo.synthesis.estimators import arrays, kept
from almpo.synthesis.pooling import Robust, correlated_hierarchical, robust

Context = Mapping[tuple[str, int], float]  # a value by country and year

RARE = 3  # studies below which a category is put to "rest"

NUMBERS: dict[str, Callable[[PooledEffect], float | None]] = {
    "horizon_months": lambda effect: effect.horizon_months,
    "duration_months": lambda effect: effect.duration_months,
    "design_strength": lambda effect: effect.strength,
    "study_year": lambda effect: effect.study_year,
}
CATEGORIES: dict[str, Callable[[PooledEffect], str | None]] = {
    "programme": lambda effect: effect.lmp,
    "design": lambda effect: effect.design,
    "country": lambda effect: effect.country,
    "estimand": lambda effect: effect.estimand,
    "comparator": lambda effect: effect.comparator,
    "horizon_anchor": lambda effect: effect.horizon_anchor,
    "women": lambda effect: _only(effect, "women", "men"),
    "long_term_unemployed": lambda effect: str("long_term_unemployed" in effect.target_groups),
    "youth": lambda effect: str("youth" in effect.target_groups),
}
# Shown wherever effects are set against the business cycle: the disagreement is part of the result.
CYCLE_DISAGREEMENT = (
    "Published meta-analyses disagree on the business cycle: Card, Kluve & Weber (2018) find larger effects"
    " in recessions; Levy Yeyati, Montané & Sartorio (2019, trials only) find more positive ones when growth"
    " is high and unemployment low; Vooren et al. (2019, working paper) find no significant relation."
)


class Coefficient(Record):
    """Change of the effect, in the unit of the pool, per unit of a moderator or against the base category."""

    name: str
    estimate: float
    se: float
    df: float
    p: float
    interval: Interval


class Moderation(Record):
    """One moderator, tested."""

    moderator: str
    base: str | None  # category that the others are compared with; None for numbers
    coefficients: tuple[Coefficient, ...]
    p_joint: float | None  # HTZ test of all categories; None for numbers, or where it cannot be had
    explained: float | None  # per cent of the variance of true effects; None where there was none
    k_effects: int
    k_studies: int
    missing: int  # effects without a value
    refusal: str | None = None
    note: str | None = None


def explain(
    effects: Sequence[PooledEffect],
    query: SynthesisQuery,
    moderator: str,
    context: Context | None = None,
) -> Moderation:
    """Regress the effects on one moderator.

    Args:
        moderator: a name in NUMBERS or CATEGORIES, or with `context` any name for its values.
        context: values by country and year in which the programme began.
    """
    columns, used, names, base = _design(effects, moderator, context)
    note = CYCLE_DISAGREEMENT if context is not None else None
    studies = len({effect.study for effect in used})
    shared = {
        "moderator": moderator,
        "base": base,
        "k_effects": len(used),
        "k_studies": studies,
        "missing": len(effects) - len(used),
        "note": note,
    }
    try:
        if not names:
            raise StatisticsError("rank_deficient", "There is only one category with enough studies.")
        y, v = arrays(used)
        labels = [effect.study for effect in used]
        fitted = correlated_hierarchical(y, v, labels, columns, rho=query.rho)
        empty = correlated_hierarchical(y, v, labels, rho=query.rho)
        tested = robust(fitted, level=query.level)
        spread = empty.total_variance
        return Moderation(
            coefficients=_coefficients(tested, names),
            p_joint=_joint(tested, len(names)) if base is not None else None,
            explained=kept(max(0.0, 100 * (1 - fitted.total_variance / spread))) if spread > 0 else None,
            **shared,
        )
    except StatisticsError as error:
        return Moderation(coefficients=(), p_joint=None, explained=None, refusal=str(error), **shared)


def _design(
    effects: Sequence[PooledEffect], moderator: str, context: Context | None
) -> tuple[np.ndarray, list[PooledEffect], list[str], str | None]:
    if context is not None:
        return *_within_between(effects, moderator, context), None
    if moderator in NUMBERS:
        read = NUMBERS[moderator]
        used = [effect for effect in effects if read(effect) is not None]
        values = np.array([[float(read(effect) or 0.0)] for effect in used])
        return values, used, [moderator], None
    if moderator in CATEGORIES:
        return _categories(effects, CATEGORIES[moderator])
    raise StatisticsError(
        "out_of_range", f"No moderator {moderator!r}: {', '.join([*NUMBERS, *CATEGORIES])}."
    )


def _within_between(
    effects: Sequence[PooledEffect], name: str, context: Context
) -> tuple[np.ndarray, list[PooledEffect], list[str]]:
    at = {effect.finding_id: _value(effect, context) for effect in effects}
    used = [effect for effect in effects if at[effect.finding_id] is not None]
    by_country: dict[str, list[float]] = {}
    for effect in used:
        by_country.setdefault(effect.country or "", []).append(at[effect.finding_id] or 0.0)
    means = {country: float(np.mean(values)) for country, values in by_country.items()}
    rows = [
        [(at[effect.finding_id] or 0.0) - means[effect.country or ""], means[effect.country or ""]]
        for effect in used
    ]
    return np.array(rows).reshape(len(used), 2), used, [f"{name} within country", f"{name} between countries"]


def _value(effect: PooledEffect, context: Context) -> float | None:
    if effect.country is None or effect.period_start is None:
        return None
    return context.get((effect.country, effect.period_start))


def _categories(
    effects: Sequence[PooledEffect], read: Callable[[PooledEffect], str | None]
) -> tuple[np.ndarray, list[PooledEffect], list[str], str | None]:
    used = [effect for effect in effects if read(effect) is not None]
    studies: dict[str, set[str]] = {}
    for effect in used:
        studies.setdefault(str(read(effect)), set()).add(effect.study)
    frequent = sorted(
        (name for name, members in studies.items() if len(members) >= RARE),
        key=lambda name: (-len(studies[name]), name),
    )
    rest = set().union(*(members for name, members in studies.items() if name not in frequent))
    names = [*frequent, "rest"] if len(rest) >= RARE else frequent
    if len(names) < len(frequent) + bool(rest):
        used = [effect for effect in used if read(effect) in frequent]
    dummies = [
        [float((read(effect) if read(effect) in frequent else "rest") == name) for name in names[1:]]
        for effect in used
    ]
    shape = (len(used), max(0, len(names) - 1))
    return np.array(dummies).reshape(shape), used, names[1:], names[0] if names else None


def _only(effect: PooledEffect, group: str, other: str) -> str | None:
    """Whether an effect is on one of two groups alone."""
    has, has_other = group in effect.target_groups, other in effect.target_groups
    return None if has == has_other else str(has)


def _coefficients(tested: Robust, names: Sequence[str]) -> tuple[Coefficient, ...]:
    at = tested.coefficients
    return tuple(
        Coefficient(
            name=name,
            estimate=kept(at.estimate[i]),
            se=kept(at.se[i]),
            df=kept(at.df[i]),
            p=kept(at.p[i]),
            interval=Interval(low=kept(at.low[i]), high=kept(at.high[i])),
        )
        for i, name in enumerate(names, 1)
    )


def _joint(tested: Robust, count: int) -> float | None:
    try:
        return kept(tested.joint(range(1, count + 1)).p)
    except StatisticsError:
        return None
