"""Empirical-Bayes estimates of each study's own effect (Morris 1983; Raudenbush & Bryk 1985)."""

from dataclasses import dataclass

import numpy as np

from almpo.evidence.errors import StatisticsError
from almpo.synthesis.pooling.between import at_tau2
from almpo.synthesis.pooling.inference import t_quantile
from almpo.synthesis.pooling.inputs import Vector
from almpo.synthesis.pooling.univariate import Pooled


@dataclass(frozen=True, slots=True, eq=False)
class Shrunken:
    """Best linear unbiased predictions of the k true effects; units of y."""

    effect: Vector
    se: Vector
    low: Vector
    high: Vector
    deviation: Vector  # of the true effect from the model's mean (the random effect)
    deviation_se: Vector
    own_weight: Vector  # how much each study's own estimate counts; the rest comes from the others


def shrink(fitted: Pooled) -> Shrunken:
    """Draw each estimate towards the model's mean by v/(v + τ²).

    Raises:
        StatisticsError: not_identified for a fixed-effect model, which has no distribution of true effects.
    """
    if fitted.tau2 is None:
        raise StatisticsError(
            "not_identified", "A fixed-effect model has one true effect: nothing to shrink."
        )
    data, tau2 = fitted.effects, fitted.tau2.value
    own = tau2 / (tau2 + data.v)
    residual = at_tau2(data, tau2).residual
    mean_variance = np.einsum("ij,jk,ik->i", data.x, fitted.covariance, data.x)
    effect = data.y - (1 - own) * residual
    se = np.sqrt(own * data.v + (1 - own) ** 2 * mean_variance)
    half = t_quantile(0.5 + fitted.level / 2, fitted.df) * se
    return Shrunken(
        effect=effect,
        se=se,
        low=effect - half,
        high=effect + half,
        deviation=own * residual,
        deviation_se=np.sqrt(own * data.v + own**2 * mean_variance),
        own_weight=own,
    )
