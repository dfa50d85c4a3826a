"""Meta-analysis: pure functions from effects and their sampling variances to pooled results.

Start with `pool` (independent effects) or `correlated_hierarchical` and `robust` (several per study).
Every function refuses with `StatisticsError` what it cannot answer; none returns NaN. See docs/statistics.md.
"""

from almpo.synthesis.pooling.asymmetry import Asymmetry, PetPeese, egger, pet_peese
from almpo.synthesis.pooling.bayes import EffectPrior, HeterogeneityPrior, Mixture, Posterior, bayesian
from almpo.synthesis.pooling.between import Tau2, estimate_tau2
from almpo.synthesis.pooling.cluster_robust import Robust, robust, robust_pooled
from almpo.synthesis.pooling.deletion import Influence, cumulative, influence, leave_one_out
from almpo.synthesis.pooling.direction import OrderedProbit, VoteCount, ordered_probit, vote_count
from almpo.synthesis.pooling.inference import ChiSquare, Coefficients, JointTest
from almpo.synthesis.pooling.inputs import Effects, effects
from almpo.synthesis.pooling.multilevel import (
    Multilevel,
    correlated_hierarchical,
    leave_one_study_out,
    three_level,
)
from almpo.synthesis.pooling.prediction import Prediction, predict
from almpo.synthesis.pooling.puniform import PUniform, p_uniform_star
from almpo.synthesis.pooling.qprofile import Tau2Interval, tau2_interval
from almpo.synthesis.pooling.selection import Publication, Selection, step_selection
from almpo.synthesis.pooling.shrinkage import Shrunken, shrink
from almpo.synthesis.pooling.trimfill import Filled, trim_and_fill
from almpo.synthesis.pooling.univariate import Pooled, explained, pool

__all__ = [
    "Asymmetry",
    "ChiSquare",
    "Coefficients",
    "EffectPrior",
    "Effects",
    "Filled",
    "HeterogeneityPrior",
    "Influence",
    "JointTest",
    "Mixture",
    "Multilevel",
    "OrderedProbit",
    "PUniform",
    "PetPeese",
    "Pooled",
    "Posterior",
    "Prediction",
    "Publication",
    "Robust",
    "Selection",
    "Shrunken",
    "Tau2",
    "Tau2Interval",
    "VoteCount",
    "bayesian",
    "correlated_hierarchical",
    "cumulative",
    "effects",
    "egger",
    "estimate_tau2",
    "explained",
    "influence",
    "leave_one_out",
    "leave_one_study_out",
    "ordered_probit",
    "p_uniform_star",
    "pet_peese",
    "pool",
    "predict",
    "robust",
    "robust_pooled",
    "shrink",
    "step_selection",
    "tau2_interval",
    "three_level",
    "trim_and_fill",
    "vote_count",
]
