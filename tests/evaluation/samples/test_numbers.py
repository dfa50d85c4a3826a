import math
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from almpo.evaluation.samples.numbers import interval, p_value, printed, stars, t_value
from almpo.evaluation.samples.schema import Locale
from almpo.measures.numbers import parse_number

D = Decimal
LOCALES = [
    Locale(),
    Locale(leading_zero=False),
    Locale(decimal=",", thousands="."),
    Locale(decimal=",", thousands="\u00a0", group_from=5),
]
DECIMALS = st.decimals(-99999, 99999, places=3, allow_nan=False, allow_infinity=False)


@pytest.mark.parametrize(
    ("value", "locale", "text"),
    [
        ("-1016.16", LOCALES[0], "−1,016.16"),
        ("-0.05", LOCALES[1], "−.05"),
        ("0", LOCALES[1], "0"),
        ("1016.16", LOCALES[2], "1.016,16"),
        ("1016.16", LOCALES[3], "1016,16"),
        ("1234567", LOCALES[3], "1\u00a0234\u00a0567"),
    ],
)
def test_prints_in_the_locale(value: str, locale: Locale, text: str) -> None:
    assert printed(D(value), locale) == text


@given(DECIMALS, st.sampled_from(LOCALES))
def test_what_is_printed_reads_back(value: Decimal, locale: Locale) -> None:
    read = parse_number(printed(value, locale), locale.decimal)
    assert read is not None
    assert read.value == float(value)


def test_derived_from_estimate_and_standard_error() -> None:
    assert t_value(D("0.284"), D("0.061")) == D("4.66")
    assert p_value(D("1.96"), D("1")) == D("0.050")
    assert interval(D("4.8"), D("1.7")) == (D("1.5"), D("8.1"))
    assert interval(D("812"), D("268")) == (D("287"), D("1337"))


@given(st.decimals("-5", "5", places=2), st.decimals("0.01", "3", places=2))
def test_stars_count_the_thresholds_below_p(estimate: Decimal, se: Decimal) -> None:
    p = math.erfc(abs(float(estimate / se)) / math.sqrt(2))
    assert len(stars(estimate, se, (0.1, 0.05, 0.01))) == (p < 0.1) + (p < 0.05) + (p < 0.01)
    assert stars(estimate, se, ()) == ""
