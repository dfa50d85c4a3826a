"""Conversions of effects, against textbook values and definitions."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from almpo.evidence.errors import StatisticsError
from almpo.measures.conversions import (
    Effect,
    hazard_ratio_to_log,
    log_odds_to_standardised,
    log_points_to_percent,
    mean_difference,
    relative_to_control,
    risk_difference,
    scaled,
    standard_error_of_mean,
    standardised,
)

SHARE = st.floats(0.01, 0.99)
CASES = st.integers(5, 10_000)


def test_risk_difference_by_hand() -> None:
    effect = risk_difference(0.5, 100, 0.4, 100)
    assert effect.value == pytest.approx(10)
    assert effect.se == pytest.approx(100 * math.sqrt(0.25 / 100 + 0.24 / 100))


@given(SHARE, CASES, SHARE, CASES)
def test_swapping_the_groups_turns_the_sign(p: float, n: int, q: float, m: int) -> None:
    there, back = risk_difference(p, n, q, m), risk_difference(q, m, p, n)
    assert there.value == pytest.approx(-back.value)
    assert there.se == pytest.approx(back.se)


def test_shares_of_zero_and_one_have_no_standard_error() -> None:
    assert risk_difference(1, 20, 0, 20) == Effect(100, None)


@pytest.mark.parametrize("shares", [(1.2, 10, 0.5, 10), (0.5, 0, 0.5, 10), (0.5, 10, -0.1, 10)])
def test_what_is_no_share_is_refused(shares: tuple[float, float, float, float]) -> None:
    with pytest.raises(StatisticsError):
        risk_difference(*shares)


@given(st.floats(-1, 1), st.floats(0.001, 0.5))
def test_log_points_by_small_steps(b: float, se: float) -> None:
    percent = log_points_to_percent(Effect(b, se))
    step = 1e-6
    slope = (log_points_to_percent(Effect(b + step, None)).value - percent.value) / step
    assert percent.se == pytest.approx(slope * se, rel=1e-4)


@given(st.floats(0.2, 5), st.floats(0.01, 0.5))
def test_log_hazard_keeps_the_sign_of_the_effect(ratio: float, se: float) -> None:
    effect = hazard_ratio_to_log(ratio, se)
    assert np.sign(effect.value) == np.sign(ratio - 1)
    assert effect.se == pytest.approx(se / ratio)


def test_standardised_differences() -> None:
    effect = standardised(Effect(2, 1), sd=4, cases=22)
    factor = 1 - 3 / (4 * 20 - 1)  # Hedges 1981
    assert effect == (pytest.approx(0.5 * factor), pytest.approx(0.25 * factor))
    assert log_odds_to_standardised(Effect(math.pi / math.sqrt(3), None)).value == pytest.approx(1)


def test_means_and_relative_effects() -> None:
    assert mean_difference(5, 3, 1, 4) == Effect(4, 5)
    assert mean_difference(5, None, 1, 4).se is None
    assert standard_error_of_mean(10, 25) == 2
    assert relative_to_control(Effect(50, 10), 200) == Effect(25, 5)
    assert scaled(Effect(-0.03, 0.01), 100).se == pytest.approx(1)


@pytest.mark.parametrize(
    "refused",
    [
        lambda: relative_to_control(Effect(1, 1), 0),
        lambda: hazard_ratio_to_log(0, None),
        lambda: standardised(Effect(1, 1), 0, 10),
        lambda: standard_error_of_mean(1, 0),
    ],
)
def test_what_cannot_be_converted_is_refused(refused) -> None:
    with pytest.raises(StatisticsError):
        refused()
