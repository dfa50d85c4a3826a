import numpy as np
import pytest
from scipy import stats

from almpo.synthesis.pooling import effects, tau2_interval
from almpo.synthesis.pooling.between import at_tau2


def test_bcg_as_in_viechtbauer_2010(bcg):
    interval = tau2_interval(*bcg.log_risk_ratio())
    assert (interval.low, interval.high) == pytest.approx((0.1197, 1.1115), abs=5e-5)
    assert interval.i2 == pytest.approx((81.92, 97.68), abs=0.005)


def test_bounds_put_q_at_its_quantiles(bcg):
    y, v = bcg.log_odds_ratio()
    interval = tau2_interval(y, v, bcg.latitude, level=0.9)
    data = effects(y, v, bcg.latitude)
    quantiles = stats.chi2.ppf([0.95, 0.05], 11)
    assert at_tau2(data, interval.low).q == pytest.approx(quantiles[0])
    assert at_tau2(data, interval.high).q == pytest.approx(quantiles[1])


def test_effects_that_agree_too_well_have_an_empty_interval():
    interval = tau2_interval([0.3, 0.3, 0.3000001, 0.3], [1.0, 1, 1, 1])
    assert interval.empty
    assert (interval.low, interval.high, interval.i2) == (0.0, 0.0, (0.0, 0.0))


def test_lower_bound_is_zero_where_homogeneity_is_not_rejected(eight_schools):
    interval = tau2_interval(*eight_schools)
    assert interval.low == 0.0
    assert not interval.empty
    assert np.isfinite(interval.high)
