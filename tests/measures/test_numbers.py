"""Printed numbers of every European locale come back as the value they stand for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from almpo.measures.numbers import decimal_convention, find_numbers, parse_number, read_cell, usual_decimal

MARKS = [
    (".", ","),
    (".", ""),
    (",", "."),
    (",", ""),
    (",", "\u202f"),
    (",", "\u00a0"),
    (".", "’"),
    (",", " "),
]


def printed(units: int, decimals: int, decimal: str, thousands: str, minus: str) -> str:
    """`units` units of the last place as text."""
    digits = str(abs(units)).rjust(decimals + 1, "0")
    whole = digits[: len(digits) - decimals]
    grouped = f"{int(whole):,}".replace(",", thousands)
    return (minus if units < 0 else "") + grouped + (decimal + digits[-decimals:] if decimals else "")


@given(
    st.integers(-(10**11), 10**11),
    st.integers(0, 4),
    st.sampled_from(MARKS),
    st.sampled_from("-−–"),
    st.sampled_from(["", "*", "**", "***", "+"]),
    st.sampled_from(["{}", "({})", "[{}]"]),
)
def test_a_printed_number_comes_back(units, decimals, marks, minus, stars, wrapping):
    text = wrapping.format(printed(units, decimals, *marks, minus)) + stars
    number = parse_number(text, marks[0])
    assert number is not None
    assert number.value == pytest.approx(units / 10**decimals, rel=1e-12)
    assert (number.decimals, number.stars) == (decimals, stars)
    assert (number.wrapping is None) == (wrapping == "{}")


@given(
    st.integers(-(10**6), 10**6),
    st.integers(0, 10**6),
    st.sampled_from(MARKS),
    st.sampled_from(["; ", " to "]),
)
def test_an_interval_comes_back(low, width, marks, between):
    ends = [printed(end, 3, *marks, "−") for end in (low, low + width)]
    number = parse_number(f"[{between.join(ends)}]", marks[0])
    assert number is not None
    assert (number.value, number.upper) == pytest.approx((low / 1000, (low + width) / 1000))


@given(st.lists(st.integers(-(10**9), 10**9), min_size=1, max_size=8), st.sampled_from(MARKS))
def test_the_convention_of_a_table_is_found_from_two_decimals(values, marks):
    texts = [printed(value, 2, *marks, "-") for value in values]
    assert decimal_convention(texts) == marks[0]


@pytest.mark.parametrize(
    ("text", "value", "decimals"),
    [
        (".05", 0.05, 2),
        ("5.46e-08", 5.46e-08, 10),
        ("1.2E3", 1200, -2),
        ("0·12", 0.12, 2),
        ("-$639", -639, 0),
        ("€1,016.5", 1016.5, 1),
        ("1.016,16 €", 1016.16, 2),
        ("21 393.1", 21393.1, 1),
        ("0,123", 0.123, 3),
        ("1,234", 1234, 0),
        ("1.234", 1.234, 3),
        ("551,234", 551234, 0),
        ("0.069∗ ∗", 0.069, 3),
    ],
)
def test_the_form_decides(text, value, decimals):
    number = parse_number(text)
    assert number is not None
    assert (number.value, number.decimals) == (pytest.approx(value), decimals)


@pytest.mark.parametrize(
    ("text", "decimal", "ends"),
    [
        ("[0.1, 0.3]", ".", (0.1, 0.3)),
        ("[0.123,0.456]", ".", (0.123, 0.456)),
        ("[0,1]", ".", (0, 1)),
        ("[0,1]", ",", (0.1, None)),
        ("(−0.1–0.3)", ".", (-0.1, 0.3)),
        ("(-0,1; 0,3)", ",", (-0.1, 0.3)),
        ("2012–2015", ".", (2012, 2015)),
        ("(1,234)", ".", (1234, None)),
    ],
)
def test_intervals_and_numbers_are_told_apart(text, decimal, ends):
    number = parse_number(text, decimal)
    assert number is not None
    assert (number.value, number.upper) == ends


@pytest.mark.parametrize(
    "text", ["", "–", "n.a.", "Yes", "Table 3", "(1)(2)", "0.1 0.2", "[0.3; 0.1]", "(0.05]"]
)
def test_what_is_no_single_number_is_none(text):
    assert parse_number(text) is None


def test_bounds_and_units_are_kept():
    below, share = parse_number("<0.001"), parse_number("3,4 %")
    assert below is not None
    assert (below.bound, below.value) == ("<", 0.001)
    assert share is not None
    assert (share.value, share.unit) == (3.4, "%")


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("0.12** (0.05)", [0.12, 0.05]),
        ("-0.012-0.005", [-0.012, -0.005]),
        ("0.12 [0.01; 0.23]", [0.12, 0.01]),
        ("0.12 ± 0.05", [0.12, 0.05]),
        ("0.12 (0.05) p=0.03", [0.12, 0.05, 0.03]),
        ("−0.18\n0.22", [-0.18, 0.22]),
        ("0.12 of 5", []),
    ],
)
def test_a_cell_may_hold_several_numbers(text, values):
    assert [number.value for number in read_cell(text)] == values


def test_spans_of_a_cell_point_at_its_numbers():
    text = "0.12** (0.05) [0.01, 0.23]"
    assert [text[n.start : n.end].strip() for n in read_cell(text)] == ["0.12**", "(0.05)", "[0.01, 0.23]"]


@given(st.text(alphabet="0123456789.,-−–()[]*%€ ;eE±<>abto", max_size=20))
def test_any_text_is_read_or_refused(text):
    for number in read_cell(text):
        assert 0 <= number.start < number.end <= len(text)
    for number in find_numbers(text):
        assert any(character.isdigit() for character in text[number.start : number.end])


def test_numbers_of_a_sentence():
    text = "From 2012-2015 NUTS2 regions gained −0.05 (p<0.01), 3.4 percent, i.e. 12 345 people or 10%."
    numbers = find_numbers(text)
    assert [number.value for number in numbers] == [2012, 2015, -0.05, 0.01, 3.4, 12345, 10]
    assert numbers[3].bound == "<"
    assert numbers[-1].unit == "%"


def test_a_table_without_decimals_follows_its_document():
    assert decimal_convention(["1.016**", "(455)", "25.110"], ",") == ","
    assert decimal_convention(["1.016**", "(0.455)", "25.1"], ",") == "."


@pytest.mark.parametrize(("language", "mark"), [("en", "."), ("nl", ","), ("el", ","), ("und", ".")])
def test_the_decimal_mark_of_a_language(language, mark):
    assert usual_decimal(language) == mark
