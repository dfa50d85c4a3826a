"""Cluster-robust inference that is right for few studies: CR2 with Satterthwaite degrees of freedom.

Bell & McCaffrey 2002; Tipton 2015; Pustejovsky & Tipton 2018 (CR2); Tipton & Pustejovsky 2015 (HTZ, the joint
test). The variance is exact if the working model is, and the degrees of freedom are those under the working
model.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import special

from almpo.evidence.errors import StatisticsError
from almpo.synthesis.pooling.blocks import BlockCovariance, Studies, studies
from almpo.synthesis.pooling.inference import Coefficients, JointTest, coefficients, wald_statistic
from almpo.synthesis.pooling.inputs import Effects, Index, Matrix, Vector, cluster_index
from almpo.synthesis.pooling.multilevel import Multilevel
from almpo.synthesis.pooling.prediction import Prediction, outside, prediction
from almpo.synthesis.pooling.products import combine, gram, inverse, moment
from almpo.synthesis.pooling.univariate import Pooled

RELIABLE_DF = 4.0  # below this the t approximation is known to fail (Tipton 2015)
BATCH_ELEMENTS = 4_000_000  # size of the stacked blocks that are in memory at once
RELIABLE_SHARE = 0.99  # and where it sees less than this of the variance, a study is missing from it
NOTHING = 1e-9  # a share that is rounding
EIGEN_TOLERANCE = 1e-12  # eigenvalues below this share of the largest count as zero


@dataclass(frozen=True, slots=True, eq=False)
class Robust:
    """Robust tests and intervals of a model's coefficients, and what is needed to test others."""

    coefficients: Coefficients  # each with its own Satterthwaite df
    covariance: Matrix  # CR2, (p, p)
    clusters: int
    effects: Effects
    between: float  # variance of true effects around the mean, for prediction
    _model: Matrix  # working-model covariance of the coefficients
    _own: Matrix  # (J, p, p) g'Φg of each study, as bilinear forms in the contrast
    _shared: Matrix  # (J, p, p) X'g

    @property
    def seen(self) -> Vector:
        """Share (p,) of each coefficient's variance under the model that the robust one is expected to see.

        It is 1 unless a study determines a coefficient alone, such as the only one of a category: that study then
        has no residual, and the robust variance leaves it out, however noisy it is.
        """
        return np.array(
            [self._expected(row) / float(row @ self._model @ row) for row in np.eye(self.effects.p)]
        )

    @property
    def trusted(self) -> tuple[bool, ...]:
        """Per coefficient, whether at least 4 df stand behind it and no study is missing from its variance."""
        enough = (self.coefficients.df >= RELIABLE_DF) & (self.seen >= RELIABLE_SHARE)
        return tuple(bool(each) for each in enough)

    @property
    def reliable(self) -> bool:
        """Whether all coefficients are to be trusted; report the others, but draw no conclusion from them."""
        return all(self.trusted)

    def contrast(self, rows: ArrayLike) -> Coefficients:
        """Linear combinations rows (n, p) of the coefficients, each with its own df."""
        combinations = np.atleast_2d(np.asarray(rows, float))
        variance = np.einsum("ij,jk,ik->i", combinations, self.covariance, combinations)
        df = np.array([self._satterthwaite(row) for row in combinations])
        return coefficients(combinations @ self.coefficients.estimate, variance, df, self.coefficients.level)

    def predict(self, moderators: ArrayLike | None = None) -> Prediction:
        """Mean and true effect at moderators (m,) or (n, m), with the df of that contrast."""
        rows = self.effects.design_row(moderators)
        at = self.contrast(rows)
        return prediction(
            at.estimate, at.se, at.df, at.df, self.between, at.level, outside(self.effects, rows)
        )

    def joint(self, which: Sequence[int]) -> JointTest:
        """HTZ test that the coefficients numbered `which` are all zero.

        Raises:
            StatisticsError: too_few where the studies leave no denominator degrees of freedom; not_identified
                where their robust covariance is singular.
        """
        chosen = np.eye(self.effects.p)[list(which)]
        size = len(chosen)
        root = np.linalg.inv(np.linalg.cholesky(chosen @ self._model @ chosen.T))
        contrasts = root @ chosen
        total = sum(
            self._covariation(s, s, t, t) + self._covariation(s, t, t, s)
            for s in contrasts
            for t in contrasts
        )
        eta = size * (size + 1) / total
        df = eta - size + 1
        if df <= 0:
            raise StatisticsError("too_few", f"Too few studies to test {size} coefficients together.")
        estimate = chosen @ self.coefficients.estimate
        wald = wald_statistic(estimate, chosen @ self.covariance @ chosen.T)
        statistic = df / (eta * size) * wald
        return JointTest(statistic, size, float(df), float(special.fdtrc(size, df, statistic)))

    def _satterthwaite(self, contrast: Vector) -> float:
        expected = self._expected(contrast)
        squares = self._covariation(contrast, contrast, contrast, contrast)
        if not (squares > 0 and expected > NOTHING * float(contrast @ self._model @ contrast)):
            raise StatisticsError("too_few", "A coefficient rests on one study alone: no robust variance.")
        return expected**2 / squares

    def _expected(self, contrast: Vector) -> float:
        """Expectation of the robust variance of a contrast under the working model."""
        own, explained = self._pair(contrast, contrast)
        return float(np.sum(own - explained))

    def _pair(self, a: Vector, b: Vector) -> tuple[Vector, Vector]:
        """Per study, the two parts of the covariance of the contributions to contrasts a and b."""
        left, right = self._shared @ (self._model @ a), self._shared @ (self._model @ b)
        own = np.einsum("i,jik,k->j", self._model @ a, self._own, self._model @ b)
        return own, np.einsum("ji,ik,jk->j", left, self._model, right)

    def _covariation(self, a: Vector, b: Vector, c: Vector, d: Vector) -> float:
        """Σᵢⱼ P(ab)ᵢⱼ P(cd)ᵢⱼ over all pairs of studies, P(ab)ᵢⱼ = δᵢⱼ ownᵢ − hᵢ(a)' M hⱼ(b), in O(J)."""
        own_ab, explained_ab = self._pair(a, b)
        own_cd, explained_cd = self._pair(c, d)
        ha, hb, hc, hd = (self._shared @ (self._model @ each) for each in (a, b, c, d))
        everywhere = np.trace(self._model @ (hb.T @ hd) @ self._model @ (hc.T @ ha))
        same = np.sum(own_ab * own_cd - own_ab * explained_cd - own_cd * explained_ab)
        return float(same + everywhere)


