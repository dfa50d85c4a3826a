"""The score of table reading."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from almpo.evaluation.cells import GoldTable, divided, is_numeric, read_gold, score_cells

GOLD = """@ paper.pdf 3 paren=se
Employed | 0.12** | -0.03
 | (0.05) | (0.04)
Observations | 1,722 | 1,145
@ paper 4 paren=se inline
Women | 0.5 (0.1) | 31
"""


@pytest.fixture
def gold(tmp_path: Path) -> list[GoldTable]:
    path = tmp_path / "cells.txt"
    path.write_text(GOLD, encoding="utf-8")
    return read_gold(path)


READ = {
    "paper:3": [
        [
            ["", "(1)", "2019"],
            ["Employed", "0.12∗∗", "−0.03"],
            ["", "(0.05)", "(0.04)"],
            ["Observations", "1,722", "1,145"],
        ]
    ],
    "paper:4": [[["Women", "0.5", "(0.1)", "31"]]],
}


def test_a_faultless_reading(gold: list[GoldTable]) -> None:
    score = score_cells(gold, READ)
    assert (score.precision, score.recall, score.pair, score.label) == (1, 1, 1, 1)
    assert (score.full, score.tables, score.gold) == (2, 2, 9)


def test_one_cell_in_the_wrong_column(gold: list[GoldTable]) -> None:
    table = [list(row) for row in READ["paper:3"][0]]
    table[2] = ["", "(0.04)", "(0.05)"]
    score = score_cells(gold, {**READ, "paper:3": [table]})
    assert score.gold - score.right == 2
    assert score.pairs - score.pairs_right == 2
    assert score.full == 1


def test_a_lost_row_label_and_a_lost_table(gold: list[GoldTable]) -> None:
    table = [list(row) for row in READ["paper:3"][0]]
    table[1][0] = ""
    score = score_cells(gold, {"paper:3": [table]})
    assert (score.labels_right, score.labels) == (1, 3)
    assert (score.right, score.gold) == (6, 8)  # undivided, the lost table has two cells
    assert score.precision == 1


def test_false_cells_cost_precision(gold: list[GoldTable]) -> None:
    table = [*READ["paper:3"][0], ["Extra", "9.9", "8.8"]]
    score = score_cells(gold, {**READ, "paper:3": [table]})
    assert score.recall == 1
    assert score.precision == pytest.approx(9 / 11)


def test_cells_that_hold_several_lines_are_rows() -> None:
    assert divided([["Women\nall", "0.1\n(0.2)", "0.3\n(0.4)"]]) == [
        ["Women", "0.1", "0.3"],
        ["all", "(0.2)", "(0.4)"],
    ]


@given(st.floats(-999, 999, allow_nan=False), st.sampled_from(["{}", "({})", "{}***", "[{}]"]))
def test_numbers_are_numeric_and_column_numbers_are_not(value: float, form: str) -> None:
    assert is_numeric(form.format(f"{value:.3f}"))
    assert not is_numeric("(2)")
    assert not is_numeric("Women")
