"""Standard errors, t, p and confidence intervals: conversions, and which of them a parenthesis holds.

A star is a p interval. If the numbers in parentheses are standard errors, estimate and standard error give
one p interval; if they are t values, another. The reading that contradicts fewer stars is right (the logic of
statcheck, Nuijten et al. 2016, doi 10.3758/s13428-015-0664-2, turned to tables).
"""

import math
from collections.abc import Sequence
from typing import NamedTuple

from scipy.special import ndtr, ndtri, stdtr

from almpo.evidence.vocabulary import UncertaintyKind
from almpo.measures.rounding import Interval, ratio, stands_for


def two_sided_p(z: float, df: float | None = None) -> float:
    """p of a z value, or of a t value with `df` degrees of freedom."""
    tail = ndtr(-abs(z)) if df is None else stdtr(df, -abs(z))
    return float(2 * tail)


def critical_value(level: float) -> float:
    """z of a two-sided interval: 1.96 for level 0.95. Raises ValueError unless 0 < level < 1."""
    if not 0 < level < 1:
        raise ValueError(f"a confidence level lies between 0 and 1, not {level}")
    return float(ndtri(0.5 + level / 2))


def se_from_ci(low: float, high: float, level: float = 0.95) -> float:
    """Standard error of an estimate whose normal confidence interval is [low, high]."""
    return (high - low) / (2 * critical_value(level))


def ci_from_se(estimate: float, se: float, level: float = 0.95) -> Interval:
    """Normal confidence interval."""
    reach = critical_value(level) * se
    return Interval(estimate - reach, estimate + reach)


def se_from_t(estimate: float, t: float) -> float | None:
    """Standard error from estimate and t (or z); None where t is 0."""
    return abs(estimate / t) if t else None


def se_from_p(estimate: float, p: float) -> float | None:
    """Standard error from estimate and two-sided p; None where p leaves it open (p of 0 or 1)."""
    if not 0 < p < 1:
        return None
    return abs(estimate) / float(-ndtri(p / 2))


class StarLegend(NamedTuple):
    """Marks and the p below which each stands: (("*", 0.1), ("**", 0.05), ("***", 0.01))."""

    levels: tuple[tuple[str, float], ...]

    def p_range(self, mark: str) -> Interval | None:
        """The p values that `mark` stands for ("" = above all thresholds); None for an unknown mark."""
        ordered = sorted(self.levels, key=lambda level: -level[1])
        if not mark:
            return Interval(ordered[0][1], 1.0) if ordered else None
        for (name, threshold), stronger in zip(ordered, [*ordered[1:], ("", 0.0)], strict=True):
            if name == mark:
                return Interval(stronger[1], threshold)
        return None


COMMON_LEGEND = StarLegend((("*", 0.1), ("**", 0.05), ("***", 0.01)))


class Quantity(NamedTuple):
    """A printed value and its number of decimals."""

    value: float
    decimals: int

    @property
    def interval(self) -> Interval:
        return stands_for(self.value, self.decimals)


class Pair(NamedTuple):
    """An estimate, the number printed with it, and the stars of either."""

    estimate: Quantity
    other: Quantity
    stars: str = ""


def implied_p(pair: Pair, kind: UncertaintyKind) -> Interval | None:
    """The p values that the pair implies if its second number is of this kind; None if it cannot be."""
    if kind is UncertaintyKind.STANDARD_ERROR:
        if pair.other.value < 0:
            return None
        z = ratio(pair.estimate.interval, pair.other.interval)
    elif kind is UncertaintyKind.T_STATISTIC:
        if pair.estimate.value * pair.other.value < 0:
            return None
        z = pair.other.interval.magnitude
    elif kind is UncertaintyKind.P_VALUE:
        if not 0 <= pair.other.value <= 1:
            return None
        p = pair.other.interval
        return Interval(max(p.low, 0.0), min(p.high, 1.0))
    else:
        return Interval(0.0, 1.0)
    return Interval(two_sided_p(z.high) if math.isfinite(z.high) else 0.0, two_sided_p(z.low))


# Few clusters, finite samples and one-sided tests move p: thresholds are held to within this factor.
SLACK = 1.25


def contradicts_stars(pair: Pair, kind: UncertaintyKind, legend: StarLegend) -> bool:
    """Whether the pair, read as this kind, misses the p range of its stars, or cannot be of this kind."""
    implied, allowed = implied_p(pair, kind), legend.p_range(pair.stars)
    if implied is None:
        return True
    return allowed is not None and not implied.meets(Interval(allowed.low / SLACK, allowed.high * SLACK))


CANDIDATES = (UncertaintyKind.STANDARD_ERROR, UncertaintyKind.T_STATISTIC, UncertaintyKind.P_VALUE)


class KindVerdict(NamedTuple):
    kind: UncertaintyKind
    confidence: float  # 0..1
    reason: str  # "note", "arithmetic", "note and arithmetic", "default"


def kind_of(
    pairs: Sequence[Pair], legend: StarLegend | None = None, noted: UncertaintyKind | None = None
) -> KindVerdict:
    """Which kind the second numbers of the pairs are, from stars, signs and what the note says.

    Arithmetic overrules the note only where the note's reading fails for a third of the pairs and another one
    for hardly any: notes are often copied from table to table.
    """
    starred = any(pair.stars for pair in pairs)
    failures = {
        kind: _share_failing(pairs, kind, (legend or COMMON_LEGEND) if starred else StarLegend(()))
        for kind in CANDIDATES
    }
    best = min(CANDIDATES, key=lambda kind: failures[kind])
    if noted is not None and noted not in CANDIDATES:
        return KindVerdict(noted, 0.95, "note")
    if noted is not None:
        beaten = failures[noted] > 1 / 3 and failures[best] < 0.1 and len(pairs) >= 4
        if not beaten:
            agreed = starred and failures[noted] < 0.15
            return KindVerdict(noted, 0.99 if agreed else 0.95, "note and arithmetic" if agreed else "note")
        return KindVerdict(best, 0.9, "arithmetic")
    rivals = [kind for kind in CANDIDATES if kind is not best and failures[kind] <= failures[best] + 0.05]
    if not rivals:
        return KindVerdict(best, 0.5 + 0.45 * min(1.0, len(pairs) / 8), "arithmetic")
    return _default(pairs, [best, *rivals])


def _share_failing(pairs: Sequence[Pair], kind: UncertaintyKind, legend: StarLegend) -> float:
    failing = sum(contradicts_stars(pair, kind, legend) for pair in pairs)
    return failing / len(pairs) if pairs else 0.0


def _default(pairs: Sequence[Pair], possible: list[UncertaintyKind]) -> KindVerdict:
    """Standard errors are what tables hold where nothing is said, unless the numbers look otherwise."""
    if UncertaintyKind.STANDARD_ERROR in possible:
        return KindVerdict(UncertaintyKind.STANDARD_ERROR, 0.75 if len(pairs) > 1 else 0.6, "default")
    return KindVerdict(possible[0], 0.6, "arithmetic")
