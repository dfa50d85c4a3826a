"""What an estimate is an effect on, where labels name programmes or people (synthetic tables)."""

from finding_tables import read_table

from almpo.evidence.vocabulary import OutcomeGroup as Group

SE = "Standard errors in parentheses."


def groups(rows: str, caption: str, **fields: object) -> list[Group | None]:
    return [f.outcome_group for f in read_table(rows, caption=caption, note=SE, **fields)]


def test_columns_that_are_programmes_leave_the_outcome_to_the_panel() -> None:
    rows = (
        "| Job club | Vocational course\nPanel A: Registered unemployed\n"
        "After 6 months | 0.10 | 0.20\n | (0.05) | (0.05)"
    )
    assert groups(rows, "Effects of programmes") == [Group.UNEMPLOYMENT_DURATION] * 2


def test_a_wage_subsidy_is_no_wage() -> None:
    rows = "| Training | Wage subsidy\nEmployment rate | 0.10 | 0.20\n | (0.05) | (0.05)"
    assert groups(rows, "Average treatment effects") == [Group.EMPLOYMENT] * 2


def test_what_groups_are_told_apart_by_is_no_outcome() -> None:
    rows = "| ATT\nShort | 0.10\n | (0.05)\nLong | 0.20\n | (0.05)"
    caption = "Effects on employment by time in unemployment before the programme"
    assert groups(rows, caption) == [Group.EMPLOYMENT] * 2


def test_rows_for_people_are_no_outcomes() -> None:
    rows = (
        "| Effect\nNo school degree | 0.10\n | (0.05)\nSchool degree | 0.20\n | (0.05)\nAll | 0.15\n | (0.04)"
    )
    assert groups(rows, "Effects on employment") == [Group.EMPLOYMENT] * 3
