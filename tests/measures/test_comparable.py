"""Printed effects in shared units, with sign and rules."""

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_up import finding

from almpo.evidence.vocabulary import OutcomeGroup, Unit
from almpo.measures.comparable import FAMILY, comparable


@pytest.mark.parametrize(
    ("fields", "unit", "value", "se", "relative"),
    [
        ({"estimate": 0.03, "se": 0.01, "unit": Unit.PROBABILITY}, "percentage_points", 3, 1, None),
        (
            {"estimate": 0.03, "se": 0.01, "unit": Unit.PROBABILITY, "control_mean": 0.4},
            *("percentage_points", 3, 1, 7.5),
        ),
        ({"estimate": 0.1, "se": 0.02, "unit": Unit.LOG_POINTS}, "percent", 10.517, 2.2103, 10.517),
        (
            {"estimate": 1.2, "se": None, "ci_low": 1.0, "ci_high": 1.44, "unit": Unit.HAZARD_RATIO},
            *("log_hazard", math.log(1.2), math.log(1.44) / (2 * 1.959964), 20.0),
        ),
        (
            {
                "estimate": 886.0,
                "se": 472.0,
                "unit": Unit.CURRENCY,
                "currency": "USD",
                "control_mean": 4000.0,
            },
            *("currency", 886, 472, 22.15),
        ),
        (
            {"estimate": 0.2, "se": 0.1, "unit": Unit.STANDARD_DEVIATIONS},
            "standard_deviations",
            0.2,
            0.1,
            None,
        ),
    ],
)
def test_shared_units(fields: dict[str, Any], unit: str, value: float, se: float, relative: float | None):
    found = comparable(finding(1, **fields))
    assert found is not None
    assert found.unit == unit
    assert (found.value, found.se) == pytest.approx((value, se), rel=1e-4)
    assert found.relative == (None if relative is None else pytest.approx(relative, rel=1e-4))


def test_money_keeps_currency_and_price_year():
    money = finding(
        1, unit=Unit.CURRENCY, currency="USD", price_year=1982, outcome_group=OutcomeGroup.EARNINGS
    )
    found = comparable(money)
    assert found is not None
    assert (found.currency, found.price_year, found.favourable) == ("USD", 1982, 3.0)


def test_fewer_days_out_of_work_are_favourable_and_the_rule_is_told():
    days = finding(1, estimate=-2.0, unit=Unit.WEEKS, outcome_group=OutcomeGroup.UNEMPLOYMENT_DURATION)
    found = comparable(days)
    assert found is not None
    assert (found.value, found.favourable) == (-14.0, 14.0)
    assert "more unemployment_duration is worse" in found.rules


def test_a_bound_is_told():
    found = comparable(finding(1, se=None, stars="**"))
    assert found is not None
    assert found.se_is_bound
    assert found.se == pytest.approx(3 / 1.959964, rel=1e-6)
    assert "standard error from stars: an upper bound" in found.rules


@pytest.mark.parametrize(
    "fields", [{"unit": None}, {"unit": Unit.OTHER}, {"unit": Unit.HAZARD_RATIO, "estimate": -1}]
)
def test_what_cannot_be_compared(fields: dict[str, Any]):
    assert comparable(finding(1, **fields)) is None


def test_a_control_mean_near_zero_gives_no_relative_effect():
    found = comparable(finding(1, unit=Unit.PERCENTAGE_POINTS, estimate=4.0, control_mean=1e-312))
    assert found is not None
    assert (found.value, found.relative) == (4.0, None)


@given(
    st.sampled_from(sorted(FAMILY)),
    st.floats(-5, 5).filter(lambda value: value != 0),
    st.one_of(st.none(), st.floats(0.01, 10)),
    st.one_of(st.none(), st.floats(-2, 2)),
    st.sampled_from(OutcomeGroup),
)
def test_any_finding_is_compared_or_not(unit, estimate, se, mean, group):
    found = comparable(
        finding(1, unit=unit, estimate=estimate, se=se, control_mean=mean, outcome_group=group)
    )
    if found is not None:
        assert math.isfinite(found.value)
        assert (found.se is None) == (se is None)
        assert found.favourable is None or abs(found.favourable) == abs(found.value)
