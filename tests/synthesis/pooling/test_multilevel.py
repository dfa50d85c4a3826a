"""Against the definition, written out with full matrices."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from almpo.evidence.errors import StatisticsError
from almpo.synthesis.pooling import correlated_hierarchical, leave_one_study_out, pool, three_level

SIZES = [1, 4, 2, 6, 3, 1, 5]


def dense(v, labels, rho, between, within):
    """The marginal covariance matrix of all estimates."""
    same = labels[:, None] == labels[None, :]
    se = np.sqrt(v)
    sampling = np.where(same, rho * np.outer(se, se), 0.0)
    np.fill_diagonal(sampling, v)
    return sampling + between * same + within * np.eye(len(v))


def log_likelihood(y, x, sigma, restricted):
    """(Restricted) log-likelihood with the coefficients at their best, and these."""
    inverse = np.linalg.inv(sigma)
    information = x.T @ inverse @ x
    beta = np.linalg.solve(information, x.T @ inverse @ y)
    residual = y - x @ beta
    value = np.linalg.slogdet(sigma)[1] + residual @ inverse @ residual
    if restricted:
        value += np.linalg.slogdet(information)[1] - np.linalg.slogdet(x.T @ x)[1]
    return -0.5 * (value + (len(y) - restricted * x.shape[1]) * np.log(2 * np.pi)), beta


@pytest.mark.parametrize("rho", [0.0, 0.6, 0.9])
@pytest.mark.parametrize("likelihood", ["REML", "ML"])
@pytest.mark.parametrize("with_moderator", [False, True])
def test_fit_is_a_maximum_of_the_written_out_likelihood(nested, rho, likelihood, with_moderator):
    y, v, labels = nested(SIZES)
    moderator = np.cos(np.arange(len(y))) if with_moderator else None
    x = np.column_stack([np.ones(len(y)), moderator]) if with_moderator else np.ones((len(y), 1))
    fitted = correlated_hierarchical(y, v, labels, moderator, rho=rho, likelihood=likelihood)

    def height(between, within):
        return log_likelihood(y, x, dense(v, labels, rho, between, within), likelihood == "REML")

    best, beta = height(fitted.between, fitted.within)
    assert fitted.log_likelihood == pytest.approx(best, rel=1e-10)
    assert fitted.beta == pytest.approx(beta, rel=1e-9)
    information = x.T @ np.linalg.solve(dense(v, labels, rho, fitted.between, fitted.within), x)
    assert fitted.covariance == pytest.approx(np.linalg.inv(information), rel=1e-8)
    for between in (0.0, 0.01, 0.05, 0.2, 1.0, fitted.between * 1.001):
        for within in (0.0, 0.01, 0.05, 0.2, 1.0, fitted.within * 0.999):
            assert height(between, within)[0] <= best + 1e-9


def test_q_weights_and_study_effects_are_those_of_the_definition(nested):
    y, v, labels = nested(SIZES)
    fitted = correlated_hierarchical(y, v, labels, rho=0.5)
    sigma = dense(v, labels, 0.5, fitted.between, fitted.within)
    ones = np.ones(len(y))
    weights = np.linalg.solve(sigma, ones) / (ones @ np.linalg.solve(sigma, ones))
    assert fitted.weights == pytest.approx(weights)
    assert fitted.weights.sum() == pytest.approx(1)
    membership = (labels[:, None] == np.arange(len(SIZES))).astype(float)
    expected = fitted.between * membership.T @ np.linalg.solve(sigma, y - fitted.estimate)
    assert fitted.study_effect == pytest.approx(expected)
    sampling = dense(v, labels, 0.5, 0, 0)
    mean = ones @ np.linalg.solve(sampling, y) / (ones @ np.linalg.solve(sampling, ones))
    assert fitted.heterogeneity.statistic == pytest.approx((y - mean) @ np.linalg.solve(sampling, y - mean))


@pytest.mark.parametrize("rho", [0.0, 0.6])
def test_one_estimate_a_study_is_the_ordinary_random_effects_model(eight_schools, bcg, rho):
    for y, v in (eight_schools, bcg.log_odds_ratio()):
        single = pool(y, v, test="z")
        fitted = correlated_hierarchical(y, v, np.arange(len(y)), rho=rho)
        assert not fitted.within_identified
        assert fitted.within == 0.0
        assert fitted.between == pytest.approx(single.tau2_value, rel=1e-7, abs=1e-12)
        assert fitted.estimate == pytest.approx(single.estimate, rel=1e-8)
        assert fitted.log_likelihood == pytest.approx(single.log_likelihood, rel=1e-10)


@given(seed=st.integers(0, 300), scale=st.sampled_from([0.01, 1.0, 50.0]), rho=st.sampled_from([0.0, 0.6]))
@settings(max_examples=25, deadline=None)
def test_order_and_unit_do_not_matter(nested, seed, scale, rho):
    y, v, labels = nested(SIZES, seed=seed)
    shuffled = np.random.default_rng(seed).permutation(len(y))
    here = correlated_hierarchical(y, v, labels, rho=rho)
    there = correlated_hierarchical(y[shuffled] * scale, v[shuffled] * scale**2, labels[shuffled], rho=rho)
    assert there.estimate == pytest.approx(here.estimate * scale, rel=1e-6, abs=1e-8 * scale)
    assert there.between == pytest.approx(here.between * scale**2, rel=1e-5, abs=1e-9 * scale**2)
    assert there.within == pytest.approx(here.within * scale**2, rel=1e-5, abs=1e-9 * scale**2)
    assert there.weights == pytest.approx(here.weights[shuffled], rel=1e-5)


def test_one_huge_study_among_small_ones(nested):
    y, v, labels = nested([200, 1, 1, 2, 1])
    fitted = correlated_hierarchical(y, v, labels)
    assert np.isfinite([fitted.estimate, fitted.between, fitted.within, fitted.log_likelihood]).all()
    assert fitted.weights[:200].sum() < 0.6


def test_homogeneous_estimates_put_both_variances_at_the_border():
    labels = np.repeat(np.arange(6), 3)
    y = 0.3 + 0.01 * np.cos(np.arange(18))
    fitted = three_level(y, np.full(18, 0.05), labels)
    assert (fitted.between, fitted.within) == (0.0, 0.0)
    assert fitted.estimate == pytest.approx(y.mean())


def test_leaving_out_a_study_takes_all_its_estimates(nested):
    y, v, labels = nested(SIZES)
    fits = leave_one_study_out(correlated_hierarchical(y, v, labels))
    assert len(fits) == len(SIZES)
    rest = labels != 3
    assert fits[3].estimate == pytest.approx(correlated_hierarchical(y[rest], v[rest], labels[rest]).estimate)
    two = correlated_hierarchical(y[labels < 2], v[labels < 2], labels[labels < 2])
    with pytest.raises(StatisticsError, match="nothing is left"):
        leave_one_study_out(two)


@pytest.mark.parametrize(
    ("clusters", "rho", "code"),
    [
        ([1, 1, 1], 0.6, "too_few"),
        ([1, 2], 0.6, "shape"),
        ([1, 2, 2], 1.0, "out_of_range"),
        ([1, 2, 2], -0.1, "out_of_range"),
    ],
)
def test_refusals(clusters, rho, code):
    with pytest.raises(StatisticsError) as refusal:
        correlated_hierarchical([0.1, 0.2, 0.3], [0.1, 0.1, 0.1], clusters, rho=rho)
    assert refusal.value.code == code
