"""The slow reference of the Bayesian posterior, where the answer is known in closed form."""

import pytest

from almpo.evaluation.parity.integration import Integrated
from almpo.synthesis.pooling import EffectPrior, HeterogeneityPrior


def test_without_heterogeneity_it_is_the_conjugate_normal() -> None:
    found = Integrated([1.0, 3.0], [1.0, 1.0], HeterogeneityPrior(1e-6), EffectPrior(0.0, 1.0))
    assert found.mean() == pytest.approx(4 / 3, abs=1e-9)
    assert found.below(4 / 3, new=False) == pytest.approx(0.5, abs=1e-9)


def test_a_new_effect_is_less_sure_than_the_mean() -> None:
    found = Integrated([1.0, 3.0], [0.1, 0.1], HeterogeneityPrior(1.0), EffectPrior(0.0, 4.0))
    assert found.below(0.0, new=True) > found.below(0.0, new=False)
    assert found.below(1e3, new=True) == pytest.approx(1)
