"""Confidence interval of τ² by the Q-profile method (Viechtbauer 2007)."""

from dataclasses import dataclass

from numpy.typing import ArrayLike
from scipy import special

from almpo.synthesis.pooling.between import at_tau2, generalised_q_root
from almpo.synthesis.pooling.inputs import Effects, effects, level_checked


@dataclass(frozen=True, slots=True)
class Tau2Interval:
    """Bounds of τ² (squared unit of y), and of I² (per cent) and H² which follow from it."""

    low: float
    high: float
    i2: tuple[float, float]
    h2: tuple[float, float]
    empty: bool  # every τ² >= 0 is rejected, as the effects agree more than chance allows; both bounds are then 0
    level: float


def tau2_interval(
    y: ArrayLike, v: ArrayLike, moderators: ArrayLike | None = None, *, level: float = 0.95
) -> Tau2Interval:
    """The τ² that the generalised Q, which is χ²(k − p) at the true one, does not reject.

    Raises:
        StatisticsError: what `effects` raises.
    """
    data = effects(y, v, moderators)
    return profile(data, level)


def profile(data: Effects, level: float = 0.95) -> Tau2Interval:
    """`tau2_interval` on checked inputs."""
    tail = (1 - level_checked(level)) / 2
    freedom = data.k - data.p
    large, small = float(special.chdtri(freedom, tail)), float(special.chdtri(freedom, 1 - tail))
    fixed = at_tau2(data, 0.0)
    low, high = generalised_q_root(data, large), generalised_q_root(data, small)
    typical = freedom / fixed.trace_p()
    i2, h2 = [(100 * t / (t + typical)) for t in (low, high)], [1 + t / typical for t in (low, high)]
    return Tau2Interval(low, high, (i2[0], i2[1]), (h2[0], h2[1]), empty=fixed.q < small, level=level)
