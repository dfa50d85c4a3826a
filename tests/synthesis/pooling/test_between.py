import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from almpo.synthesis.pooling import effects, estimate_tau2
from almpo.synthesis.pooling.between import at_tau2, generalised_q_root


@given(st.lists(st.floats(-2, 2), min_size=3, max_size=10), st.integers(0, 1000))
@settings(max_examples=50, deadline=None)
def test_paule_mandel_solves_its_equation(y, seed):
    v = np.random.default_rng(seed).uniform(0.001, 1, len(y))
    data = effects(y, v)
    tau2 = generalised_q_root(data, len(y) - 1)
    q = at_tau2(data, tau2).q
    assert q <= len(y) - 1 + 1e-9
    if tau2 > 0:
        assert q == pytest.approx(len(y) - 1, rel=1e-9)


def test_quadratic_forms_and_traces_are_those_of_the_full_matrices(bcg):
    y, v = bcg.log_odds_ratio()
    data = effects(y, v, bcg.latitude)
    w = 1 / (v + 0.1)
    fit = at_tau2(data, 0.1)
    x, weight = data.x, np.diag(w)
    p = weight - weight @ x @ np.linalg.inv(x.T @ weight @ x) @ x.T @ weight
    s = np.diag(v + 0.3)
    assert fit.q == pytest.approx(y @ p @ y)
    assert fit.ypply == pytest.approx(y @ p @ p @ y)
    assert fit.trace_p() == pytest.approx(np.trace(p))
    assert fit.trace_psps(v + 0.3) == pytest.approx(np.trace(p @ s @ p @ s))
    assert fit.covariance == pytest.approx(np.linalg.inv(x.T @ weight @ x))
    assert fit.leverage().sum() == pytest.approx(2)


@pytest.mark.parametrize("spread", [1e-8, 1e-4, 1.0, 1e4])
def test_tolerances_are_relative(spread, bcg):
    y, v = bcg.log_odds_ratio()
    scaled = estimate_tau2(effects(y * spread, v * spread**2), "REML")
    plain = estimate_tau2(effects(y, v), "REML")
    assert scaled.value / spread**2 == pytest.approx(plain.value, rel=1e-10)
    assert scaled.se / spread**2 == pytest.approx(plain.se, rel=1e-10)


def test_variances_that_differ_by_orders_of_magnitude_are_no_trouble():
    y = np.array([0.1, 0.2, -0.4, 3.0])
    data = effects(y, [1e-12, 1e-6, 1.0, 1e6])
    for method in ("REML", "ML", "PM", "DL"):
        assert np.isfinite(estimate_tau2(data, method).value)
