"""Published results, and what must hold whatever the data."""

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from almpo.evidence.errors import StatisticsError
from almpo.synthesis.pooling import explained, pool

ESTIMATORS = ["DL", "PM", "REML", "ML", "EB", "HS", "HE", "SJ"]
METHODS = ["FE", *ESTIMATORS]

studies = st.lists(
    st.tuples(st.floats(-3, 3, width=32), st.floats(0.015625, 4, width=32)), min_size=3, max_size=12
)


def test_fixed_effect_of_the_eight_schools_as_in_bayesian_data_analysis(eight_schools):
    fitted = pool(*eight_schools, method="FE", test="z")
    assert fitted.estimate == pytest.approx(7.7, abs=0.05)
    assert fitted.se == pytest.approx(4.1, abs=0.05)
    assert fitted.heterogeneity.statistic == pytest.approx(4.7, abs=0.05)
    assert pool(*eight_schools, method="DL").tau2_value == 0.0


def test_bcg_relative_risk_as_in_colditz_1994(bcg):
    fitted = pool(*bcg.log_risk_ratio(), method="DL", test="z")
    assert np.exp(fitted.estimate) == pytest.approx(0.49, abs=0.005)
    assert np.exp(fitted.interval) == pytest.approx((0.34, 0.70), abs=0.006)


def test_bcg_reml_as_in_viechtbauer_2010(bcg):
    fitted = pool(*bcg.log_risk_ratio(), test="z")
    assert fitted.estimate == pytest.approx(-0.7145, abs=5e-5)
    assert fitted.se == pytest.approx(0.1798, abs=5e-5)
    assert fitted.tau2_value == pytest.approx(0.3132, abs=5e-5)
    assert fitted.tau2.se == pytest.approx(0.1664, abs=5e-5)
    assert fitted.i2 == pytest.approx(92.22, abs=0.005)
    assert fitted.h2 == pytest.approx(12.86, abs=0.005)
    assert fitted.heterogeneity.statistic == pytest.approx(152.2330, abs=5e-5)


def test_bcg_maximum_likelihood_as_in_van_houwelingen_2002(bcg):
    y, v = bcg.log_odds_ratio()
    mean = pool(y, v, method="ML", test="z")
    assert (mean.estimate, mean.se, mean.tau2_value) == pytest.approx((-0.742, 0.178, 0.302), abs=5e-4)
    line = pool(y, v, bcg.latitude, method="ML", test="z")
    assert line.coefficients.estimate == pytest.approx([0.371, -0.0327], abs=5e-4)
    assert line.coefficients.se == pytest.approx([0.106, 0.0034], abs=5e-4)
    assert line.tau2_value == pytest.approx(0.004, abs=5e-5)


def test_teacher_expectancy_as_in_raudenbush_and_bryk_2002(expectancy):
    y, v, weeks = expectancy
    mean = pool(y, v, test="z")
    assert (mean.estimate, mean.se, mean.tau2_value) == pytest.approx((0.083, 0.052, 0.019), abs=1.1e-3)
    line = pool(y, v, weeks, test="z")
    assert line.coefficients.estimate == pytest.approx([0.407, -0.157], abs=1e-3)
    assert line.coefficients.se == pytest.approx([0.087, 0.036], abs=1e-3)
    assert line.tau2.at_border
    assert explained(line) == 100.0


def test_two_equal_variances_by_hand():
    # y = ±1, v = 1: Q = 2 on 1 df, so DL = PM = REML = HE = (Q − 1)/tr P = 1 and ML = 0.
    fits = {method: pool([-1, 1], [1, 1], method=method, test="z") for method in METHODS}
    assert {
        method: round(fits[method].tau2_value, 12) for method in ("DL", "PM", "REML", "HE")
    } == dict.fromkeys(("DL", "PM", "REML", "HE"), 1.0)
    assert fits["ML"].tau2_value == 0.0
    assert fits["FE"].se == pytest.approx(np.sqrt(0.5))
    assert fits["REML"].se == pytest.approx(1.0)


def test_the_higher_of_two_peaks_of_the_likelihood_is_taken():
    # One precise group and one noisy group with very different spreads make REML bimodal.
    y = np.array([0.0, 0.5, -0.5, 6.0, -6.0])
    v = np.array([1e-4, 0.2, 0.2, 40.0, 40.0])
    fitted = pool(y, v, test="z")
    grid = np.geomspace(1e-7, 100, 4000)
    heights = [_restricted(y, v, tau2) for tau2 in [0.0, *grid]]
    assert fitted.log_likelihood >= max(heights) - 1e-9


def _restricted(y: np.ndarray, v: np.ndarray, tau2: float) -> float:
    """The restricted likelihood of an intercept model, straight from its definition."""
    sigma = np.diag(v + tau2)
    inverse = np.linalg.inv(sigma)
    ones = np.ones(len(y))
    information = ones @ inverse @ ones
    residual = y - ones @ inverse @ y / information
    determinant = np.linalg.slogdet(sigma)[1] + np.log(information / len(y))
    return -0.5 * ((len(y) - 1) * np.log(2 * np.pi) + determinant + residual @ inverse @ residual)


