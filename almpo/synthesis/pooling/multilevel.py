"""Several dependent estimates per study: three-level and correlated-and-hierarchical-effects (CHE) models.

Konstantopoulos 2011 and Van den Noortgate et al. 2013 (three levels), Pustejovsky & Tipton 2022 (CHE).
Variance components by REML or ML with average-information scoring (Gilmour, Thompson & Cullis 1995), in O(k).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from almpo.evidence.errors import StatisticsError
from almpo.synthesis.pooling.between import residual_sum
from almpo.synthesis.pooling.blocks import BlockCovariance, Studies, studies
from almpo.synthesis.pooling.gls import Likelihood, evaluate, log_likelihood, solve
from almpo.synthesis.pooling.inference import ChiSquare, chi_square
from almpo.synthesis.pooling.inputs import (
    Effects,
    Index,
    Matrix,
    Vector,
    cluster_index,
    effects,
    typical_variance,
)
from almpo.synthesis.pooling.products import combine, gram
from almpo.synthesis.pooling.scoring import maximise

START_GRID = (0.0, 0.05, 0.25, 1.0)  # of the residual variance, tried for each component


@dataclass(frozen=True, slots=True, eq=False)
class Multilevel:
    """A fitted model y = Xβ + study effect + estimate effect + sampling error. Rows are sorted by study.

    Its standard errors trust the model; `robust.robust` gives those that do not, and should be reported.
    """

    effects: Effects
    groups: Studies
    rho: float  # assumed correlation of sampling errors within a study
    likelihood: Likelihood
    between: float  # σ², variance of study effects (squared unit of y)
    within: float  # ω², variance of estimates within studies; 0 where every study has one estimate
    nested: bool  # whether the model has the within-study component
    beta: Vector
    covariance: Matrix  # (X'Σ⁻¹X)⁻¹
    heterogeneity: ChiSquare  # Cochran's Q with the sampling covariance alone
    i2_between: float  # per cent of total variance, with the typical sampling variance (k − p)/tr P
    i2_within: float
    log_likelihood: float
    weights: Vector  # (k,) in the given order: what each estimate counts in the first coefficient
    study_effect: Vector  # (J,) predicted deviation of each study, in order of first appearance

    @property
    def estimate(self) -> float:
        """The first coefficient: the pooled effect where there are no moderators."""
        return float(self.beta[0])

    @property
    def within_identified(self) -> bool:
        """False where every study has one estimate: σ² then stands for both components."""
        return self.nested and self.groups.j < self.effects.k

    @property
    def total_variance(self) -> float:
        """Variance of true effects around the mean: σ² + ω²."""
        return self.between + self.within

    def working_covariance(self) -> BlockCovariance:
        """The fitted Σ."""
        return BlockCovariance(self.groups, self.effects.v, self.rho, self.between, self.within)


def three_level(
    y: ArrayLike,
    v: ArrayLike,
    clusters: Sequence[object] | NDArray[np.generic],
    moderators: ArrayLike | None = None,
    *,
    likelihood: Likelihood = "REML",
    intercept: bool = True,
) -> Multilevel:
    """Estimates in studies, with independent sampling errors: `correlated_hierarchical` at rho = 0."""
    return correlated_hierarchical(
        y, v, clusters, moderators, rho=0.0, likelihood=likelihood, intercept=intercept
    )


def correlated_hierarchical(
    y: ArrayLike,
    v: ArrayLike,
    clusters: Sequence[object] | NDArray[np.generic],
    moderators: ArrayLike | None = None,
    *,
    rho: float = 0.6,
    likelihood: Likelihood = "REML",
    intercept: bool = True,
    nested: bool = True,
) -> Multilevel:
    """Estimates in studies, whose sampling errors correlate by `rho` because they come from the same people.

    Args:
        y: (k,) effects. v: (k,) sampling variances. clusters: (k,) study labels. moderators: (k, m).
        rho: 0 <= rho < 1; unknown in practice, so report several.
        nested: False leaves out the within-study component (ω² = 0).

    Raises:
        StatisticsError: what `effects` and `cluster_index` raise; out_of_range (rho); no_convergence.
    """
    if not 0 <= rho < 1:
        raise StatisticsError("out_of_range", f"rho must be at least 0 and below 1, not {rho}.")
    given = effects(y, v, moderators, intercept=intercept)
    return _fit(given, cluster_index(clusters, given.k)[0], rho, likelihood, nested)


def leave_one_study_out(fitted: Multilevel) -> list[Multilevel]:
    """The same analysis J times, each time without one study, in order of first appearance.

    Raises:
        StatisticsError: too_few or rank_deficient if the model cannot be fitted without some study.
    """
    index = fitted.groups.study
    results = []
    for left_out in range(fitted.groups.j):
        keep = index != left_out
        rest = index[keep] - (index[keep] > left_out)
        if fitted.groups.j < 3:
            raise StatisticsError("too_few", "Without one of two studies nothing is left to compare.")
        results.append(_fit(fitted.effects.subset(keep), rest, fitted.rho, fitted.likelihood, fitted.nested))
    return results


def _fit(given: Effects, index: Index, rho: float, likelihood: Likelihood, nested: bool) -> Multilevel:
    groups = studies(index)
    data = given.subset(groups.order)
    identified = nested and groups.j < data.k
    found = maximise(
        lambda components: evaluate(data, groups, rho, components, likelihood), _starts(data, identified)
    )
    between, within = float(found[0]), float(found[1]) if identified else 0.0
    return _describe(data, groups, rho, likelihood, between, within, nested)


def _starts(data: Effects, nested: bool) -> list[Vector]:
    spread = residual_sum(data) / (data.k - data.p)
    if not nested:
        return [np.array([spread * share]) for share in START_GRID]
    return [np.array([spread * a, spread * b]) for a in START_GRID for b in START_GRID]


def _describe(
    data: Effects,
    groups: Studies,
    rho: float,
    likelihood: Likelihood,
    between: float,
    within: float,
    nested: bool,
) -> Multilevel:
    at = solve(data, BlockCovariance(groups, data.v, rho, between, within))
    sampling = BlockCovariance(groups, data.v, rho, 0.0, 0.0)
    fixed = solve(data, sampling)
    weight = sampling.inverse_trace()
    trace = weight - float(np.sum(fixed.inverse * gram(fixed.basis, fixed.basis)))
    total = between + within + typical_variance(data.k - data.p, trace, weight)
    to_x = np.linalg.inv(data.r)
    first_row = combine(at.basis, at.inverse @ to_x[0])
    weights = np.empty(data.k)
    weights[groups.order] = first_row
    return Multilevel(
        effects=data,
        groups=groups,
        rho=rho,
        likelihood=likelihood,
        between=between,
        within=within,
        nested=nested,
        beta=to_x @ at.gamma,
        covariance=to_x @ at.inverse @ to_x.T,
        heterogeneity=chi_square(fixed.ypy, data.k - data.p),
        i2_between=100 * between / total,
        i2_within=100 * within / total,
        log_likelihood=log_likelihood(data, at, likelihood == "REML"),
        weights=weights,
        study_effect=between * groups.sum(at.py),
    )
