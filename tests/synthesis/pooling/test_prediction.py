import numpy as np
import pytest
from scipy import stats

from almpo.evidence.errors import StatisticsError
from almpo.synthesis.pooling import pool, predict


def test_prediction_interval_by_the_formula_of_higgins_2009(bcg):
    y, v = bcg.log_risk_ratio()
    fitted = pool(y, v, test="z")
    found = predict(fitted)
    half = stats.t.ppf(0.975, 11) * np.sqrt(fitted.tau2_value + fitted.se**2)
    assert (found.new_low[0], found.new_high[0]) == pytest.approx(
        (fitted.estimate - half, fitted.estimate + half)
    )
    assert (found.low[0], found.high[0]) == pytest.approx(fitted.interval)


def test_a_prediction_is_never_surer_than_the_mean(bcg):
    y, v = bcg.log_risk_ratio()
    for test in ("z", "t", "knha"):
        for df in ("fit", "riley"):
            found = predict(pool(y, v, bcg.latitude, test=test), [[13.0], [33], [55]], df=df)
            assert (found.new_low < found.low).all()
            assert (found.new_high > found.high).all()


def test_new_moderators_give_the_regression_line(bcg):
    y, v = bcg.log_risk_ratio()
    fitted = pool(y, v, bcg.latitude)
    found = predict(fitted, [30.0])
    constant, slope = fitted.coefficients.estimate
    assert found.mean[0] == pytest.approx(constant + 30 * slope)
    assert found.extrapolates == (False,)
    assert predict(fitted, [[80.0], [44.0]]).extrapolates == (True, False)


def test_probability_to_exceed_a_threshold(bcg):
    found = predict(pool(*bcg.log_risk_ratio()))
    assert found.exceeds(float(found.mean[0]))[0] == pytest.approx(0.5)
    assert found.exceeds(float(found.new_low[0]))[0] == pytest.approx(0.975)
    assert found.exceeds(float(found.new_high[0]))[0] == pytest.approx(0.025)


@pytest.mark.parametrize(
    ("moderators", "code"), [(None, "shape"), ([1.0, 2.0], "shape"), ([float("nan")], "not_finite")]
)
def test_wrong_moderators_are_refused(bcg, moderators, code):
    fitted = pool(*bcg.log_risk_ratio(), bcg.latitude)
    with pytest.raises(StatisticsError) as refusal:
        predict(fitted, moderators)
    assert refusal.value.code == code


def test_two_studies_predict_nothing():
    with pytest.raises(StatisticsError, match="too few"):
        predict(pool([0.1, 0.4], [0.01, 0.02]))
    assert np.isfinite(predict(pool([0.1, 0.4], [0.01, 0.02]), df="fit").new_low[0])
