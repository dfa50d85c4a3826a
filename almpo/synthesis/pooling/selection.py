"""Selection by significance: a step function of the one-sided p-value (Hedges 1992; Vevea & Hedges 1995).

Studies whose p-value falls into interval m are δ_m times as likely to be seen as those in the first. The
likelihood can be very flat in δ, so what is compared with other programs is its height, not the parameters.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from almpo.evidence.errors import StatisticsError
from almpo.synthesis.pooling.between import at_tau2, estimate_tau2, log_likelihood
from almpo.synthesis.pooling.derivatives import hessian
from almpo.synthesis.pooling.inference import ChiSquare, Coefficients, chi_square, coefficients
from almpo.synthesis.pooling.inputs import Effects, Index, Matrix, Vector, effects
from almpo.synthesis.pooling.products import combine, moment
from almpo.synthesis.pooling.scoring import Bounds, Evaluation, maximise

DELTA_BOUNDS = (1e-5, 100.0)
FLATTEST = 1e-10  # curvature, relative to the largest, below which a direction counts as flat
STARTS = tuple((share, delta) for share in (0.2, 1.0, 2.0) for delta in (0.2, 1.0, 5.0))


@dataclass(frozen=True, slots=True)
class Publication:
    """How likely results in an interval of p-values are to be seen, relative to the first interval."""

    low: float
    high: float
    count: int
    relative: float
    se: float | None  # None: fixed (the first interval) or at a bound
    at_bound: bool  # the data do not identify it


@dataclass(frozen=True, slots=True, eq=False)
class Selection:
    """A random-effects model with selection, fitted by maximum likelihood."""

    coefficients: Coefficients  # of the effects before selection; z-based
    tau2: float
    publication: tuple[Publication, ...]
    log_likelihood: float
    log_likelihood_unselected: float
    test: ChiSquare  # likelihood ratio against no selection

    @property
    def identified(self) -> bool:
        """False where a relative probability ran to its bound: then do not report the corrected effect."""
        return not any(step.at_bound for step in self.publication)

    @property
    def estimate(self) -> float:
        """The pooled effect corrected for selection, where there are no moderators."""
        return float(self.coefficients.estimate[0])


def step_selection(
    y: ArrayLike,
    v: ArrayLike,
    moderators: ArrayLike | None = None,
    *,
    steps: Sequence[float] = (0.025,),
    level: float = 0.95,
) -> Selection:
    """Fit the step-function model; positive effects are those that selection favours.

    Args:
        steps: ascending borders in (0, 1) of the one-sided p-value 1 − Φ(y/√v). (0.025,) is the
            three-parameter model, (0.025, 0.5) the four-parameter one, which also lets the sign matter.

    Raises:
        StatisticsError: what `effects` raises; out_of_range (steps); too_few (k not above the number of
            parameters); not_identified where an interval other than the first holds no p-value, or the
            likelihood has no peak. (Where the first holds none, the others run to the bound of 100: see
            `identified`.)
    """
    data = effects(y, v, moderators)
    borders = _borders(steps)
    if data.k <= data.p + 1 + len(steps):
        raise StatisticsError("too_few", f"{data.k} effects are too few for {len(steps)} steps.")
    problem = _problem(data, borders)
    start = estimate_tau2(data, "ML")
    unselected = log_likelihood(at_tau2(data, start.value), restricted=False)
    best = _search(problem, start.value)
    return _describe(problem, best, borders, unselected, level)


def _borders(steps: Sequence[float]) -> Vector:
    inner = np.asarray(steps, float)
    borders = np.concatenate([[0.0], inner, [1.0]])
    if inner.size == 0 or not np.isfinite(inner).all() or (np.diff(borders) <= 0).any():
        raise StatisticsError("out_of_range", "Steps must ascend and lie strictly between 0 and 1.")
    return borders


@dataclass(frozen=True, slots=True, eq=False)
class _Problem:
    """Data on the scale of their spread, and where each effect and each border of significance lies."""

    data: Effects
    unit: float  # y and √v are divided by this, so that steps of the search mean the same in every unit
    y: Vector
    v: Vector
    basis: Matrix  # √k Q
    cuts: Matrix  # (k, m − 1) effects at which the p-value passes each step, descending along the row
    group: Index  # (k,) interval of each p-value
    counts: Index  # (m,)

    def split(self, parameters: Vector) -> tuple[Vector, float, Vector]:
        """γ, τ² and log δ (the first of which is 0)."""
        p = self.data.p
        return parameters[:p], float(parameters[p]), np.concatenate([[0.0], parameters[p + 1 :]])

    def evaluate(self, parameters: Vector) -> Evaluation:
        """Log-likelihood, gradient and the information, made positive where the likelihood is not concave."""
        height, gradient = self.likelihood(parameters)
        values, vectors = np.linalg.eigh(self.information(parameters))
        size = np.maximum(np.abs(values), FLATTEST * np.abs(values).max())
        return Evaluation(height, gradient, (vectors * size) @ vectors.T)

    def information(self, parameters: Vector) -> Matrix:
        """Minus the second derivatives, by steps in τ² so small that v + τ² stays positive."""
        scale = np.ones_like(parameters)
        scale[self.data.p] = max(parameters[self.data.p], float(self.v.min()))
        return -hessian(lambda at: self.likelihood(at)[1], parameters, scale)

    def likelihood(self, parameters: Vector) -> tuple[float, Vector]:
        """Log-likelihood and its gradient."""
        gamma, tau2, log_delta = self.split(parameters)
        delta = np.exp(log_delta)
        variance = self.v + tau2
        sd = np.sqrt(variance)
        residual = self.y - combine(self.basis, gamma)
        z = (self.cuts - (self.y - residual)[:, None]) / sd[:, None]
        edge = np.pad(z, ((0, 0), (1, 1)), constant_values=((0, 0), (np.inf, -np.inf)))
        density = np.exp(-(edge**2) / 2) / np.sqrt(2 * np.pi)
        slope = np.where(np.isfinite(edge), edge, 0.0) * density
        shares = _between(edge[:, 1:], edge[:, :-1])
        seen = combine(shares, delta)  # probability that a study like this is seen
        height = (
            log_delta[self.group]
            - 0.5 * (np.log(2 * np.pi * variance) + residual**2 / variance)
            - np.log(seen)
        )
        by_mean = residual / variance - combine(np.diff(density, axis=1), delta) / (sd * seen)
        by_tau2 = (residual**2 / variance - 1) / (2 * variance) - combine(np.diff(slope, axis=1), delta) / (
            2 * variance * seen
        )
        by_delta = self.counts - delta * moment(shares, 1 / seen)
        gradient = np.concatenate([moment(self.basis, by_mean), [by_tau2.sum()], by_delta[1:]])
        return float(height.sum()), gradient


def _between(low: Matrix, high: Matrix) -> Matrix:
    """Φ(high) − Φ(low), from the nearer tail."""
    flip = low > 0
    return np.where(flip, special.ndtr(-low) - special.ndtr(-high), special.ndtr(high) - special.ndtr(low))


def _problem(data: Effects, borders: Vector) -> _Problem:
    unit = float(np.sqrt(np.var(data.y) + np.median(data.v)))
    root = np.sqrt(data.v)
    p_values = special.ndtr(-data.y / root)
    group = np.clip(np.searchsorted(borders, p_values, side="left") - 1, 0, len(borders) - 2)
    counts = np.bincount(group, minlength=len(borders) - 1)
    if (counts[1:] == 0).any():
        empty = 1 + int(np.argmin(counts[1:]))
        raise StatisticsError(
            "not_identified",
            f"No p-value lies between {borders[empty]:g} and {borders[empty + 1]:g}: merge the steps.",
        )
    cuts = -special.ndtri(borders[1:-1]) * root[:, None] / unit
    basis = data.q * np.sqrt(data.k)
    return _Problem(data, unit, data.y / unit, data.v / unit**2, basis, cuts, group.astype(np.intp), counts)


def _search(problem: _Problem, tau2: float) -> Vector:
    """The highest of the maxima that Newton's method reaches from several starts."""
    p, free = problem.data.p, len(problem.counts) - 1
    low, high = np.log(DELTA_BOUNDS)
    bounds = Bounds(
        np.array([-np.inf] * p + [0.0] + [low] * free), np.array([np.inf] * (p + 1) + [high] * free)
    )
    gamma = moment(problem.basis, problem.y) / problem.data.k
    starts = [
        np.concatenate([gamma, [share * tau2 / problem.unit**2 + 1e-3], np.full(free, np.log(delta))])
        for share, delta in STARTS
    ]
    return maximise(problem.evaluate, starts, bounds)


