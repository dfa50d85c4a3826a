"""From what studies print to effects and standard errors that can be compared. Pure; each names its source.

Every function returns the effect with its standard error in the unit its name says. What a conversion takes
for granted is in its docstring.
"""

import math
from typing import NamedTuple

from almpo.evidence.errors import StatisticsError

LARGEST_LOG = 20.0  # a factor of 500 million
LOGISTIC_SD = math.pi / math.sqrt(3)  # of a logistic variable (Chinn 2000)
DAYS_PER = {"days": 1.0, "weeks": 7.0, "months": 365.25 / 12}


class Effect(NamedTuple):
    """An effect with its standard error, both in one unit."""

    value: float
    se: float | None


def risk_difference(treated: float, n_treated: float, control: float, n_control: float) -> Effect:
    """Difference of two shares in percentage points, with the binomial standard error (Fleiss 1981).

    Args:
        treated, control: shares between 0 and 1. n_treated, n_control: cases behind them.

    Raises:
        StatisticsError: out_of_range for shares outside 0 to 1, not_positive for numbers of cases.
    """
    if not (0 <= treated <= 1 and 0 <= control <= 1):
        raise StatisticsError("out_of_range", f"{treated:g} and {control:g} are not both shares.")
    if not (n_treated > 0 and n_control > 0):
        raise StatisticsError("not_positive", f"{n_treated:g} and {n_control:g} are no numbers of cases.")
    variance = treated * (1 - treated) / n_treated + control * (1 - control) / n_control
    return Effect(100 * (treated - control), 100 * math.sqrt(variance) or None)


def mean_difference(
    treated: float, se_treated: float | None, control: float, se_control: float | None
) -> Effect:
    """Difference of two independent means in their unit."""
    if se_treated is None or se_control is None:
        return Effect(treated - control, None)
    return Effect(treated - control, math.hypot(se_treated, se_control) or None)


def standard_error_of_mean(sd: float, n: float) -> float:
    """Standard error of the mean of n cases with standard deviation sd. Raises StatisticsError."""
    if not n > 0:
        raise StatisticsError("not_positive", f"{n:g} is no number of cases.")
    return sd / math.sqrt(n)


def standardised(difference: Effect, sd: float, cases: float) -> Effect:
    """Hedges' g: the difference over the pooled standard deviation, small samples corrected (Hedges 1981).

    The standard error scales with the difference: the sd counts as known.
    """
    if not (sd > 0 and cases > 2):
        raise StatisticsError("not_positive", "A standardised difference needs a positive sd and 3 cases.")
    factor = (1 - 3 / (4 * (cases - 2) - 1)) / sd
    return Effect(difference.value * factor, None if difference.se is None else difference.se * factor)


def log_odds_to_standardised(log_odds: Effect) -> Effect:
    """Log odds ratio to standard deviations, by the logistic distribution (Hasselblad & Hedges 1995)."""
    return Effect(log_odds.value / LOGISTIC_SD, None if log_odds.se is None else log_odds.se / LOGISTIC_SD)


def scaled(effect: Effect, factor: float) -> Effect:
    """The effect in a unit `factor` times smaller: shares to percentage points is 100."""
    return Effect(effect.value * factor, None if effect.se is None else abs(factor) * effect.se)


def log_points_to_percent(effect: Effect) -> Effect:
    """100 (e^b − 1), with the delta-method standard error (Halvorsen & Palmquist 1980).

    Raises:
        StatisticsError: out_of_range for what can be no difference of logarithms.
    """
    if abs(effect.value) > LARGEST_LOG:
        raise StatisticsError("out_of_range", f"{effect.value:g} log points cannot be")
    growth = math.exp(effect.value)
    return Effect(100 * (growth - 1), None if effect.se is None else 100 * growth * effect.se)


def relative_to_control(effect: Effect, control_mean: float) -> Effect:
    """The effect in per cent of the control group's mean, which counts as known.

    Raises:
        StatisticsError: not_positive for a mean of zero or less.
    """
    if control_mean <= 0:
        raise StatisticsError("not_positive", f"A control mean of {control_mean:g} is no base for per cent.")
    return scaled(effect, 100 / control_mean)


def hazard_ratio_to_log(ratio: float, se: float | None) -> Effect:
    """Log hazard ratio; a standard error of the ratio itself by the delta method (Parmar et al. 1998).

    Raises:
        StatisticsError: not_positive.
    """
    if ratio <= 0:
        raise StatisticsError("not_positive", f"{ratio:g} is no hazard ratio.")
    return Effect(math.log(ratio), None if se is None else se / ratio)
