"""From an estimate and its standard error to t, p, interval and stars, and how a report prints numbers.

All is computed from the numbers as printed, under a standard normal, so that a reader who recomputes it from
the page gets the same.
"""

import math
from decimal import ROUND_HALF_EVEN, Decimal

from almpo.evaluation.samples.schema import Locale

Z95 = Decimal("1.96")


def t_value(estimate: Decimal, se: Decimal) -> Decimal:
    return (estimate / se).quantize(Decimal("0.01"), ROUND_HALF_EVEN)


def p_value(estimate: Decimal, se: Decimal) -> Decimal:
    """Two-sided, to three decimals."""
    return Decimal(math.erfc(abs(float(estimate / se)) / math.sqrt(2))).quantize(Decimal("0.001"))


def interval(estimate: Decimal, se: Decimal) -> tuple[Decimal, Decimal]:
    """95 per cent, with the decimals of the estimate."""
    unit = Decimal(1).scaleb(int(estimate.as_tuple().exponent))
    return (estimate - Z95 * se).quantize(unit), (estimate + Z95 * se).quantize(unit)


def stars(estimate: Decimal, se: Decimal, thresholds: tuple[float, ...]) -> str:
    p = math.erfc(abs(float(estimate / se)) / math.sqrt(2))
    return "*" * sum(p < threshold for threshold in thresholds)


def printed(value: Decimal, locale: Locale) -> str:
    """The number with the decimals it came with."""
    whole, _, fraction = f"{abs(value):f}".partition(".")
    if len(whole) >= locale.group_from:
        head = len(whole) % 3
        groups = [whole[:head]] * bool(head) + [whole[i : i + 3] for i in range(head, len(whole), 3)]
        whole = locale.thousands.join(groups)
    if whole == "0" and fraction and not locale.leading_zero:
        whole = ""
    sign = locale.minus if value < 0 else ""
    return sign + whole + (locale.decimal + fraction if fraction else "")