def _describe(problem: _Problem, best: Vector, borders: Vector, unselected: float, level: float) -> Selection:
    data = problem.data
    gamma, tau2, log_delta = problem.split(best)
    variance = _variance(problem, best)
    to_x = np.linalg.inv(data.r) * np.sqrt(data.k) * problem.unit
    covariance = to_x @ variance[: data.p, : data.p] @ to_x.T
    height = problem.likelihood(best)[0] - data.k * float(np.log(problem.unit))
    return Selection(
        coefficients=coefficients(to_x @ gamma, np.diag(covariance), np.inf, level),
        tau2=tau2 * problem.unit**2,
        publication=_publication(problem, log_delta, np.diag(variance)[data.p + 1 :], borders),
        log_likelihood=height,
        log_likelihood_unselected=unselected,
        test=chi_square(max(0.0, 2 * (height - unselected)), len(borders) - 2),
    )


def _at_bound(log_delta: Vector) -> list[bool]:
    low, high = np.log(DELTA_BOUNDS)
    return [bool(value <= low + 1e-9 or value >= high - 1e-9) for value in log_delta]


def _variance(problem: _Problem, best: Vector) -> Matrix:
    """Inverse information of the parameters that are not at a bound; zero elsewhere."""
    p = problem.data.p
    free = np.array([True] * p + [bool(best[p] > 0)] + [not bound for bound in _at_bound(best[p + 1 :])])
    information = problem.information(best)[np.ix_(free, free)]
    if np.linalg.eigvalsh(information)[0] <= 0:
        raise StatisticsError("not_identified", "The likelihood of the selection model has no peak here.")
    variance = np.zeros((len(best), len(best)))
    variance[np.ix_(free, free)] = np.linalg.inv(information)
    return variance


def _publication(
    problem: _Problem, log_delta: Vector, variance: Vector, borders: Vector
) -> tuple[Publication, ...]:
    result = [Publication(0.0, float(borders[1]), int(problem.counts[0]), 1.0, None, False)]
    bounds = _at_bound(log_delta[1:])
    for m, bound in enumerate(bounds, start=1):
        delta = float(np.exp(log_delta[m]))
        se = None if bound else delta * float(np.sqrt(variance[m - 1]))
        result.append(
            Publication(float(borders[m]), float(borders[m + 1]), int(problem.counts[m]), delta, se, bound)
        )
    return tuple(result)