@given(studies)
@settings(max_examples=60, deadline=None)
def test_likelihood_is_that_of_the_definition_and_no_grid_point_is_higher(rows):
    y, v = np.array(rows, float).T
    assume(np.ptp(y) > 1e-3)
    fitted = pool(y, v, test="z")
    assert fitted.log_likelihood == pytest.approx(_restricted(y, v, fitted.tau2_value), rel=1e-9, abs=1e-9)
    for tau2 in [0.0, *np.geomspace(1e-6, 50, 60)]:
        assert _restricted(y, v, tau2) <= fitted.log_likelihood + 1e-8


@pytest.mark.parametrize("method", METHODS)
@given(rows=studies, seed=st.integers(0, 99), scale=st.sampled_from([1e-3, 0.5, 100.0]))
@settings(max_examples=20, deadline=None)
def test_order_and_unit_do_not_matter(method, rows, seed, scale):
    y, v = np.array(rows, float).T
    assume(np.ptp(y) > 1e-3)
    here = pool(y, v, method=method)
    shuffled = np.random.default_rng(seed).permutation(len(y))
    there = pool(y[shuffled] * scale, v[shuffled] * scale**2, method=method)
    assert there.estimate == pytest.approx(here.estimate * scale, rel=1e-6, abs=1e-9 * scale)
    assert there.se == pytest.approx(here.se * scale, rel=1e-6)
    assert there.tau2_value == pytest.approx(here.tau2_value * scale**2, rel=1e-6, abs=1e-9 * scale**2)
    assert there.i2 == pytest.approx(here.i2, rel=1e-6, abs=1e-6)
    assert there.weights == pytest.approx(here.weights[shuffled], rel=1e-6)


@pytest.mark.parametrize("method", METHODS)
@given(rows=studies, shift=st.floats(-5, 5))
@settings(max_examples=20, deadline=None)
def test_results_are_finite_weights_sum_to_one_and_a_shift_shifts(method, rows, shift):
    y, v = np.array(rows, float).T
    fitted = pool(y, v, method=method, test="z")
    assert fitted.tau2_value >= 0
    assert 0 <= fitted.i2 < 100
    assert fitted.weights.sum() == pytest.approx(1)
    assert y.min() - 1e-12 <= fitted.estimate <= y.max() + 1e-12
    numbers = [
        fitted.se,
        *fitted.interval,
        fitted.log_likelihood,
        fitted.aic,
        fitted.bic,
        fitted.moderators.p,
    ]
    assert np.isfinite(numbers).all()
    moved = pool(y + shift, v, method=method, test="z")
    assert moved.estimate == pytest.approx(fitted.estimate + shift, abs=1e-6)


@pytest.mark.parametrize("method", [m for m in ESTIMATORS if m != "SJ"])
def test_effects_that_agree_give_the_fixed_effect(method):
    y, v = [0.30, 0.31, 0.29, 0.30], [0.1, 0.2, 0.1, 0.3]
    assert pool(y, v, method=method).tau2.at_border
    assert pool(y, v, method=method, test="z").estimate == pool(y, v, method="FE", test="z").estimate


def test_sidik_jonkman_is_never_zero():
    assert pool([0.30, 0.31, 0.29], [0.1, 0.2, 0.1], method="SJ").tau2_value > 0


def test_knapp_hartung_narrows_where_effects_agree_and_the_ad_hoc_form_does_not():
    y, v = [0.30, 0.32, 0.29, 0.30], [0.1, 0.2, 0.1, 0.3]
    plain, adhoc, t = (pool(y, v, test=test) for test in ("knha", "adhoc", "t"))
    assert plain.se < t.se
    assert adhoc.interval == t.interval
    assert plain.df == 3


def test_knapp_hartung_of_identical_effects_is_refused():
    with pytest.raises(StatisticsError, match="do not vary"):
        pool([0.3, 0.3, 0.3], [0.1, 0.2, 0.3])
    assert pool([0.3, 0.3, 0.3], [0.1, 0.2, 0.3], test="adhoc").estimate == pytest.approx(0.3)


def test_unrestricted_weighted_least_squares_is_the_fixed_effect_with_a_free_scale(eight_schools):
    y, v = eight_schools
    fixed, free = pool(y, v, method="FE", test="z"), pool(y, v, method="FE")
    assert free.estimate == fixed.estimate
    assert free.se == pytest.approx(fixed.se * np.sqrt(fixed.heterogeneity.statistic / 7))


def test_a_group_moderator_gives_the_group_means():
    y, v, group = [0.1, 0.2, 0.6, 0.9], [0.1, 0.1, 0.1, 0.1], [0, 0, 1, 1]
    fitted = pool(y, v, group, method="FE", test="z")
    assert fitted.coefficients.estimate == pytest.approx([0.15, 0.60])
    without = pool(y, v, np.array([[1, 0], [1, 0], [0, 1], [0, 1]]), method="FE", test="z", intercept=False)
    assert without.coefficients.estimate == pytest.approx([0.15, 0.75])
    assert without.moderators.df_numerator == 2


@pytest.mark.parametrize("level", [0.0, 1.0, 95.0])
def test_levels_are_proportions(level):
    with pytest.raises(StatisticsError, match="confidence level"):
        pool([0.1, 0.2], [0.1, 0.1], level=level)


def test_explained_variance_needs_variance_to_explain(eight_schools):
    y, v = eight_schools
    with pytest.raises(StatisticsError, match="no between-study variance"):
        explained(pool(y, v, np.arange(8.0)))
    with pytest.raises(StatisticsError, match="Only a random-effects"):
        explained(pool(y, v, np.arange(8.0), method="FE"))
