"""The Bayesian random-effects posterior by adaptive integration of its definition: slow, and sure.

bayesmeta approximates the posterior of the mean by a mixture whose error it bounds but does not remove; this
second reference shows which of two close answers is the right one.
"""

from collections.abc import Callable, Sequence
from itertools import pairwise

import numpy as np
from scipy import integrate, special, stats

from almpo.synthesis.pooling.bayes import EffectPrior, HeterogeneityPrior

TOLERANCE = 1e-12


class Integrated:
    """Posterior of the mean μ and of a new effect θ, given effects y (k,) and variances v (k,)."""

    def __init__(
        self, y: Sequence[float], v: Sequence[float], tau: HeterogeneityPrior, effect: EffectPrior
    ) -> None:
        self._y, self._v = np.asarray(y, float), np.asarray(v, float)
        self._tau, self._effect = tau, effect
        grid = np.linspace(0, 5 * tau.scale, 50)
        self._peak = max(self._log_joint(float(at)) for at in grid)
        self._total = self._integral(lambda tau: 1.0)

    def mean(self) -> float:
        """Of μ; that of θ is the same."""
        return self._integral(lambda tau: self._conditional(tau)[0]) / self._total

    def below(self, value: float, *, new: bool) -> float:
        """Probability that μ, or with `new` θ, lies below `value`."""

        def given(tau: float) -> float:
            centre, variance = self._conditional(tau)
            return float(special.ndtr((value - centre) / np.sqrt(variance + (tau**2 if new else 0.0))))

        return self._integral(given) / self._total

    def _conditional(self, tau: float) -> tuple[float, float]:
        """Mean and variance of μ given τ."""
        weights = np.append(1 / (self._v + tau**2), 1 / self._effect.sd**2)
        return float(weights @ np.append(self._y, self._effect.mean) / weights.sum()), float(
            1 / weights.sum()
        )

    def _log_joint(self, tau: float) -> float:
        """Prior of τ times the likelihood of y with μ integrated out, which is a multivariate normal."""
        covariance = np.diag(self._v + tau**2) + self._effect.sd**2
        mean = np.full(len(self._y), self._effect.mean)
        likelihood = stats.multivariate_normal.logpdf(self._y, mean, covariance)
        return float(likelihood + self._tau.log_density(np.array([tau]))[0])

    def _integral(self, value: Callable[[float], float]) -> float:
        scale = self._tau.scale

        def at(u: float) -> float:  # τ = scale · u / (1 − u), to bring (0, ∞) to (0, 1)
            tau = scale * u / (1 - u)
            return value(tau) * float(np.exp(self._log_joint(tau) - self._peak)) * scale / (1 - u) ** 2

        edges = np.linspace(0, 1 - 1e-12, 9)
        return sum(
            integrate.quad(at, low, high, epsabs=TOLERANCE, epsrel=TOLERANCE)[0]
            for low, high in pairwise(edges)
        )
