"""Fixed-effect and random-effects meta-analysis and meta-regression of independent effects.

Hedges & Vevea 1998 (the two models), Thompson & Higgins 2002 (meta-regression), Hartung & Knapp 2001 and
Knapp & Hartung 2003 (the t-based interval), Röver, Knapp & Friede 2015 (its ad-hoc lower bound), Stanley &
Doucouliagos 2015 (FE with test "knha" is their unrestricted weighted least squares).
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from almpo.evidence.errors import StatisticsError
from almpo.synthesis.pooling.between import Estimator, Tau2, at_tau2, estimate_tau2, log_likelihood
from almpo.synthesis.pooling.inference import (
    ChiSquare,
    Coefficients,
    JointTest,
    chi_square,
    coefficients,
    joint_test,
)
from almpo.synthesis.pooling.inputs import Effects, Matrix, Vector, effects, typical_variance
from almpo.synthesis.pooling.weighted import Weighted, weighted

Method = Literal["FE"] | Estimator
Test = Literal["z", "t", "knha", "adhoc"]


@dataclass(frozen=True, slots=True, eq=False)
class Pooled:
    """A fitted meta-analysis: which estimator, which test, and what they gave. Units are those of y."""

    effects: Effects
    method: Method
    test: Test
    level: float
    coefficients: Coefficients
    covariance: Matrix  # (p, p)
    scale: float  # Knapp–Hartung factor on the covariance; 1 for z and t
    tau2: Tau2 | None  # None: fixed effect
    heterogeneity: ChiSquare  # Cochran's Q (residual, if there are moderators)
    i2: float  # per cent of the total variance that is between studies (Higgins & Thompson 2002)
    h2: float
    moderators: JointTest  # all coefficients but the intercept; the intercept itself where it is alone
    weights: Vector  # (k,), summing to 1
    log_likelihood: float  # restricted for REML
    aic: float
    bic: float

    @property
    def estimate(self) -> float:
        """The first coefficient: the pooled effect where there are no moderators."""
        return float(self.coefficients.estimate[0])

    @property
    def se(self) -> float:
        """Its standard error."""
        return float(self.coefficients.se[0])

    @property
    def interval(self) -> tuple[float, float]:
        """Its confidence interval."""
        return float(self.coefficients.low[0]), float(self.coefficients.high[0])

    @property
    def df(self) -> float:
        """Degrees of freedom of the tests and intervals; inf for z."""
        return float(self.coefficients.df[0])

    @property
    def tau2_value(self) -> float:
        """τ², zero for the fixed effect."""
        return self.tau2.value if self.tau2 else 0.0


def pool(
    y: ArrayLike,
    v: ArrayLike,
    moderators: ArrayLike | None = None,
    *,
    method: Method = "REML",
    test: Test = "knha",
    level: float = 0.95,
    intercept: bool = True,
) -> Pooled:
    """Pool k independent effects, or regress them on moderators.

    Args:
        y: (k,) effects. v: (k,) sampling variances. moderators: (k,) or (k, m), without an intercept column.
        method: FE or the estimator of τ².
        test: z (normal), t (k − p df), knha (Knapp–Hartung: t and rescaled covariance), adhoc (the same,
            never rescaled downwards).
        level: of the confidence intervals.

    Raises:
        StatisticsError: what `effects` raises; not_identified if y has no residual variation at all and the
            Knapp–Hartung variance is therefore zero.
    """
    return fit(effects(y, v, moderators, intercept=intercept), method=method, test=test, level=level)


def fit(data: Effects, *, method: Method = "REML", test: Test = "knha", level: float = 0.95) -> Pooled:
    """`pool` on checked inputs."""
    tau2 = None if method == "FE" else estimate_tau2(data, method)
    fitted = at_tau2(data, tau2.value if tau2 else 0.0)
    freedom = data.k - data.p
    scale = _scale(fitted, test)
    covariance = fitted.covariance * scale
    df = np.inf if test == "z" else float(freedom)
    restricted = method == "REML"
    loglik = log_likelihood(fitted, restricted)
    parameters = data.p + (tau2 is not None)
    heterogeneity, i2, h2 = _heterogeneity(data, tau2)
    tested = slice(1, None) if data.intercept and data.p > 1 else slice(None)
    return Pooled(
        effects=data,
        method=method,
        test=test,
        level=level,
        coefficients=coefficients(fitted.beta, np.diag(covariance), df, level),
        covariance=covariance,
        scale=scale,
        tau2=tau2,
        heterogeneity=heterogeneity,
        i2=i2,
        h2=h2,
        moderators=joint_test(fitted.beta[tested], covariance[tested, tested], df),
        weights=fitted.w / fitted.w.sum(),
        log_likelihood=loglik,
        aic=2 * parameters - 2 * loglik,
        bic=float(parameters * np.log(freedom if restricted else data.k)) - 2 * loglik,
    )


def _scale(fitted: Weighted, test: Test) -> float:
    """Knapp & Hartung's q: the weighted residual mean square."""
    if test in ("z", "t"):
        return 1.0
    scale = fitted.q / (fitted.effects.k - fitted.effects.p)
    if test == "adhoc":
        return max(scale, 1.0)
    if scale <= 1e-24:  # rounding of effects that are all the same
        raise StatisticsError(
            "not_identified",
            "The effects do not vary at all, so the Knapp–Hartung variance is zero; use test='adhoc'.",
        )
    return scale


def _heterogeneity(data: Effects, tau2: Tau2 | None) -> tuple[ChiSquare, float, float]:
    """Q, I² (per cent) and H²; with τ² they compare it with the typical sampling variance (k − p)/tr P."""
    freedom = data.k - data.p
    fixed = weighted(data, 1 / data.v)
    q = chi_square(fixed.q, freedom)
    if tau2 is None:
        h2 = fixed.q / freedom
        return q, 100 * max(0.0, 1 - 1 / h2) if h2 > 0 else 0.0, h2
    typical = typical_variance(freedom, fixed.trace_p(), float(fixed.w.sum()))
    return q, 100 * tau2.value / (typical + tau2.value), 1 + tau2.value / typical


def explained(fitted: Pooled) -> float:
    """Share (per cent) of τ² that the moderators explain: 100·(τ²₀ − τ²)/τ²₀, not below 0 (Raudenbush 2009).

    Raises:
        StatisticsError: not_identified for a fixed effect, or where there is no heterogeneity to explain.
    """
    if fitted.tau2 is None or not fitted.effects.intercept:
        raise StatisticsError(
            "not_identified", "Only a random-effects model with intercept explains variance."
        )
    null = effects(fitted.effects.y, fitted.effects.v)
    total = estimate_tau2(null, fitted.tau2.estimator).value
    if total == 0:
        raise StatisticsError("not_identified", "There is no between-study variance to explain.")
    return 100 * max(0.0, 1 - fitted.tau2.value / total)
