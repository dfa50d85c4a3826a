"""Heads of columns."""

from typing import Any

from almpo.ingestion.tables.columns import Column
from almpo.ingestion.tables.heads import build_heads
from almpo.ingestion.tables.lines import build_lines

COLUMNS = [Column(195, 225), Column(275, 305), Column(355, 385), Column(435, 465)]
CENTRES = [210, 290, 370, 450]


def _heads(sheet: Any) -> list[tuple[int, str, int, int]]:
    """(level, text, first, last), highest and leftmost first."""
    heads = build_heads(build_lines(sheet.tokens), COLUMNS, sheet.rules)
    return sorted(((h.level, h.text, h.first, h.last) for h in heads), key=lambda h: (-h[0], h[2]))


def _print_row(sheet: Any, y: float, texts: list[str], xs: list[float] | None = None) -> None:
    for x, text in zip(xs or CENTRES, texts, strict=True):
        sheet.print(x, y, text, "centre")


def test_a_ruled_line_says_over_which_columns_a_head_stands(sheet: Any) -> None:
    _print_row(sheet, 100, ["Men", "Women"], [230, 430])
    sheet.rule(195, 305, 104)
    sheet.rule(355, 465, 104)
    _print_row(sheet, 120, ["(1)", "(2)", "(3)", "(4)"])
    assert _heads(sheet)[:2] == [(1, "Men", 1, 2), (1, "Women", 3, 4)]


def test_without_rules_heads_stand_in_the_middle_of_their_columns(sheet: Any) -> None:
    _print_row(sheet, 100, ["All", "Women"], [210, 370])
    _print_row(sheet, 120, ["OLS", "OLS", "IV", "RF"])
    assert _heads(sheet)[:2] == [(1, "All", 1, 1), (1, "Women", 2, 4)]


def test_a_head_over_all_columns_is_not_the_first_line_of_the_one_in_the_middle(new_sheet: Any) -> None:
    sheet = new_sheet()
    columns = COLUMNS[:3]
    sheet.print(290, 100, "Employment", "centre")
    _print_row(sheet, 112, ["OLS", "IV", "RF"], CENTRES[:3])
    heads = build_heads(build_lines(sheet.tokens), columns, ())
    assert {(h.text, h.first, h.last) for h in heads} == {
        ("Employment", 1, 3),
        ("OLS", 1, 1),
        ("IV", 2, 2),
        ("RF", 3, 3),
    }


def test_wrapped_heads_are_put_together_also_when_their_lines_are_at_odd_heights(sheet: Any) -> None:
    _print_row(sheet, 100, ["Control for"], [370])
    _print_row(sheet, 106, ["Group-"], [290])
    _print_row(sheet, 112, ["Baseline", "month"], [210, 370])
    _print_row(sheet, 118, ["specific"], [290])
    _print_row(sheet, 130, ["(1)", "(2)", "(3)", "(4)"])
    assert [head[1] for head in _heads(sheet) if head[0] == 1] == [
        "Baseline",
        "Group- specific",
        "Control for month",
    ]


def test_numbers_of_columns_are_the_lowest_level_of_all(sheet: Any) -> None:
    _print_row(sheet, 100, ["Employed", "Earnings"], [210, 290])
    _print_row(sheet, 130, ["(1)", "(2)", "(3)", "(4)"])
    assert [h for h in _heads(sheet) if h[0] == 0] == [(0, f"({i})", i, i) for i in range(1, 5)]


def test_heads_that_nearly_touch_are_told_apart(sheet: Any) -> None:
    _print_row(sheet, 100, ["Sanctions UI", "Training AS", "All effects"], [210, 290, 370])
    assert [(h[1], h[2]) for h in _heads(sheet)] == [
        ("Sanctions UI", 1),
        ("Training AS", 2),
        ("All effects", 3),
    ]


def test_the_stub_is_the_head_of_the_row_labels(sheet: Any) -> None:
    sheet.print(60, 100, "Outcome")
    _print_row(sheet, 100, ["(1)", "(2)", "(3)", "(4)"])
    assert (0, "Outcome", 0, 0) in _heads(sheet)
