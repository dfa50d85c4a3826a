"""Bayesian random effects for the few studies of a thin cell, by quadrature over τ: no simulation, no seed.

The normal–normal model of Röver 2020; weakly informative priors for τ as in Gelman 2006 and Röver et al.
2021. Given τ everything is normal, so each posterior is a mixture of normals over the nodes of τ.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from almpo.evidence.errors import StatisticsError
from almpo.synthesis.pooling.inputs import Effects, Matrix, Vector, effects, level_checked
from almpo.synthesis.pooling.roots import root

PANELS, NODES = 60, 20  # Gauss–Legendre panels over τ/(τ + scale) in (0, 1), and nodes in each


@dataclass(frozen=True, slots=True)
class HeterogeneityPrior:
    """Prior of τ (unit of y): half-normal or half-Cauchy with a scale.

    The scale says which differences between contexts are plausible; it depends on the unit of y, so there is
    no default. 0.5 suits standardised differences and log odds ratios.
    """

    scale: float
    family: Literal["half-normal", "half-cauchy"] = "half-normal"

    def log_density(self, tau: Vector) -> Vector:
        """Up to a constant."""
        ratio = (tau / self.scale) ** 2
        return -ratio / 2 if self.family == "half-normal" else -np.log1p(ratio)


@dataclass(frozen=True, slots=True)
class EffectPrior:
    """Normal prior of the mean effect (unit of y)."""

    mean: float
    sd: float


@dataclass(frozen=True, slots=True, eq=False)
class Mixture:
    """A mixture of n normals: a posterior distribution."""

    weight: Vector
    centre: Vector
    spread: Vector

    @property
    def mean(self) -> float:
        """Posterior mean."""
        return float(np.sum(self.weight * self.centre))

    @property
    def sd(self) -> float:
        """Posterior standard deviation."""
        return float(np.sqrt(np.sum(self.weight * (self.spread**2 + (self.centre - self.mean) ** 2))))

    def exceeds(self, threshold: float) -> float:
        """Probability of lying above `threshold`."""
        return float(np.sum(self.weight * special.ndtr((self.centre - threshold) / self.spread)))

    def quantile(self, probability: float) -> float:
        """The value below which `probability` of the mass lies."""
        level_checked(probability)
        z = special.ndtri(probability)
        edges = self.centre + z * self.spread
        low, high = float(edges.min()), float(edges.max())
        if high - low <= 1e-14 * max(abs(low), abs(high)):
            return low
        return root(lambda value: 1 - self.exceeds(value) - probability, low, high)

    def interval(self, level: float = 0.95) -> tuple[float, float]:
        """The central interval."""
        return self.quantile((1 - level) / 2), self.quantile((1 + level) / 2)


@dataclass(frozen=True, slots=True, eq=False)
class Posterior:
    """Posteriors of the mean effect, of the effect in a new context, and of each study's own effect; unit of
    y.
    """

    effects: Effects
    prior: HeterogeneityPrior
    effect_prior: EffectPrior | None  # None: flat
    tau: Vector  # nodes
    weight: Vector  # posterior mass at each node
    mean_effect: Mixture

    @property
    def tau_mean(self) -> float:
        """Posterior mean of τ."""
        return float(np.sum(self.weight * self.tau))

    @property
    def new_effect(self) -> Mixture:
        """The true effect in a context exchangeable with those studied."""
        spread = np.sqrt(self.mean_effect.spread**2 + self.tau**2)
        return Mixture(self.weight, self.mean_effect.centre, spread)

    def study_effect(self, row: int) -> Mixture:
        """The true effect of study `row`, drawn towards the others."""
        y, v = self.effects.y[row], self.effects.v[row]
        pull = v / (v + self.tau**2)
        centre = (1 - pull) * y + pull * self.mean_effect.centre
        spread = np.sqrt((1 - pull) * v + (pull * self.mean_effect.spread) ** 2)
        return Mixture(self.weight, centre, spread)

    def tau_quantile(self, probability: float) -> float:
        """The τ below which `probability` of the posterior lies."""
        level_checked(probability)
        scale = _scale(self.effects, self.prior)
        total = self._mass(1.0, scale)
        share = root(lambda u: self._mass(u, scale) / total - probability, 0.0, 1.0)
        return scale * share / (1 - share)

    def _mass(self, end: float, scale: float) -> float:
        """Unnormalised posterior mass of τ/(τ + scale) < end."""
        if end == 0:
            return 0.0
        tau, log_measure = _nodes(scale, end)
        reference = _condition(self.effects, self.effect_prior, self.tau)[0] + self.prior.log_density(
            self.tau
        )
        log_mass = (
            _condition(self.effects, self.effect_prior, tau)[0] + self.prior.log_density(tau) + log_measure
        )
        return float(np.exp(log_mass - reference.max()).sum())


def bayesian(
    y: ArrayLike,
    v: ArrayLike,
    *,
    tau_prior: HeterogeneityPrior,
    effect_prior: EffectPrior | None = None,
) -> Posterior:
    """Pool k effects with a prior on their heterogeneity, which two to five studies cannot tell themselves.

    Args:
        y: (k,) effects. v: (k,) sampling variances.
        effect_prior: of the mean; None is flat.

    Raises:
        StatisticsError: what `effects` raises; not_positive (a scale of a prior).
    """
    data = effects(y, v)
    scales = [tau_prior.scale] + ([effect_prior.sd] if effect_prior else [])
    if not all(np.isfinite(scale) and scale > 0 for scale in scales):
        raise StatisticsError("not_positive", "The scale of a prior must be positive.")
    tau, log_measure = _nodes(_scale(data, tau_prior), 1.0)
    log_likelihood, centre, spread = _condition(data, effect_prior, tau)
    log_mass = log_likelihood + tau_prior.log_density(tau) + log_measure
    weight = np.exp(log_mass - log_mass.max())
    weight /= weight.sum()
    return Posterior(data, tau_prior, effect_prior, tau, weight, Mixture(weight, centre, spread))


def _scale(data: Effects, prior: HeterogeneityPrior) -> float:
    """A τ of the size to be expected, where the nodes shall be densest: the smaller of prior and data."""
    observed = float(np.sqrt(np.var(data.y) + data.v.min()))
    return 1 / (1 / prior.scale + 1 / observed)


def _nodes(scale: float, end: float) -> tuple[Vector, Vector]:
    """Nodes of τ for u = τ/(τ + scale) in (0, end), and the log of their weights including dτ/du."""
    x, w = np.polynomial.legendre.leggauss(NODES)
    edges = np.linspace(0, end, PANELS + 1)
    half = end / PANELS / 2
    u = ((edges[:-1] + half)[:, None] + half * x).ravel()
    return scale * u / (1 - u), np.log(np.tile(w * half, PANELS)) + np.log(scale) - 2 * np.log1p(-u)


def _condition(data: Effects, prior: EffectPrior | None, tau: Vector) -> tuple[Vector, Vector, Vector]:
    """At each τ: log p(y | τ) up to a constant, and mean and sd of the mean effect."""
    precision, pull = (1 / prior.sd**2, prior.mean / prior.sd**2) if prior else (0.0, 0.0)
    results = [
        _at(data, part, precision, pull) for part in np.array_split(tau, max(1, data.k * len(tau) // 10**6))
    ]
    log_likelihood, centre, total = (np.concatenate(column) for column in zip(*results, strict=True))
    return log_likelihood, centre, 1 / np.sqrt(total)


def _at(data: Effects, tau: Vector, precision: float, pull: float) -> tuple[Vector, Vector, Vector]:
    w: Matrix = 1 / (data.v[:, None] + tau**2)
    total = w.sum(axis=0) + precision
    centre = ((w * data.y[:, None]).sum(axis=0) + pull) / total
    misfit = (w * (data.y[:, None] - centre) ** 2).sum(axis=0)
    if precision:
        misfit = misfit + precision * (centre - pull / precision) ** 2
    return 0.5 * (np.log(w).sum(axis=0) - np.log(total) - misfit), centre, total
