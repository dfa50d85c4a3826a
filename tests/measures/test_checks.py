"""Checks pass on what was correctly printed and name what was not."""

from hypothesis import given
from hypothesis import strategies as st

from almpo.evidence.vocabulary import UncertaintyKind
from almpo.measures import checks
from almpo.measures.uncertainty import COMMON_LEGEND, Pair, Quantity

SE = UncertaintyKind.STANDARD_ERROR


def q(text: str) -> Quantity:
    return Quantity(float(text), len(text.partition(".")[2]))


def rounded(value: float, decimals: int) -> Quantity:
    return Quantity(round(value, decimals), decimals)


def test_a_lost_decimal_point_is_an_extraction_doubt():
    check = checks.stars_fit(Pair(q("0.055"), q("17"), "**"), SE, COMMON_LEGEND)
    assert (check.code, check.passed, check.doubt) == ("C1", False, "extraction")


def test_a_generous_star_is_an_oddity_of_the_source():
    check = checks.stars_fit(Pair(q("0.110"), q("0.078"), "*"), SE, COMMON_LEGEND)
    assert (check.passed, check.doubt) == (False, "source")
    assert checks.stars_fit(Pair(q("0.11"), q("0.07"), "*"), SE, COMMON_LEGEND).passed  # rounding explains it


@given(st.floats(-5, 5), st.floats(0.01, 5))
def test_rounded_t_values_and_intervals_fit(estimate, se):
    b, s, t = rounded(estimate, 3), rounded(se, 3), rounded(estimate / se, 2)
    assert checks.t_fits(b, s, t).passed
    assert checks.sign_of_t(b, t).passed
    low, high = rounded(estimate - 1.96 * se, 3), rounded(estimate + 1.96 * se, 3)
    assert checks.interval_fits(b, low, high, s).passed


def test_wrong_t_values_and_intervals_do_not():
    assert not checks.t_fits(q("0.50"), q("0.10"), q("2.50")).passed
    assert not checks.sign_of_t(q("0.50"), q("-5.00")).passed
    assert not checks.interval_fits(q("0.50"), q("0.60"), q("0.90")).passed
    assert checks.interval_fits(q("0.50"), q("0.49"), q("0.51"), q("0.10")).doubt == "source"


@given(st.floats(-10, 10), st.floats(-10, 10), st.integers(1, 4))
def test_rounded_differences_fit(treated, control, decimals):
    parts = [rounded(value, decimals) for value in (treated, control, treated - control)]
    assert checks.difference_fits(*parts).passed


def test_differences_that_do_not_add_up():
    assert not checks.difference_fits(q("0.447"), q("0.443"), q("0.009")).passed


def test_decimals_of_a_column():
    column = [q("0.12"), q("0.30"), q("1.25"), q("0.07"), q("12")]
    assert not checks.decimals_fit(q("12"), column).passed
    assert checks.decimals_fit(q("0.30"), column).passed
    assert checks.decimals_fit(q("12"), [q("12"), q("0.5")]).passed


def test_cases_and_shares():
    assert checks.cases_fit(100, 60, 40).passed
    assert checks.cases_fit(100, 60).passed
    assert checks.cases_fit(100, 60, 50).doubt == "source"
    assert checks.cases_fit(100, 160).doubt == "extraction"
    assert checks.share_fits(0.4).passed
    assert not checks.share_fits(1.4).passed
    assert checks.share_fits(44.2, scale=100).passed


def test_p_values_are_held_to_loosely():
    assert checks.p_fits(q("0.149"), q("0.055"), q("0.004")).passed  # one-sided
    assert not checks.p_fits(q("0.149"), q("0.055"), q("0.900")).passed
    assert not checks.paired(0, 1).passed


def test_kind_against_the_note():
    T = UncertaintyKind.T_STATISTIC
    assert checks.kind_fits(SE, SE).passed
    odd = checks.kind_fits(SE, T)
    assert (odd.code, odd.passed, odd.doubt) == ("C2", False, "source")


@given(st.floats(0.1, 6))
def test_rounded_p_values_fit_their_t(t):
    from almpo.measures.uncertainty import two_sided_p

    assert checks.p_of_t_fits(rounded(t, 2), rounded(two_sided_p(t), 3)).passed


def test_p_values_that_do_not_fit_their_t():
    assert not checks.p_of_t_fits(q("0.20"), q("0.001")).passed
    assert not checks.p_of_t_fits(q("4.00"), q("0.600")).passed


def test_second_readings():
    assert checks.readings_agree("0.123", "0.123").passed
    assert checks.readings_agree("0.123", None).doubt == "extraction"
