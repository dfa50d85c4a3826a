"""What a printed number may stand for: interval arithmetic on rounded values."""

import math
from typing import NamedTuple


class Interval(NamedTuple):
    """All values from `low` to `high`, ends included; an end may be infinite."""

    low: float
    high: float

    def meets(self, other: "Interval") -> bool:
        return self.low <= other.high and other.low <= self.high

    def contains(self, value: float) -> bool:
        return self.low <= value <= self.high

    @property
    def magnitude(self) -> "Interval":
        """The absolute values."""
        if self.low <= 0 <= self.high:
            return Interval(0.0, max(-self.low, self.high))
        return Interval(min(abs(self.low), abs(self.high)), max(abs(self.low), abs(self.high)))

    def minus(self, other: "Interval") -> "Interval":
        return Interval(self.low - other.high, self.high - other.low)

    def plus(self, other: "Interval") -> "Interval":
        return Interval(self.low + other.low, self.high + other.high)


def stands_for(value: float, decimals: int) -> Interval:
    """The values printed as `value` with `decimals` places: half a unit of the last place either way.

    A hair is added so that binary fractions at the ends (0.15 printed from 0.145) count as inside.
    """
    half = 0.5 * 10.0**-decimals * (1 + 1e-9)
    return Interval(value - half, value + half)


def ratio(numerator: Interval, denominator: Interval) -> Interval:
    """The quotients of two intervals of magnitudes; unbounded where the denominator may be 0."""
    top, bottom = numerator.magnitude, denominator.magnitude
    high = top.high / bottom.low if bottom.low > 0 else math.inf
    low = top.low / bottom.high if bottom.high > 0 else 0.0
    return Interval(low, high)
