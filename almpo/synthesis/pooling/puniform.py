"""p-uniform*: the effect corrected for publication bias, from significant and other results.

van Aert & van Assen 2026. Each result is taken given that it was significant, or given that it was not: so
the chance of publication may differ between the two, but must be constant within each.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from almpo.evidence.errors import StatisticsError
from almpo.synthesis.pooling.inference import ChiSquare, chi_square
from almpo.synthesis.pooling.inputs import Effects, Vector, effects, level_checked
from almpo.synthesis.pooling.roots import Function, maxima, root

SCAN_POINTS = 60
REACH = (
    1e4  # how far, in units of the spread of the data, the effect is searched before it counts as unbounded
)


@dataclass(frozen=True, slots=True)
class PUniform:
    """Maximum-likelihood estimates with profile-likelihood intervals; unit of y, τ² squared."""

    estimate: float
    low: float
    high: float
    test: ChiSquare  # of a zero effect
    tau2: float
    tau2_low: float
    tau2_high: float
    heterogeneity: ChiSquare  # of τ² = 0; its p-value halved, as τ² may not be negative
    significant: int
    log_likelihood: float
    level: float


def p_uniform_star(
    y: ArrayLike, v: ArrayLike, *, significance: float = 0.05, level: float = 0.95
) -> PUniform:
    """Estimate effect and heterogeneity when significant positive results are likelier to be published.

    Args:
        y: (k,) effects, positive ones being favoured. v: (k,) sampling variances.
        significance: two-sided level that the primary studies used.

    Raises:
        StatisticsError: what `effects` raises; out_of_range; not_identified where the likelihood has no
            maximum, e.g. if all results are barely significant.
    """
    data = effects(y, v)
    if not 0 < significance < 1:
        raise StatisticsError(
            "out_of_range", f"A significance level lies between 0 and 1, not at {significance}."
        )
    model = _Model(data, float(special.ndtri(1 - significance / 2)))
    critical = float(special.chdtri(1, 1 - level_checked(level)))
    tau2 = model.best_tau2()
    estimate = model.best_effect(tau2)
    top = model.log_likelihood(estimate, tau2)

    def fall_with_effect(effect: float) -> float:
        return 2 * (top - model.log_likelihood(effect, model.best_tau2(effect))) - critical

    def fall_with_tau2(value: float) -> float:
        return 2 * (top - model.log_likelihood(model.best_effect(value), value)) - critical

    no_effect = max(0.0, fall_with_effect(0.0) + critical)
    homogeneous = max(0.0, fall_with_tau2(0.0) + critical)
    halved = chi_square(homogeneous, 1)
    return PUniform(
        estimate=estimate,
        low=_bound(fall_with_effect, estimate, -model.spread),
        high=_bound(fall_with_effect, estimate, model.spread),
        test=chi_square(no_effect, 1),
        tau2=tau2,
        tau2_low=root(fall_with_tau2, 0.0, tau2) if homogeneous > critical else 0.0,
        tau2_high=_bound(fall_with_tau2, tau2, model.spread**2),
        heterogeneity=ChiSquare(homogeneous, 1, halved.p / 2),
        significant=int(model.significant.sum()),
        log_likelihood=top,
        level=level,
    )


class _Model:
    """The conditional likelihood of effect μ and heterogeneity τ².

    A significant result is y ~ N(μ, v + τ²) given y > c√v, another one given y <= c√v.
    """

    def __init__(self, data: Effects, critical_z: float) -> None:
        self.y, self.v = data.y, data.v
        self.cut = critical_z * np.sqrt(data.v)
        self.significant = data.y > self.cut
        self.side = np.where(self.significant, 1.0, -1.0)
        self.spread = float(np.sqrt(np.var(data.y) + data.v.max()))

    def log_likelihood(self, effect: float, tau2: float) -> float:
        """At one point."""
        sd = np.sqrt(self.v + tau2)
        density = -0.5 * ((self.y - effect) / sd) ** 2 - np.log(sd) - 0.5 * np.log(2 * np.pi)
        return float(np.sum(density - special.log_ndtr(self.side * (effect - self.cut) / sd)))

    def score(self, effect: float, tau2: float) -> tuple[float, float]:
        """Derivatives with respect to effect and τ²."""
        variance = self.v + tau2
        sd = np.sqrt(variance)
        z, edge = (self.y - effect) / sd, self.side * (effect - self.cut) / sd
        mills = _mills(edge)
        by_effect = np.sum((z - self.side * mills) / sd)
        by_tau2 = np.sum((z**2 - 1 + edge * mills) / (2 * variance))
        return float(by_effect), float(by_tau2)

    def best_effect(self, tau2: float) -> float:
        """The effect that maximises at this τ². There is one: truncated normals are an exponential family in
        it.
        """
        step = self.spread
        low, high = float(self.y.min()) - step, float(self.y.max()) + step
        while self.score(low, tau2)[0] <= 0:
            low, step = low - step, 2 * step
            self._refuse_beyond(step)
        step = self.spread
        while self.score(high, tau2)[0] >= 0:
            high, step = high + step, 2 * step
            self._refuse_beyond(step)
        return root(lambda effect: self.score(effect, tau2)[0], low, high)

    def best_tau2(self, effect: float | None = None) -> float:
        """The τ² that maximises at this effect, or together with the best one."""

        def at(tau2: float) -> float:
            return self.best_effect(tau2) if effect is None else effect

        def slope(tau2: float) -> float:  # of the profile too, as the effect is at its maximum
            return self.score(at(tau2), tau2)[1]

        floor, end = float(self.v.min()), 4 * (self.spread + abs(effect or 0.0)) ** 2
        while slope(end) > 0:
            end *= 4
            self._refuse_beyond(np.sqrt(end))
        points = [0.0, *(np.geomspace(floor, floor + end, SCAN_POINTS)[1:] - floor).tolist()]
        return max(maxima(slope, points), key=lambda tau2: self.log_likelihood(at(tau2), tau2))

    def _refuse_beyond(self, distance: float) -> None:
        if distance > REACH * self.spread:
            raise StatisticsError(
                "not_identified", "The p-uniform* likelihood has no maximum for these results."
            )


def _mills(edge: Vector) -> Vector:
    """φ/Φ."""
    return np.exp(-0.5 * edge**2 - 0.5 * np.log(2 * np.pi) - special.log_ndtr(edge))


def _bound(fall: Function, centre: float, step: float) -> float:
    """Where a log-likelihood ratio less its critical value crosses zero on the way from `centre` along
    `step`.
    """
    reach = step
    while fall(centre + reach) < 0:
        reach *= 2
        if abs(reach) > REACH * abs(step):
            raise StatisticsError(
                "not_identified", "A profile-likelihood interval of p-uniform* is unbounded."
            )
    return root(fall, *sorted((centre, centre + reach)))
