"""A rounded value stands for an interval that holds what was rounded."""

from hypothesis import given
from hypothesis import strategies as st

from almpo.measures.rounding import Interval, ratio, stands_for

values = st.floats(-1e6, 1e6)


@given(values, st.integers(0, 6))
def test_the_interval_holds_what_was_rounded(value, decimals):
    assert stands_for(round(value, decimals), decimals).contains(value)


@given(values, values, st.integers(0, 4))
def test_ratios_of_rounded_values_hold_the_true_ratio(top, bottom, decimals):
    quotient = ratio(
        stands_for(round(top, decimals), decimals), stands_for(round(bottom, decimals), decimals)
    )
    if abs(bottom) > 1e-3:
        slack = 1e-9 * (1 + quotient.low)
        assert quotient.low - slack <= abs(top / bottom) <= quotient.high * (1 + 1e-9)


def test_magnitudes():
    assert Interval(-3, 2).magnitude == Interval(0, 3)
    assert Interval(-3, -2).magnitude == Interval(2, 3)
    assert not Interval(0, 1).meets(Interval(1.5, 2))
    assert ratio(Interval(1, 1), Interval(0, 1)).high == float("inf")
