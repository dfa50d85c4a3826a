"""Generalised least squares with a block covariance, and the likelihood of its variances, in O(k)."""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from almpo.synthesis.pooling.blocks import BlockCovariance, Studies
from almpo.synthesis.pooling.inputs import Effects, Matrix, Vector
from almpo.synthesis.pooling.products import combine, dot, gram, inverse, moment, times
from almpo.synthesis.pooling.scoring import Evaluation

Likelihood = Literal["REML", "ML"]


@dataclass(frozen=True, slots=True, eq=False)
class Solved:
    """Generalised least squares at one Σ, in the orthonormal basis."""

    sigma: BlockCovariance
    basis: Matrix  # Σ⁻¹Q
    ones: Vector  # Σ⁻¹1
    inverse: Matrix  # (Q'Σ⁻¹Q)⁻¹
    gamma: Vector
    py: Vector  # Py = Σ⁻¹(y − Qγ)
    ypy: float


def solve(data: Effects, sigma: BlockCovariance) -> Solved:
    p = data.p
    solved = sigma.solve(np.vstack([data.q.T, data.y, np.ones(data.k)]).T)
    basis = solved[:, :p]
    inverted = inverse(gram(data.q, basis))
    gamma = inverted @ moment(basis, data.y)
    py = solved[:, p] - combine(basis, gamma)
    return Solved(
        sigma, basis, solved[:, p + 1], inverted, gamma, py, dot(data.y - combine(data.q, gamma), py)
    )


def evaluate(
    data: Effects, groups: Studies, rho: float, components: Vector, likelihood: Likelihood
) -> Evaluation:
    """Log-likelihood, score and average information at (σ², ω²) or, with one component, σ² alone."""
    nested = len(components) == 2
    sigma = BlockCovariance(groups, data.v, rho, components[0], components[1] if nested else 0.0)
    at = solve(data, sigma)
    restricted = likelihood == "REML"
    py_sum, basis_sum = groups.sum(at.py), groups.sum(at.basis)
    traces = [float(at.ones.sum()), sigma.inverse_trace()]
    if restricted:
        traces[0] -= float(np.sum(at.inverse * gram(basis_sum, basis_sum)))
        traces[1] -= float(np.sum(at.inverse * gram(at.basis, at.basis)))
    working = np.array([groups.spread(py_sum), at.py])[: len(components)].T  # ZZ'Py of each component
    projected = sigma.solve(working) - times(at.basis, at.inverse @ gram(at.basis, working))
    squares = np.array([dot(py_sum, py_sum), dot(at.py, at.py)])
    score = 0.5 * (squares - np.array(traces))[: len(components)]
    return Evaluation(log_likelihood(data, at, restricted), score, 0.5 * gram(working, projected))


def log_likelihood(data: Effects, at: Solved, restricted: bool) -> float:
    common = -at.sigma.log_determinant() - at.ypy
    if not restricted:
        return 0.5 * (common - data.k * float(np.log(2 * np.pi)))
    constant = (data.k - data.p) * float(np.log(2 * np.pi))
    return 0.5 * (common + float(np.linalg.slogdet(at.inverse)[1]) - constant)
