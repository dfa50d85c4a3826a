"""How much hangs on one study: leave-one-out, cumulative and influence statistics.

Lau et al. 1992 (cumulative), Viechtbauer & Cheung 2010 (outliers and influence).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from almpo.evidence.errors import StatisticsError
from almpo.synthesis.pooling.between import at_tau2
from almpo.synthesis.pooling.inputs import Matrix, Vector
from almpo.synthesis.pooling.univariate import Pooled, fit


@dataclass(frozen=True, slots=True, eq=False)
class Influence:
    """What deleting each of the k studies changes."""

    student: Vector  # externally standardised residual
    dffits: Vector  # shift of the study's own fitted value, in standard deviations
    cook: Vector  # squared Mahalanobis shift of all coefficients
    cov_ratio: Vector  # generalised variance without over with the study
    tau2: Vector  # without the study
    q: Vector  # Cochran's Q without it
    leverage: Vector
    dfbetas: Matrix  # (k, p) shift of each coefficient, in standard errors
    influential: tuple[bool, ...]  # by the cut-offs of Viechtbauer & Cheung


def leave_one_out(fitted: Pooled) -> list[Pooled]:
    """The same analysis k times, each time without one study.

    Raises:
        StatisticsError: too_few or rank_deficient if a model cannot be fitted without some study.
    """
    data = fitted.effects
    rows = np.arange(data.k)
    return [_refit(fitted, rows != row) for row in rows]


def cumulative(fitted: Pooled, order: ArrayLike) -> list[Pooled]:
    """The analysis as it would have stood after 2, 3, … k studies taken in `order` (k,), e.g. their years.

    Ties keep the order in which the studies were given.

    Raises:
        StatisticsError: shape if `order` does not fit; not_identified for a model with moderators.
    """
    data = fitted.effects
    keys = np.asarray(order)
    if keys.shape != (data.k,):
        raise StatisticsError("shape", f"{data.k} order keys are needed.")
    if data.p > 1:
        raise StatisticsError("not_identified", "A cumulative analysis is defined without moderators only.")
    ranked = np.argsort(keys, kind="stable")
    return [_refit(fitted, ranked[:count]) for count in range(2, data.k + 1)]


def influence(fitted: Pooled) -> Influence:
    """Deletion diagnostics of every study. Raises what `leave_one_out` raises."""
    data = fitted.effects
    without = leave_one_out(fitted)
    beta = fitted.coefficients.estimate
    shift = np.array([beta - other.coefficients.estimate for other in without])
    covariances = np.array([other.covariance for other in without])
    tau2 = np.array([other.tau2_value for other in without])
    new_variance = data.v + tau2 + np.einsum("ij,ijk,ik->i", data.x, covariances, data.x)
    left_out = data.y - np.einsum("ij,ij->i", data.x, beta - shift)
    leverage = at_tau2(data, fitted.tau2_value).leverage()
    dffits = np.einsum("ij,ij->i", data.x, shift) / np.sqrt(leverage * (data.v + tau2))
    cook = np.einsum("ij,ij->i", shift, np.linalg.solve(fitted.covariance, shift.T).T)
    scaled = np.array([np.diag(at_tau2(data, value).covariance) for value in tau2])
    dfbetas = shift / np.sqrt(scaled)
    return Influence(
        student=left_out / np.sqrt(new_variance),
        dffits=dffits,
        cook=cook,
        cov_ratio=np.linalg.det(covariances) / np.linalg.det(fitted.covariance),
        tau2=tau2,
        q=np.array([other.heterogeneity.statistic for other in without]),
        leverage=leverage,
        dfbetas=dfbetas,
        influential=_influential(data.k, data.p, dffits, cook, leverage, dfbetas),
    )


def _influential(
    k: int, p: int, dffits: Vector, cook: Vector, leverage: Vector, dfbetas: Matrix
) -> tuple[bool, ...]:
    beyond = (
        (np.abs(dffits) > 3 * np.sqrt(p / (k - p)))
        | (special.chdtr(p, cook) > 0.5)
        | (leverage > 3 * p / k)
        | (np.abs(dfbetas) > 1).any(axis=1)
    )
    return tuple(bool(flag) for flag in beyond)


def _refit(fitted: Pooled, rows: np.ndarray) -> Pooled:
    subset = fitted.effects.subset(rows)
    return fit(subset, method=fitted.method, test=fitted.test, level=fitted.level)
