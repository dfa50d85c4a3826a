import numpy as np
import pytest

from almpo.evidence.errors import StatisticsError
from almpo.synthesis.pooling import egger, pet_peese
from almpo.synthesis.pooling.asymmetry import PEESE_SIGNIFICANCE


def test_eggers_line_is_that_of_the_standardised_effects(bcg):
    # Egger et al. regress y/se on 1/se by ordinary least squares: the intercept there is the slope here.
    y, v = bcg.log_odds_ratio()
    se = np.sqrt(v)
    x = np.column_stack([np.ones(13), 1 / se])
    beta, rss = np.linalg.lstsq(x, y / se)[:2]
    error = np.sqrt(rss[0] / 11 * np.diag(np.linalg.inv(x.T @ x)))
    found = egger(y, v)
    assert found.slope == pytest.approx(beta[0])
    assert found.limit == pytest.approx(beta[1])
    assert found.coefficients.se == pytest.approx(error[::-1])
    assert (found.coefficients.df == 11).all()


def test_small_studies_with_large_effects_are_noticed():
    se = np.linspace(0.05, 0.5, 25)
    noise = np.sin(np.arange(25)) * 0.3 * se
    assert egger(2.0 * se + noise, se**2).p < 1e-6
    assert egger(0.3 + noise, se**2).p > 0.2


def test_pet_counts_without_an_effect_and_peese_with_one():
    se = np.linspace(0.05, 0.5, 25)
    noise = np.sin(np.arange(25)) * 0.3 * se
    nothing, something = pet_peese(2.0 * se + noise, se**2), pet_peese(1.0 + noise, se**2)
    assert nothing.chosen == "PET"
    assert nothing.estimate == nothing.pet.limit
    assert nothing.pet.coefficients.p[0] >= PEESE_SIGNIFICANCE
    assert something.chosen == "PEESE"
    assert something.estimate == something.peese.limit


def test_copies_of_estimates_make_the_naive_test_surer_but_not_the_clustered_one(nested):
    y, v, labels = nested([1] * 15, within=0.0)
    many = np.repeat(np.arange(15), 6)
    naive, clustered = egger(y[many], v[many]), egger(y[many], v[many], labels[many])
    assert naive.coefficients.se[1] < 0.6 * egger(y, v).coefficients.se[1]
    assert clustered.coefficients.se[1] > 1.5 * naive.coefficients.se[1]
    assert clustered.coefficients.df[1] < 14


def test_equally_precise_studies_say_nothing_about_asymmetry():
    with pytest.raises(StatisticsError) as refusal:
        egger([0.1, 0.2, 0.3, 0.4], [0.1, 0.1, 0.1, 0.1])
    assert refusal.value.code == "rank_deficient"
