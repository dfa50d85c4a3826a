"""Rows and columns are known by their words, their form, and sums that hold over them."""

import pytest
from finding_tables import make_table

from almpo.extraction.folding import fold
from almpo.extraction.grid import read_grid
from almpo.extraction.pairing import find_estimates
from almpo.extraction.roles import Role, column_roles, named_role


@pytest.mark.parametrize(
    ("label", "role"),
    [
        ("SE", Role.SE),
        ("Robust SE", Role.SE),
        ("Std. Err.", Role.SE),
        ("Standardfehler", Role.SE),
        ("(erreur-type)", Role.SE),
        ("p-value", Role.P),
        ("p-Wert", Role.P),
        ("P>|t|", Role.P),
        ("t-stat", Role.T),
        ("t-Wert", Role.T),
        ("95% CI", Role.CI),
        ("IC 95% inf.", Role.CI_LOW),
        ("95%-KI obere Grenze", Role.CI_HIGH),
        ("Standaardfout", Role.SE),
        ("Směrodatná chyba", Role.SE),
        ("Eroare standard", Role.SE),
        ("Стандартна грешка", Role.SE),
        ("Τυπικό σφάλμα", Role.SE),
        ("p-värde", Role.P),
        ("Training", None),
        ("Difference", None),
        ("Participation", None),
    ],
)
def test_labels_that_name_an_uncertainty(label, role):
    assert named_role(fold(label)) is role


@pytest.mark.parametrize(
    ("label", "role"),
    [
        ("Observations", Role.N),
        ("No. individuals", Role.N),
        ("Beobachtungen", Role.N),
        ("Liczba obserwacji", Role.N),
        ("# of treat", Role.N_TREATED),
        ("Vergleichspersonen", Role.N_CONTROL),
    ],
)
def test_counts_stand_for_their_column(label, role):
    found = find_estimates(read_grid(make_table(f" | (1)\nTreated | 0.10\n | (0.05)\n{label} | 1,234")))
    assert [estimate.row_label for estimate in found] == ["Treated"]
    assert found[0].related[role].number.value == 1234


@pytest.mark.parametrize(
    "label",
    [
        "Control group mean",
        "Reference Mean",
        "Mittelwert ohne Programm",
        "Mean, not offered",
        "Moyenne sous le seuil",
        "Średnia grupy porównawczej",
    ],
)
def test_means_of_the_controls(label):
    found = find_estimates(read_grid(make_table(f" | (1)\nTreated | 0.10\n | (0.05)\n{label} | 0.42")))
    assert len(found) == 1
    assert found[0].related[Role.CONTROL_MEAN].number.value == 0.42


@pytest.mark.parametrize(
    ("label", "cells"),
    [
        ("R-squared", "0.12"),
        ("Adj. R²", "0.12"),
        ("Region FE", "Yes"),
        ("Caseworker Fixed Effects", "1"),
        ("Mean of DV", "0.585"),
        ("p-value: T1 = T2", "0.34"),
        ("F-statistic", "5.46***"),
        ("Control SD", "0.41"),
        ("Clusters", "34"),
    ],
)
def test_what_stands_at_the_foot_is_no_estimate(label, cells):
    found = find_estimates(read_grid(make_table(f" | (1)\nTreated | 0.10\n | (0.05)\n{label} | {cells}")))
    assert [estimate.row_label for estimate in found] == ["Treated"]
    assert Role.CONTROL_MEAN not in found[0].related


def roles_of(grid):
    block = grid.blocks[0]
    return list(column_roles(block, block.rows, {}).values())


def test_sums_find_a_difference_whatever_its_name():
    grid = read_grid(
        make_table(
            """
            Outcome | Town A | Town B | A vs. B | SE
            Employed | 0.585 | 0.068 | 0.517 | 0.049
            Income | 0.570 | 0.502 | 0.068 | 0.035
            Security | 0.572 | 0.453 | 0.119 | 0.037
            """
        )
    )
    assert roles_of(grid) == [Role.MEAN_TREATED, Role.CONTROL_MEAN, Role.DIFFERENCE, Role.SE]


def test_sums_that_hold_by_design_make_no_means():
    """In a difference-in-differences table the last column is a difference, but all are estimates."""
    grid = read_grid(
        make_table(
            """
             | Before | After | With covariates
            PSID | -15997 | -15578 | 419
            CPS | -10585 | -8870 | 1715
            Other | -4321 | -4095 | 226
            """
        )
    )
    assert roles_of(grid) == [Role.ESTIMATE, Role.ESTIMATE, Role.ESTIMATE]


def test_a_column_headed_p_with_large_values_holds_no_p_values():
    grid = read_grid(make_table(" | Effect | p\nA | 0.2 | 3.1\nB | 0.3 | 2.2"))
    assert roles_of(grid) == [Role.ESTIMATE, Role.ESTIMATE]


def test_wrapped_columns_are_uncertainty():
    grid = read_grid(
        make_table(
            " | CPS >2 | | PSID >2\nOLS | 1794 | (671) | 306 | (986)\nIPW | 1224 | (690) | 665 | (899)"
        )
    )
    assert roles_of(grid) == [Role.ESTIMATE, Role.UNCERTAINTY, Role.ESTIMATE, Role.UNCERTAINTY]


@pytest.mark.parametrize("label", ["t = 0", "t = -4", "t+1", "k = 3", "t-2", "t = +2"])
def test_periods_of_an_event_study_are_no_t_values(label: str) -> None:
    assert named_role(label) is None


def test_columns_named_lower_and_upper_are_interval_ends_where_they_enclose_the_estimate() -> None:
    rows = "| Effect | Lower | Upper\nYear 1 | 1.8 | 0.4 | 3.2\nYear 2 | -3.2 | -5.2 | -1.2\nYear 3 | 0.8 | -0.6 | 2.2"
    (block,) = read_grid(make_table(rows)).blocks
    assert column_roles(block, block.rows, {}) == {1: Role.ESTIMATE, 2: Role.CI_LOW, 3: Role.CI_HIGH}


def test_columns_for_lower_and_upper_groups_are_estimates() -> None:
    rows = "| All | Lower educated | Upper educated\nA | 1.8 | 2.4 | 3.2\nB | -3.2 | -5.2 | -1.2"
    (block,) = read_grid(make_table(rows)).blocks
    assert set(column_roles(block, block.rows, {}).values()) == {Role.ESTIMATE}


def test_whole_numbers_alone_among_rows_with_errors_are_no_estimates() -> None:
    rows = "| A | B\nTreated | 0.04 | 0.12\n | (0.02) | (0.05)\nVisited firms | 1,204 | 902"
    found = find_estimates(read_grid(make_table(rows)), {})
    assert {estimate.row_label for estimate in found} == {"Treated"}
