"""Arithmetic witnesses: does what is printed agree with itself?

C1 stars, C2 kind of the parentheses, C3 sign of t, C4 t, p and interval against estimate and standard error,
C5 decimals in a column, C6 pairing, C7 differences of means, C8 numbers of cases and shares, C9 a second
reading of the page, C10 the text, C11 other tables. A failed check says "look", never "drop":
real tables contain such oddities (other degrees of freedom, bootstrapped or robust intervals, misprints).
`doubt` says whether a misreading ("extraction") or the source is the likelier cause.
"""

from collections import Counter
from collections.abc import Sequence

from almpo.evidence.findings import Check
from almpo.evidence.vocabulary import UncertaintyKind
from almpo.measures.rounding import Interval, ratio
from almpo.measures.uncertainty import (
    Pair,
    Quantity,
    StarLegend,
    contradicts_stars,
    implied_p,
    two_sided_p,
)

# How far p may lie from its stars, as a factor, before a misread digit is likelier than another test.
FAR = 5.0


def _check(code: str, passed: bool, message: str, doubt: str = "extraction") -> Check:
    return Check(code=code, passed=passed, doubt=None if passed else doubt, message="" if passed else message)


def stars_fit(pair: Pair, kind: UncertaintyKind, legend: StarLegend) -> Check:
    """C1: the p that estimate and uncertainty imply lies where the stars say."""
    if not contradicts_stars(pair, kind, legend):
        return _check("C1", True, "")
    implied, allowed = implied_p(pair, kind), legend.p_range(pair.stars)
    near = (
        implied is not None
        and allowed is not None
        and implied.meets(Interval(allowed.low / FAR, min(1.0, allowed.high * FAR)))
    )
    shown = pair.stars or "no star"
    message = f"{shown} beside {pair.estimate.value:g} ({kind.value} {pair.other.value:g})"
    return _check("C1", False, message, "source" if near else "extraction")


def kind_fits(noted: UncertaintyKind, read: UncertaintyKind) -> Check:
    """C2: the numbers with the estimates are what the note says, where arithmetic was asked as well."""
    message = f"the note says {noted.value}, but the numbers can only be {read.value}"
    return _check("C2", noted is read, message, "source")


def sign_of_t(estimate: Quantity, t: Quantity) -> Check:
    """C3: estimate and t have the same sign."""
    passed = estimate.value * t.value >= 0
    return _check("C3", passed, f"estimate {estimate.value:g} but t {t.value:g}")


def t_fits(estimate: Quantity, se: Quantity, t: Quantity) -> Check:
    """C4: t is estimate over standard error, within rounding."""
    expected = ratio(estimate.interval, se.interval)
    return _check("C4", expected.meets(t.interval.magnitude), f"t {t.value:g} is not estimate / se")


def p_fits(estimate: Quantity, se: Quantity, p: Quantity) -> Check:
    """C4, soft: p agrees with estimate / se within a factor of 3 either way, one- or two-sided.

    Randomisation inference and small samples give other p than the normal distribution.
    """
    z = ratio(estimate.interval, se.interval)
    low, high = two_sided_p(z.high), two_sided_p(z.low)
    wide = Interval(low / 6 - 0.05, min(1.0, 3 * high + 0.05))
    return _check("C4", wide.meets(p.interval), f"p {p.value:g} does not fit estimate / se", "source")


def p_of_t_fits(t: Quantity, p: Quantity) -> Check:
    """C4, soft: p agrees with t within the same factors as `p_fits` allows."""
    low, high = (two_sided_p(value) for value in reversed(t.interval.magnitude))
    wide = Interval(low / 6 - 0.05, min(1.0, 3 * high + 0.05))
    return _check("C4", wide.meets(p.interval), f"p {p.value:g} does not fit t {t.value:g}", "source")


def interval_fits(estimate: Quantity, low: Quantity, high: Quantity, se: Quantity | None = None) -> Check:
    """C4, soft: the interval holds the estimate, and is about 2 × 1.96 standard errors wide (3 to 5.5).

    Robust bias-corrected intervals of discontinuity designs are off centre and wider.
    """
    holds = low.interval.low <= estimate.interval.high and estimate.interval.low <= high.interval.high
    if not holds:
        return _check("C4", False, f"{estimate.value:g} is outside [{low.value:g}, {high.value:g}]")
    if se is None or se.value == 0:
        return _check("C4", True, "")
    width = ratio(high.interval.minus(low.interval), se.interval)
    return _check("C4", width.meets(Interval(3.0, 5.5)), "interval and standard error do not fit", "source")


def decimals_fit(quantity: Quantity, column: Sequence[Quantity]) -> Check:
    """C5: printed with as many decimals as most of its column, where the column has a habit."""
    counts = Counter(other.decimals for other in column)
    usual, times = counts.most_common(1)[0] if counts else (quantity.decimals, 0)
    habit = times >= 4 and times >= 0.8 * len(column)
    odd = habit and quantity.decimals < usual
    return _check("C5", not odd, f"{quantity.decimals} decimals where the column has {usual}")


def paired(count: int, expected: int) -> Check:
    """C6: the estimate has as many uncertainty values as its neighbours."""
    return _check("C6", count >= expected, f"{count} uncertainty values where {expected} are usual")


def difference_fits(treated: Quantity, control: Quantity, difference: Quantity) -> Check:
    """C7: the difference is treated minus control, within rounding (adjusted means may deviate)."""
    expected = treated.interval.minus(control.interval)
    message = f"{treated.value:g} - {control.value:g} is not {difference.value:g}"
    return _check("C7", expected.meets(difference.interval), message, "source")


def cases_fit(n: int, n_treated: int | None = None, n_control: int | None = None) -> Check:
    """C8: numbers of cases are positive and add up."""
    if n <= 0 or (n_treated or 0) > n or (n_control or 0) > n:
        return _check("C8", False, f"{n} cases, of which {n_treated} treated and {n_control} controls")
    both = n_treated is not None and n_control is not None
    adds_up = not both or (n_treated or 0) + (n_control or 0) == n
    return _check("C8", adds_up, f"{n_treated} + {n_control} cases are not {n}", "source")


def share_fits(value: float, scale: float = 1.0) -> Check:
    """C8: a proportion lies between 0 and `scale` (1, or 100 for per cent)."""
    return _check("C8", 0 <= value <= scale, f"{value:g} is no proportion")


def readings_agree(printed: str, other: str | None) -> Check:
    """C9: another reader of the page has the same number in its place; None: nothing there."""
    found = f"{other!r}" if other else "nothing"
    return _check("C9", printed == other, f"a second reading of the page has {found} for {printed!r}")


def told_alike(told: float, printed: float, page: int) -> Check:
    """C10: text and table tell the same effect with the same sign."""
    message = f"the text of page {page} tells {told:g}, the table {printed:g}"
    return _check("C10", told * printed >= 0, message)


def repeated_alike(same: bool, where: str = "") -> Check:
    """C11: an estimate that two tables print is the same in both; `where` says how they differ."""
    return _check("C11", same, f"the same estimate is printed twice and not alike: {where}")
