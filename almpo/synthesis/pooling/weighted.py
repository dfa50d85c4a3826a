"""Weighted least squares with diagonal weights, in O(k p²)."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from almpo.synthesis.pooling.inputs import Effects, Matrix, Vector
from almpo.synthesis.pooling.products import combine, dot, gram, inverse, moment, times


@dataclass(frozen=True)
class Weighted:
    """A fit with weights w (k,). P below is W − WX(X'WX)⁻¹X'W; it is never formed."""

    effects: Effects
    w: Vector
    inverse: Matrix  # (Q'WQ)⁻¹ in the orthonormal basis
    gamma: Vector  # coefficients in that basis
    residual: Vector

    @cached_property
    def beta(self) -> Vector:
        """Coefficients of x (p,)."""
        return np.linalg.solve(self.effects.r, self.gamma)

    @cached_property
    def covariance(self) -> Matrix:
        """(X'WX)⁻¹ (p, p)."""
        turned = np.linalg.solve(self.effects.r, np.linalg.solve(self.effects.r, self.inverse).T)
        return (turned + turned.T) / 2

    @property
    def q(self) -> float:
        """y'Py, the weighted residual sum of squares."""
        return dot(self.w, self.residual**2)

    @property
    def ypply(self) -> float:
        """y'PPy."""
        weighted_residual = self.w * self.residual
        return dot(weighted_residual, weighted_residual)

    def trace_p(self) -> float:
        """tr P."""
        return float(self.w.sum() - np.sum(self.inverse * self.moment(self.w**2)))

    def trace_psps(self, s: Vector | float) -> float:
        """tr(P S P S) for a diagonal S: half the variance of y'Py when the y vary with S."""
        ws = self.w * s
        once, twice = self.moment(self.w * ws), self.moment(self.w * ws**2)
        crossed = self.inverse @ once
        return float(np.sum(ws**2) - 2 * np.sum(self.inverse * twice) + np.sum(crossed * crossed.T))

    def moment(self, weights: Vector) -> Matrix:
        """Q' diag(weights) Q."""
        q = self.effects.q
        return gram(q * weights[:, None], q)

    def leverage(self) -> Vector:
        """Diagonal of the hat matrix (k,)."""
        q = self.effects.q
        return self.w * np.einsum("ij,ij->i", times(q, self.inverse), q)


def weighted(effects: Effects, w: Vector) -> Weighted:
    """Regress y on x with weights w (k,), all positive."""
    weighted_basis = effects.q * w[:, None]
    inverted = inverse(gram(weighted_basis, effects.q))
    gamma = inverted @ moment(weighted_basis, effects.y)
    return Weighted(effects, w, inverted, gamma, effects.y - combine(effects.q, gamma))