def robust(fitted: Multilevel, *, level: float = 0.95) -> Robust:
    """CR2 inference for a multilevel model, clustered by its studies.

    Raises:
        StatisticsError: too_few if a coefficient rests on too few studies to have a robust variance.
    """
    return _robust(fitted.effects, fitted.groups, fitted.working_covariance(), fitted.total_variance, level)


def robust_pooled(
    fitted: Pooled, clusters: Sequence[object] | NDArray[np.generic], *, level: float = 0.95
) -> Robust:
    """CR2 inference for a model that was fitted as if all effects were independent.

    Raises:
        StatisticsError: what `cluster_index` raises; too_few as in `robust`.
    """
    given = fitted.effects
    groups = studies(cluster_index(clusters, given.k)[0])
    data = given.subset(groups.order)
    tau2 = fitted.tau2_value
    return _robust(data, groups, BlockCovariance(groups, data.v, 0.0, 0.0, tau2), tau2, level)


def _robust(data: Effects, groups: Studies, sigma: BlockCovariance, between: float, level: float) -> Robust:
    basis = sigma.solve(data.q)
    inverted = inverse(gram(data.q, basis))
    gamma = inverted @ moment(basis, data.y)
    residual = data.y - combine(data.q, gamma)
    meat = np.zeros((data.p, data.p))
    own = np.empty((groups.j, data.p, data.p))
    shared = np.empty_like(own)
    for which, members in _batches(groups):
        covariance, rows = sigma.dense(members), data.q[members]
        adjusted = _adjusted(covariance, rows, inverted, basis[members])
        contribution = np.einsum("nm,nmp->np", residual[members], adjusted)
        meat += gram(contribution, contribution)
        own[which] = adjusted.transpose(0, 2, 1) @ covariance @ adjusted
        shared[which] = rows.transpose(0, 2, 1) @ adjusted
    to_x = np.linalg.inv(data.r)  # from the orthonormal basis back to the coefficients of x
    estimate = to_x @ gamma
    turned = Robust(
        coefficients=coefficients(estimate, np.ones(data.p), np.inf, level),
        covariance=to_x @ inverted @ meat @ inverted @ to_x.T,
        clusters=groups.j,
        effects=data,
        between=between,
        _model=to_x @ inverted @ to_x.T,
        _own=data.r.T @ own @ data.r,
        _shared=data.r.T @ shared @ data.r,
    )
    return _with_coefficients(turned)


def _with_coefficients(provisional: Robust) -> Robust:
    """The same with the coefficients tested by their own contrasts."""
    return replace(provisional, coefficients=provisional.contrast(np.eye(provisional.effects.p)))


def _adjusted(covariance: Matrix, rows: Matrix, inverse: Matrix, weighted_rows: Matrix) -> Matrix:
    """A Σ⁻¹X of each study, A being the symmetric matrix that makes A (Σ − XMX') A = Σ."""
    lower = np.linalg.cholesky(covariance)
    upper = lower.transpose(0, 2, 1)
    residual_covariance = covariance - rows @ inverse @ rows.transpose(0, 2, 1)
    values, vectors = np.linalg.eigh(upper @ residual_covariance @ lower)
    positive = values > EIGEN_TOLERANCE * values[:, -1:]
    root = np.where(positive, 1 / np.sqrt(np.where(positive, values, 1.0)), 0.0)
    middle = (vectors * root[:, None, :]) @ vectors.transpose(0, 2, 1)
    return lower @ (middle @ (upper @ weighted_rows))


def _batches(groups: Studies) -> list[tuple[Index, Index]]:
    """Studies of equal size together: their numbers (n,) and their sorted rows (n, m)."""
    batches = []
    for size in np.unique(groups.size):
        which = np.flatnonzero(groups.size == size)
        for part in np.array_split(which, max(1, len(which) * int(size) ** 2 // BATCH_ELEMENTS)):
            batches.append((part, groups.start[part][:, None] + np.arange(size)))
    return batches
