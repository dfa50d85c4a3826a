import numpy as np
import pytest

from almpo.evidence.errors import StatisticsError
from almpo.synthesis.pooling import pool, shrink


def test_estimates_move_towards_the_mean_the_noisier_the_further(bcg):
    y, v = bcg.log_risk_ratio()
    fitted = pool(y, v, test="z")
    found = shrink(fitted)
    before, after = y - fitted.estimate, found.effect - fitted.estimate
    assert (np.abs(after) < np.abs(before)).all()
    assert (np.sign(after) == np.sign(before)).all()
    assert np.argsort(after / before).tolist() == np.argsort(-v).tolist()
    assert found.deviation == pytest.approx(after)
    assert (found.se < np.sqrt(v)).all()


def test_without_heterogeneity_every_study_has_the_mean(eight_schools):
    fitted = pool(*eight_schools, method="DL", test="z")
    found = shrink(fitted)
    assert found.effect == pytest.approx(np.full(8, fitted.estimate))
    assert found.se == pytest.approx(np.full(8, fitted.se))
    assert (found.own_weight == 0).all()


def test_a_fixed_effect_has_nothing_to_shrink(eight_schools):
    with pytest.raises(StatisticsError, match="nothing to shrink"):
        shrink(pool(*eight_schools, method="FE"))
