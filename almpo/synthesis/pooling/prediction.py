"""What to expect in a new context: the mean, the range of true effects, the chance to exceed a threshold.

Higgins, Thompson & Spiegelhalter 2009 (t with one df less), Riley, Higgins & Deeks 2011, Partlett & Riley
2017 and IntHout et al. 2016 (with Knapp–Hartung), Mathur & VanderWeele 2019 (share of effects beyond a
threshold).
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from almpo.evidence.errors import StatisticsError
from almpo.synthesis.pooling.inference import t_quantile
from almpo.synthesis.pooling.inputs import Effects, Matrix, Vector
from almpo.synthesis.pooling.univariate import Pooled


@dataclass(frozen=True, slots=True, eq=False)
class Prediction:
    """The mean effect at n sets of moderator values and the true effect of a new study there. Units of y."""

    mean: Vector
    se: Vector
    df: Vector  # of the confidence interval of the mean; inf: normal
    low: Vector
    high: Vector
    new_low: Vector  # prediction interval
    new_high: Vector
    new_sd: Vector  # sqrt(τ² + se²)
    new_df: Vector  # of the prediction interval
    extrapolates: tuple[bool, ...]  # the moderators lie outside what the studies cover

    def exceeds(self, threshold: float) -> Vector:
        """Probability (n,) that the true effect in the new context is above `threshold` (unit of y)."""
        return 1 - special.stdtr(self.new_df, (threshold - self.mean) / self.new_sd)


def predict(
    fitted: Pooled, moderators: ArrayLike | None = None, *, df: Literal["fit", "riley"] = "riley"
) -> Prediction:
    """Predict from a pooled model.

    Args:
        moderators: (m,) or (n, m) values of the new contexts; None for a model without moderators.
        df: of the prediction interval: "riley", t with k − p − 1 for any test, which holds its promise better
            in simulations, or "fit", those of the model's own test (k − p, or normal for z).

    Raises:
        StatisticsError: shape, not_finite; too_few if no degree of freedom is left (riley at k − p < 2).
    """
    data = fitted.effects
    rows = data.design_row(moderators)
    freedom = float(data.k - data.p - 1) if df == "riley" else fitted.df
    if freedom < 1:
        raise StatisticsError(
            "too_few", f"A prediction interval on {freedom:g} degrees of freedom: too few studies."
        )
    variance = np.einsum("ij,jk,ik->i", rows, fitted.covariance, rows)
    return prediction(
        rows @ fitted.coefficients.estimate,
        np.sqrt(variance),
        np.full(len(rows), fitted.df),
        np.full(len(rows), freedom),
        fitted.tau2_value,
        fitted.level,
        outside(data, rows),
    )


def prediction(
    mean: Vector,
    se: Vector,
    df: Vector,
    new_df: Vector,
    between: float,
    level: float,
    extrapolates: tuple[bool, ...],
) -> Prediction:
    """Intervals from means with standard errors, and the variance `between` contexts."""
    upper = 0.5 + level / 2
    half = t_quantile(upper, df) * se
    new_sd = np.sqrt(between + se**2)
    new_half = t_quantile(upper, new_df) * new_sd
    return Prediction(
        mean=mean,
        se=se,
        df=df,
        low=mean - half,
        high=mean + half,
        new_low=mean - new_half,
        new_high=mean + new_half,
        new_sd=new_sd,
        new_df=new_df,
        extrapolates=extrapolates,
    )


def outside(data: Effects, rows: Matrix) -> tuple[bool, ...]:
    """Whether a new design row lies beyond the ellipsoid around the studies' own, by its leverage."""
    turned = np.linalg.solve(data.r.T, rows.T)
    observed = np.einsum("ij,ij->i", data.q, data.q).max()
    return tuple(bool(hat > observed * (1 + 1e-9)) for hat in np.einsum("ij,ij->j", turned, turned))
