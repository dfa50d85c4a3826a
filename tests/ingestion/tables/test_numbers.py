"""What counts as a number in a table."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from almpo.ingestion.tables import numbers


@pytest.mark.parametrize(
    "text",
    [
        "0.12", "-0.5***", "(0.07)", "[0.1, 0.3]", "[-2.3, 3.5]", "$-21", "-$15,997", "21,393.1", "21 393.1",
        "1.016,16", "1.016,16 €", "5.46e-08", "44.23%", "44,2 %", "0.025+", "(-2.17)", "1200176", ".05", "<0.001",
        "0.05a", "0.12 (0.05)", "0.12** (0.05)", "1437 (51.9%)", "0.12 [0.02, 0.22]", "0.12-0.45", "($3,322",
        "0.12 (0.01 to 0.23)", "0.12 to 0.45", "12.3 ± 4.5", "12/34 (35.3%)", "1,23 (0,9 bis 1,5)",
    ],
)  # fmt: skip
def test_values(text: str) -> None:
    assert numbers.is_value(text)


@pytest.mark.parametrize(
    "text",
    ["PSID-1", "1st", "h", "1.", "12)", "2013-2020", "250-590", "Table 3", "p<0.1 and", "", "(N=12)", "-"],
)
def test_other_texts_are_no_values(text: str) -> None:
    assert not numbers.is_value(text)


@pytest.mark.parametrize("text", ["-", "—", ".", "✓", "Yes", "nein", "n.a.", "NA", "..."])
def test_marks_stand_where_a_number_would(text: str) -> None:
    assert numbers.is_mark(text)
    assert not numbers.is_value(text)


@pytest.mark.parametrize(
    ("text", "expected"), [("(1)", True), ("( 6 )", True), ("(iv)", True), ("(0.1)", False)]
)
def test_numbers_of_columns(text: str, expected: bool) -> None:
    assert numbers.is_column_number(text) is expected


def test_statistics_are_more_than_counts_and_years() -> None:
    assert numbers.is_statistic("0.12")
    assert numbers.is_statistic("(12)*")
    assert not numbers.is_statistic("(2)")
    assert not numbers.is_statistic("1998")


@given(
    st.decimals(min_value=-(10**7), max_value=10**7, places=3, allow_nan=False),
    st.sampled_from(["{}", "({})", "[{}]", "{}*", "{}***", "{}%", "$ {}", "< {}"]),
    st.booleans(),
)
def test_any_number_as_printed_is_one_value(value: object, form: str, comma: bool) -> None:
    text = f"{value:,}"
    if comma:
        text = text.translate(str.maketrans(",.", ".,"))
    printed = form.format(text)
    assert numbers.is_number(printed)
    assert numbers.fused_at(printed) == []


@given(st.text(alphabet=string.printable + "−∗ﬁ–ä½²\u2009", max_size=40))
def test_folding_keeps_digits_and_is_done_once(text: str) -> None:
    folded = numbers.fold(text)
    assert [c for c in folded if c.isdigit()] == [c for c in text if c.isdigit()]
    assert numbers.fold(folded) == folded


@given(
    st.floats(0.001, 99),
    st.floats(0.001, 99),
    st.sampled_from(["{:.3f}-{:.3f}", "{:.2f}({:.2f})", "({:.2f})({:.2f})"]),
)
def test_two_numbers_printed_without_a_space_are_cut_between_them(a: float, b: float, form: str) -> None:
    text = form.format(a, b)
    (cut,) = numbers.fused_at(text)
    assert numbers.is_number(text[:cut])
    assert numbers.is_number(text[cut:])


def test_long_runs_of_digits_are_refused_at_once() -> None:
    assert not numbers.is_value("123 " * 10_000 + "x")


def test_intervals_that_stand_close_are_parted_between_their_brackets() -> None:
    assert numbers.fused_at("(1.05-1.33)(1.04-1.43)(0.90-1.32)") == [11, 22]
    assert numbers.fused_at("(1.05-1.33)") == []
