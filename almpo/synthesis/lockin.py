"""The lock-in curve: the effect over the months since the programme began. Pure.

While people take part they search less, so effects begin negative and may turn later (van Ours 2004). The
curve is a restricted cubic spline of the months (Harrell 2015) in a model with several estimates a study; the
bins beside it assume no shape.
"""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from almpo.evidence.errors import StatisticsError
from almpo.evidence.record import Record
from almpo.evidence.syntheses import Interval, PooledEffect, SynthesisQuery, UnitFamily
from almpo.evidence.vocabulary import HorizonAnchor
from almpo.synthesis.estimators import arrays, estimate, kept
from almpo.synthesis.pooling import correlated_hierarchical, robust

BINS = (0, 6, 12, 18, 24, 36, 48, 72, 120)  # months
KNOTS = (0.1, 0.5, 0.9)  # quantiles
FEWEST = 10  # studies for a curve
STEP = 3  # months between points of the curve


class CurvePoint(Record):
    """The mean effect `months` after the start."""

    months: float
    estimate: float
    interval: Interval


class CurveBin(Record):
    """Effects measured from `start` to before `end` months, pooled."""

    start: int
    end: int
    k_effects: int
    k_studies: int
    estimate: float | None
    interval: Interval | None
    refusal: str | None = None
    findings: tuple[str, ...] = ()  # ids of the effects


class LockInCurve(Record):
    """Unit of the pool; months since start or assignment, those since the end moved by the duration."""

    unit: UnitFamily
    curve: tuple[CurvePoint, ...]
    bins: tuple[CurveBin, ...]
    turns_positive: float | None  # months at which the curve leaves the negative for good
    lowest: float | None  # months at which it is lowest
    left_out: int  # effects without months that can be counted from the start
    refusal: str | None = None  # why there is no curve


def months_since_start(effect: PooledEffect) -> float | None:
    """Months since programme start or assignment; None where the months count from something else."""
    if effect.horizon_months is None:
        return None
    match effect.horizon_anchor:
        case HorizonAnchor.PROGRAMME_START | HorizonAnchor.ASSIGNMENT | None:
            return effect.horizon_months
        case HorizonAnchor.PROGRAMME_END if effect.duration_months is not None:
            return effect.horizon_months + effect.duration_months
    return None


def lock_in_curve(effects: Sequence[PooledEffect], query: SynthesisQuery, unit: UnitFamily) -> LockInCurve:
    """The curve and the bins beside it."""
    placed = [(months, effect) for effect in effects if (months := months_since_start(effect)) is not None]
    bins = [
        _bin(start, end, [effect for months, effect in placed if start <= months < end], query, unit)
        for start, end in pairwise(BINS)
    ]
    curve: list[CurvePoint] = []
    refusal = None
    try:
        curve = _curve([effect for _, effect in placed], np.array([months for months, _ in placed]), query)
    except StatisticsError as error:
        refusal = str(error)
    lowest = min(curve, key=lambda point: point.estimate).months if curve else None
    return LockInCurve(
        unit=unit,
        curve=tuple(curve),
        bins=tuple(one for one in bins if one.k_effects),
        turns_positive=_turns_positive(curve),
        lowest=lowest,
        left_out=len(effects) - len(placed),
        refusal=refusal,
    )


def _bin(
    start: int, end: int, effects: Sequence[PooledEffect], query: SynthesisQuery, unit: UnitFamily
) -> CurveBin:
    empty = CurveBin(
        start=start,
        end=end,
        k_effects=len(effects),
        k_studies=len({effect.study for effect in effects}),
        estimate=None,
        interval=None,
        findings=tuple(effect.finding_id for effect in effects),
    )
    try:
        found = estimate(effects, query, unit)
    except StatisticsError as error:
        return empty.model_copy(update={"refusal": str(error)})
    return empty.model_copy(update={"estimate": found.estimate, "interval": found.interval})


def _curve(effects: Sequence[PooledEffect], months: np.ndarray, query: SynthesisQuery) -> list[CurvePoint]:
    if len({effect.study for effect in effects}) < FEWEST:
        raise StatisticsError("too_few", f"A curve needs {FEWEST} studies.")
    knots = np.quantile(months, KNOTS)
    if len(set(knots.tolist())) < len(KNOTS):
        raise StatisticsError("not_identified", "The months hardly vary, so there is no curve.")
    y, v = arrays(effects)
    labels = [effect.study for effect in effects]
    tested = robust(
        correlated_hierarchical(y, v, labels, spline(months, knots), rho=query.rho), level=query.level
    )
    grid = np.arange(np.ceil(np.quantile(months, 0.05)), np.quantile(months, 0.95) + 1, STEP)
    ahead = tested.predict(spline(grid, knots))
    return [
        CurvePoint(
            months=float(month), estimate=kept(mean), interval=Interval(low=kept(low), high=kept(high))
        )
        for month, mean, low, high in zip(grid, ahead.mean, ahead.low, ahead.high, strict=True)
    ]


def spline(months: np.ndarray, knots: np.ndarray) -> np.ndarray:
    """Restricted cubic spline with three knots: (n, 2), linear beyond the outer knots."""
    low, middle, high = knots
    cubes = [np.maximum(months - knot, 0) ** 3 for knot in (low, middle, high)]
    bend = cubes[0] - cubes[1] * (high - low) / (high - middle) + cubes[2] * (middle - low) / (high - middle)
    return np.column_stack([months, bend / (high - low) ** 2])


def _turns_positive(curve: Sequence[CurvePoint]) -> float | None:
    below = [i for i, point in enumerate(curve) if point.estimate < 0]
    if not below or below[-1] + 1 >= len(curve):
        return None
    return curve[below[-1] + 1].months
