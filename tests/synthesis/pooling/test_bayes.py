"""Against adaptive quadrature of the posterior as it is written down."""

from itertools import pairwise

import numpy as np
import pytest
from scipy import integrate, special

from almpo.evidence.errors import StatisticsError
from almpo.synthesis.pooling import EffectPrior, HeterogeneityPrior, bayesian, pool

Y, V = np.array([0.05, 0.20, -0.10]), np.array([0.01, 0.02, 0.015])
PRIORS = [HeterogeneityPrior(0.1), HeterogeneityPrior(0.5, "half-cauchy")]


def posterior_of_tau(tau, prior, effect_prior):
    """Unnormalised density of τ: prior times marginal likelihood, from the covariance of the effects."""
    ratio = (tau / prior.scale) ** 2
    density = np.exp(-ratio / 2) if prior.family == "half-normal" else 1 / (1 + ratio)
    if effect_prior:
        covariance = np.diag(V + tau**2) + effect_prior.sd**2
        away = Y - effect_prior.mean
        return (
            density
            * np.exp(-away @ np.linalg.solve(covariance, away) / 2)
            / np.sqrt(np.linalg.det(covariance))
        )
    w = 1 / (V + tau**2)
    away = Y - np.sum(w * Y) / w.sum()
    return density * np.exp(-np.sum(w * away**2) / 2) * np.sqrt(np.prod(w) / w.sum())


def integral(function, start=0.0, end=np.inf):
    """Adaptive quadrature over τ in pieces."""
    borders = [start, *(b for b in (0.05, 0.2, 1.0, 10.0) if start < b < end), end]
    return sum(integrate.quad(function, *piece, epsabs=0, epsrel=1e-10)[0] for piece in pairwise(borders))


def expectation(function, prior, effect_prior):
    """Posterior mean of a function of τ."""
    total = integral(lambda tau: posterior_of_tau(tau, prior, effect_prior))
    return integral(lambda tau: function(tau) * posterior_of_tau(tau, prior, effect_prior)) / total


def conditional(tau, effect_prior):
    """Mean and variance of the mean effect given τ."""
    w = 1 / (V + tau**2)
    precision = w.sum() + (1 / effect_prior.sd**2 if effect_prior else 0)
    pull = np.sum(w * Y) + (effect_prior.mean / effect_prior.sd**2 if effect_prior else 0)
    return pull / precision, 1 / precision


@pytest.mark.parametrize("prior", PRIORS)
@pytest.mark.parametrize("effect_prior", [None, EffectPrior(0.1, 0.3)])
def test_posteriors_are_those_of_adaptive_quadrature(prior, effect_prior):
    found = bayesian(Y, V, tau_prior=prior, effect_prior=effect_prior)
    assert found.tau_mean == pytest.approx(expectation(lambda tau: tau, prior, effect_prior), rel=1e-8)
    mean = expectation(lambda tau: conditional(tau, effect_prior)[0], prior, effect_prior)
    assert found.mean_effect.mean == pytest.approx(mean, rel=1e-8)

    def above(threshold, extra):
        def probability(tau):
            centre, variance = conditional(tau, effect_prior)
            return special.ndtr((centre - threshold) / np.sqrt(variance + extra * tau**2))

        return expectation(probability, prior, effect_prior)

    assert found.mean_effect.exceeds(0.1) == pytest.approx(above(0.1, 0), rel=1e-8)
    assert found.new_effect.exceeds(0.1) == pytest.approx(above(0.1, 1), rel=1e-8)
    low, high = found.new_effect.interval(0.9)
    assert (above(low, 1), above(high, 1)) == pytest.approx((0.95, 0.05), rel=1e-7)


@pytest.mark.parametrize("prior", PRIORS)
def test_quantiles_of_heterogeneity_cut_off_their_share(prior):
    found = bayesian(Y, V, tau_prior=prior)
    total = integral(lambda tau: posterior_of_tau(tau, prior, None))
    for probability in (0.025, 0.5, 0.975):
        below = integral(lambda tau: posterior_of_tau(tau, prior, None), end=found.tau_quantile(probability))
        assert below / total == pytest.approx(probability, rel=1e-8)


def test_a_very_tight_prior_is_the_fixed_effect():
    found = bayesian(Y, V, tau_prior=HeterogeneityPrior(1e-6))
    fixed = pool(Y, V, method="FE", test="z")
    assert found.mean_effect.mean == pytest.approx(fixed.estimate, rel=1e-6)
    assert found.mean_effect.interval() == pytest.approx(fixed.interval, rel=1e-6)


def test_a_wider_prior_widens_the_interval_for_two_studies():
    widths = []
    for scale in (0.05, 0.2, 0.8):
        low, high = bayesian(Y[:2], V[:2], tau_prior=HeterogeneityPrior(scale)).mean_effect.interval()
        widths.append(high - low)
    assert widths == sorted(widths)


def test_many_studies_overrule_the_prior(bcg):
    y, v = bcg.log_risk_ratio()
    many, weights = np.tile(y, 20), np.tile(v, 20)
    found = bayesian(many, weights, tau_prior=HeterogeneityPrior(0.5))
    fitted = pool(many, weights, test="z")
    assert found.mean_effect.mean == pytest.approx(fitted.estimate, abs=0.1 * fitted.se)
    assert found.tau_mean == pytest.approx(np.sqrt(fitted.tau2_value), rel=0.02)


def test_a_study_is_drawn_towards_the_others_and_the_new_effect_is_least_sure():
    found = bayesian(Y, V, tau_prior=HeterogeneityPrior(0.2))
    for row in range(3):
        study = found.study_effect(row)
        assert min(Y[row], found.mean_effect.mean) < study.mean < max(Y[row], found.mean_effect.mean)
        assert study.sd < np.sqrt(V[row])
    assert found.new_effect.sd > found.mean_effect.sd


@pytest.mark.parametrize("scale", [1e-4, 1.0, 1e4])
def test_units_do_not_matter(scale):
    plain = bayesian(Y, V, tau_prior=HeterogeneityPrior(0.2))
    scaled = bayesian(Y * scale, V * scale**2, tau_prior=HeterogeneityPrior(0.2 * scale))
    assert scaled.mean_effect.mean == pytest.approx(plain.mean_effect.mean * scale, rel=1e-10)
    assert scaled.tau_quantile(0.5) == pytest.approx(plain.tau_quantile(0.5) * scale, rel=1e-9)


@pytest.mark.parametrize("scale", [0.0, -1.0, float("nan")])
def test_priors_need_a_positive_scale(scale):
    with pytest.raises(StatisticsError) as refusal:
        bayesian(Y, V, tau_prior=HeterogeneityPrior(scale))
    assert refusal.value.code == "not_positive"
