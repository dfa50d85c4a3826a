"""Rows and columns that are effects of a programme, told from those beside them."""

import pytest
from finding_tables import read_table

NOTE = "Standard errors in parentheses. *** p<0.01, ** p<0.05, * p<0.1."


def regression(*labels: str) -> str:
    return "| (1)\n" + "\n".join(f"{label} | 0.1{n}\n | (0.05)" for n, label in enumerate(labels))


def shown(rows: str, **fields: object) -> list[str | None]:
    return [f.row_label for f in read_table(rows, note=NOTE, **fields) if f.treatment_effect is not False]


def test_arms_that_no_list_knows_are_shown_in_a_short_table():
    assert shown(regression("E-mail", "Zebra", "Vacancies")) == ["E-mail", "Zebra", "Vacancies"]


def test_unknown_rows_among_controls_are_not():
    labels = ["Programme", "Age", "Female", "Married", "Zebra", "Constant"]
    assert shown(regression(*labels), caption="Regression results") == ["Programme"]


def test_the_effect_of_a_difference_in_differences_is_the_interaction():
    assert shown(regression("Treated", "Post", "Treated × Post")) == ["Treated × Post"]
    assert shown(regression("Programm", "danach", "Programm × danach")) == ["Programm × danach"]


def test_interactions_with_groups_are_differences_between_effects():
    labels = ["Encouraged", "Encouraged × China (.03)", "Encouraged × Russia (.12)"]
    assert shown(regression(*labels)) == ["Encouraged"]


def test_colons_in_names_are_no_interactions():
    rows = "Outcome | Treated | Control | Difference | SE\nHealth: mental | 0.5 | 0.4 | 0.1 | 0.05"
    assert shown(rows, caption="Results") == ["Health: mental"]


def test_constants_are_effects_only_in_tables_of_group_effects():
    assert shown(regression("Constant", "Female"), caption="Group average treatment effects") == ["Constant"]
    assert shown(regression("Training", "Constant"), caption="Effects on employment") == ["Training"]


def test_subgroups_are_no_controls():
    rows = "Group | Effect | SE\nAll | 0.1 | 0.05\nMen | 0.2 | 0.05\nWomen | 0.3 | 0.05"
    assert shown(rows, caption="Effects by gender") == ["All", "Men", "Women"]


def test_the_difference_between_groups_is_no_effect():
    rows = "Group | Coefficient | SE\nWomen | 0.2 | 0.1\nMen | 0.1 | 0.1\nDifference, women − men | 0.1 | 0.1"
    assert shown(rows, caption="Effects by gender") == ["Women", "Men"]


@pytest.mark.parametrize(
    "head", ["Placebo period", "First stage", "Pre-training year", "Proportion sanctioned", "Primera etapa"]
)
def test_columns_of_other_things(head):
    found = read_table(f"| {head} | Reform period\nTreated | 0.1 | 0.2\n | (0.05) | (0.06)", note=NOTE)
    assert [f.treatment_effect for f in found] == [False, True]


def test_a_caption_that_names_two_things_does_not_condemn_both():
    found = read_table(
        "| Primera etapa | Empleo\nGana el sorteo | 0.71*** | 0.06**\n | (0.01) | (0.02)",
        caption="Primera etapa y efecto de ganar el sorteo",
        note=NOTE,
    )
    assert [f.treatment_effect for f in found] == [False, True]


def test_differences_in_characteristics_are_balance():
    rows = """
    Merkmal | Teilnehmer | Vergleich | Differenz | p
    Alter | 33.1 | 33.4 | -0.3 | 0.41
    Frauen | 0.48 | 0.47 | 0.01 | 0.77
    Ausländer | 0.12 | 0.13 | -0.01 | 0.60
    """
    assert shown(rows, caption="Tabelle 2") == []


def test_columns_of_a_selection_model_beside_means_are_none():
    rows = "\n".join(
        [
            "| Treated | Control | Selection model: estimate | Std. Er.",
            *(f"{label} | 0.20 | 0.16 | 0.0910*** | (0.0120)" for label in ("All", "Men", "Women")),
        ]
    )
    assert shown(rows, caption="Estimates for the selection model") == []
