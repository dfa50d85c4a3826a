"""Each estimate keeps its own uncertainty, cases and means, wherever they are printed."""

import pytest
from finding_tables import make_table, read_table

from almpo.extraction.grid import read_grid
from almpo.extraction.pairing import find_estimates
from almpo.extraction.roles import Role

SE = "Standard errors in parentheses."


def test_rows_of_errors_p_values_and_intervals():
    found = read_table(
        """
        | (1)
        Treated | 0.50
        Standard error | 0.20
        p-value | 0.012
        95% CI | 0.11 0.89
        """
    )
    assert [(f.se, f.p, f.ci_low, f.ci_high) for f in found] == [(0.2, 0.012, 0.11, 0.89)]


def test_errors_in_parentheses_and_p_values_in_brackets():
    found = read_table("| (1)\nTreated | 0.50\n | (0.20)\n | [0.012]", note=f"{SE} p-values in brackets.")
    assert [(f.se, f.p) for f in found] == [(0.2, 0.012)]


def test_columns_of_errors_and_cases():
    found = read_table("| ATT | SE | p | N\nTraining | 0.12 | 0.05 | 0.016 | 1,204")
    assert [(f.estimate, f.se, f.p, f.n, f.se_printed_in) for f in found] == [
        (0.12, 0.05, 0.016, 1204, "other")
    ]


def test_interval_ends_in_two_columns():
    found = read_table("| ATT | IC 95% inf. | IC 95% sup.\nPrograma | 1794 | 555 | 3033")
    assert [(f.estimate, f.ci_low, f.ci_high) for f in found] == [(1794, 555, 3033)]


def test_a_head_that_the_note_explains():
    found = read_table("Gruppe | Effekt | SF\nFrauen | 24,6 | 13,6", note="Bootstrap-Standardfehler (SF).")
    assert [(f.estimate, f.se) for f in found] == [(24.6, 13.6)]


def test_two_estimates_in_a_cell_take_their_own_errors():
    found = read_table("| (1)\nTreated | 0.12 0.30\n | (0.05) (0.10)", note=SE)
    assert [(f.estimate, f.se) for f in found] == [(0.12, 0.05), (0.3, 0.1)]
    assert len({f.id for f in found}) == 2


def test_a_label_that_goes_on_beside_the_errors():
    found = read_table("| (1)\nReform 1: Monitoring and | 0.11\nsanctions | (0.07)", note=SE)
    assert [f.row_label for f in found] == ["Reform 1: Monitoring and sanctions"]


def test_cases_of_each_panel():
    found = read_table(
        """
        | (1)
        Panel A: Men |
        Treated | 0.1
         | (0.05)
        N | 1,000
        Panel B: Women |
        Treated | 0.2
         | (0.05)
        N | 2,000
        """,
        note=SE,
    )
    assert [(f.panel, f.n) for f in found] == [("Panel A: Men", 1000), ("Panel B: Women", 2000)]


def test_cases_that_span_columns():
    found = read_table("| A | B\nTreated | 0.1 | 0.2\n | (0.05) | (0.06)\nN | 1,000 >2 |", note=SE)
    assert [f.n for f in found] == [1000, 1000]


def test_cases_of_two_groups_beside_their_means():
    grid = read_grid(
        make_table(
            "Outcome | Treated | Control | Difference | SE | n1 | n2\nJob | 0.5 | 0.4 | 0.1 | 0.05 | 21 | 22"
        )
    )
    (estimate,) = find_estimates(grid)
    related = {role: spot.number.value for role, spot in estimate.related.items()}
    assert related == {
        Role.N_TREATED: 21,
        Role.N_CONTROL: 22,
        Role.CONTROL_MEAN: 0.4,
        Role.MEAN_TREATED: 0.5,
    }


@pytest.mark.parametrize("rows", ["| (1)\n | (0.05)", "|\n|", "| (1)\nTreated | –", "| (1)\nTreated | Yes"])
def test_tables_without_estimates(rows):
    assert read_table(rows) == []
