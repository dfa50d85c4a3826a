"""The kind of an uncertainty follows from label, form, note and arithmetic, in that order of trust."""

from finding_tables import read_table

STARS = "*** p<0.01, ** p<0.05, * p<0.1."


def test_a_copied_note_is_overruled_by_arithmetic():
    found = read_table(
        "| A | B | C | D\nTreated | 0.50*** | 0.20 | 0.30** | -0.40**\n | (5.00) | (1.10) | (2.20) | (-2.30)",
        note=f"Standard errors are clustered. {STARS}",
    )
    assert [f.t for f in found] == [5.0, 1.1, 2.2, -2.3]
    assert all(f.se is None for f in found)


def test_a_second_value_of_unknown_kind_is_a_p_value_if_it_can_be():
    found = read_table("| A | B\nTreated | 0.5 | 0.2\n | (0.2) | (0.2)\n | [0.01] | [0.32]")
    assert [(f.se, f.p) for f in found] == [(0.2, 0.01), (0.2, 0.32)]


def test_standard_deviations_are_no_standard_errors():
    found = read_table("| A\nIncome | 500.2\n | (120.4)", note="Standard deviations in parentheses.")
    assert [(f.se, f.t, f.p) for f in found] == [(None, None, None)]


def test_how_sure_the_kind_is_goes_with_the_reading():
    noted = read_table("| A\nTreated | 0.5\n | (0.2)", note="Standard errors in parentheses.")[0]
    silent = read_table("| A\nTreated | 0.5\n | (0.2)")[0]
    assert noted.readings["se"].confidence > silent.readings["se"].confidence
    assert noted.confidence > silent.confidence
