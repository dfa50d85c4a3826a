import pytest
from hypothesis import given
from hypothesis import strategies as st

from almpo.synthesis.canonical import canonical, contains, displayed


@pytest.mark.parametrize(
    ("printed", "shown"),
    [
        ("an eﬀect of\n2.0 points", "an effect of 2.0 points"),
        ("long-\nterm unem-\nployed", "long-term unemployed"),
        ("eine Ände\u00adrung um −0,5", "eine Änderung um -0,5"),
        ("cafe\u0301", "café"),
    ],
)
def test_setting_makes_no_difference(printed: str, shown: str) -> None:
    assert canonical(printed) == canonical(shown)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2.0", "2,0"),
        ("-0.5", "0.5"),
        ("m²", "m2"),
        ("Effect", "effect"),
        ("10 000", "10000"),
        ("2012-2015", "20122015"),
        ("has no effect", "has an effect"),
    ],
)
def test_digits_signs_and_words_do(one: str, other: str) -> None:
    assert canonical(one) != canonical(other)


@pytest.mark.parametrize(
    ("whole", "part"),
    [
        ("rose by 14.6 points", "4.6 points"),
        ("fell by -0.3", "0.3"),
        ("a gain of 2.5", "a gain of 2"),
        ("in 12,345 cases", "12"),
        ("ineffective", "effective"),
        ("it rose by 31", "it rose by 3"),
    ],
)
def test_a_part_never_cuts_a_number_or_word(whole: str, part: str) -> None:
    assert not contains(whole, part)


def test_a_part_may_stand_at_the_end_of_a_range_or_sentence() -> None:
    assert contains("from 2012-2015.", "2015")
    assert contains("It rose by 4.6. Then it fell.", "It rose by 4.6")
    assert contains("4.6 here, and 14.6 there", "4.6")


@given(st.text())
def test_canonical_and_displayed_settle(text: str) -> None:
    assert canonical(canonical(text)) == canonical(text)
    assert canonical(displayed(text)) == canonical(text)
