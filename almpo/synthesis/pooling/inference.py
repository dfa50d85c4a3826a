"""From coefficients and their covariance to intervals and tests."""

from dataclasses import dataclass

import numpy as np
from scipy import special

from almpo.evidence.errors import StatisticsError
from almpo.synthesis.pooling.inputs import Matrix, Vector, level_checked


@dataclass(frozen=True, slots=True, eq=False)
class Coefficients:
    """p coefficients with standard error, degrees of freedom (inf: normal), test of zero and interval."""

    estimate: Vector
    se: Vector
    df: Vector
    statistic: Vector
    p: Vector  # two-sided
    low: Vector
    high: Vector
    level: float

    def __len__(self) -> int:
        return len(self.estimate)


@dataclass(frozen=True, slots=True)
class ChiSquare:
    """A chi-square statistic, its degrees of freedom and its upper tail."""

    statistic: float
    df: int
    p: float


@dataclass(frozen=True, slots=True)
class JointTest:
    """A test that several coefficients are all zero: F with two df, or chi-square (second df inf)."""

    statistic: float  # F; the chi-square itself when df_denominator is inf
    df_numerator: int
    df_denominator: float
    p: float


def coefficients(estimate: Vector, variance: Vector, df: Vector | float, level: float) -> Coefficients:
    """Wald intervals and tests against t with `df` degrees of freedom; inf is the normal.

    Raises:
        StatisticsError: out_of_range (level), not_identified (a variance or df is not positive, or not
            finite).
    """
    level_checked(level)
    freedom = np.broadcast_to(np.asarray(df, float), estimate.shape).copy()
    if not ((variance > 0) & np.isfinite(variance) & (freedom > 0)).all():
        raise StatisticsError(
            "not_identified", "A coefficient has no positive variance or degrees of freedom."
        )
    se = np.sqrt(variance)
    statistic = estimate / se
    half = t_quantile(0.5 + level / 2, freedom) * se
    p = 2 * special.stdtr(freedom, -np.abs(statistic))
    return Coefficients(estimate, se, freedom, statistic, p, estimate - half, estimate + half, level)


def t_quantile(probability: float | Vector, df: float | Vector) -> Vector:
    """Quantile of Student's t; df inf is the normal."""
    return np.asarray(special.stdtrit(df, probability))


def chi_square(statistic: float, df: int) -> ChiSquare:
    """Upper tail of chi-square; a statistic below zero can only be rounding."""
    positive = max(float(statistic), 0.0)
    return ChiSquare(positive, df, float(special.chdtrc(df, positive)))


def wald_statistic(estimate: Vector, covariance: Matrix) -> float:
    """The squared length of `estimate` (m,) in the metric of its covariance (m, m).

    Raises:
        StatisticsError: not_identified where the covariance is singular.
    """
    try:
        lower = np.linalg.cholesky(covariance)
    except np.linalg.LinAlgError:
        raise StatisticsError(
            "not_identified", "These coefficients cannot be tested together: their covariance is singular."
        ) from None
    standardised = np.linalg.solve(lower, estimate)
    return float(standardised @ standardised)


def joint_test(estimate: Vector, covariance: Matrix, df: float) -> JointTest:
    """Wald test that all of `estimate` (m,) is zero: F(m, df), or chi-square(m) if df is inf."""
    m, wald = len(estimate), wald_statistic(estimate, covariance)
    if np.isinf(df):
        return JointTest(wald, m, df, float(special.chdtrc(m, wald)))
    return JointTest(wald / m, m, df, float(special.fdtrc(m, df, wald / m)))
