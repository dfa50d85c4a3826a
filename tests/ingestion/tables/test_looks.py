"""Looks of tables found in reports of many kinds, on made-up (synthetic) pages."""

from typing import Any

from almpo.evidence.documents import Table
from almpo.ingestion.layout import Rule
from almpo.ingestion.tables.reader import read_tables

CENTRES = (230, 310, 390)


def _read(sheet: Any) -> Table:
    (table,) = read_tables("d", [sheet.layout()])
    return table


def _rows(sheet: Any, y: float, *labels: str) -> float:
    for number, label in enumerate(labels, start=1):
        sheet.row(y, label, [f"{number}.2", f"0.{number}1", f"({number}.05)"], CENTRES)
        y += 13
    return y


def test_a_line_under_the_heads_alone_does_not_make_them_caption(sheet: Any, column_heads: Any) -> None:
    sheet.print(60, 100, "Table 1: Effects of training")
    sheet.print(230, 118, "Effect", "centre")
    sheet.print(310, 118, "P-Value", "centre")
    sheet.print(390, 118, "Error", "centre")
    sheet.rule(58, 440, 123)
    _rows(sheet, 135, "Men", "Women", "All")
    table = _read(sheet)
    assert table.caption == "Table 1: Effects of training"
    assert column_heads(table) == ["", "Effect", "P-Value", "Error"]


def test_heads_a_little_more_than_a_word_apart_are_several(sheet: Any, column_heads: Any) -> None:
    sheet.print(60, 100, "Table 1: Effects of training")
    x = 200.0
    for head in ("Programme group", "Comparison group", "Difference"):
        x = sheet.print(x, 118, head) + 8.5  # between words there are 5 points
    sheet.rule(58, 440, 123)
    for number, label in enumerate(("Men", "Women", "All")):
        sheet.row(135 + 13 * number, label, ["5.2", "4.1", "1.1"], (238, 324, 395))
    table = _read(sheet)
    assert column_heads(table) == ["", "Programme group", "Comparison group", "Difference"]


def test_a_head_over_two_columns_stands_above_heads_without_a_line_over_them(
    sheet: Any, column_heads: Any
) -> None:
    sheet.print(60, 100, "Table 1: Effects of training")
    sheet.print(350, 120, "95% interval", "centre")
    sheet.row(132, "Month", ["Effect", "Lower", "Upper"], CENTRES)
    sheet.rule(58, 440, 137)
    _rows(sheet, 149, "Men", "Women", "All")
    table = _read(sheet)
    assert table.caption == "Table 1: Effects of training"
    assert column_heads(table)[2:] == ["95% interval | Lower", "95% interval | Upper"]


def test_rows_of_words_do_not_hide_the_note(sheet: Any) -> None:
    sheet.print(60, 100, "Table 1: Effects of training")
    sheet.row(118, "", ["A", "B", "C"], CENTRES)
    y = _rows(sheet, 131, "Men", "Women", "All")
    sheet.print(60, y, "Sample size (total = 3,012)")
    sheet.print(60, y + 22, "NOTES: Standard errors in parentheses.", size=8)
    assert "NOTES: Standard errors in parentheses." in _read(sheet).note


def test_the_note_may_follow_a_caption_below(sheet: Any) -> None:
    sheet.row(118, "", ["A", "B", "C"], CENTRES)
    y = _rows(sheet, 131, "Men", "Women", "All")
    sheet.print(60, y + 6, "Table 1: Effects of training")
    sheet.print(60, y + 24, "Standard errors in parentheses.", size=8)
    table = _read(sheet)
    assert (table.label, table.note) == ("Table 1", "Standard errors in parentheses.")


def test_the_last_label_may_go_on_below_its_numbers(sheet: Any) -> None:
    sheet.print(60, 100, "Table 1: Effects of training")
    sheet.row(118, "", ["A", "B", "C"], CENTRES)
    y = _rows(sheet, 131, "Men", "Women", "Effective observations")
    sheet.print(60, y, "right of it")
    table = _read(sheet)
    assert table.grid()[-1][0] == "Effective observations right of it"


def test_a_panel_title_under_heads_and_in_the_middle_is_no_head(sheet: Any) -> None:
    sheet.print(60, 100, "Table 1: Effects of training")
    sheet.row(118, "", ["A", "B", "C"], CENTRES)
    sheet.print(250, 131, "Employment", "centre")
    y = _rows(sheet, 144, "Men", "Women of any age")
    sheet.print(250, y, "Monthly pay", "centre")
    _rows(sheet, y + 13, "Men", "Women of any age")
    table = _read(sheet)
    labels = [row[0] for row in table.grid()[table.header_rows :]]
    assert labels == ["Employment", "Men", "Women of any age", "Monthly pay", "Men", "Women of any age"]


def test_a_title_before_labels_that_repeat_is_no_second_line_of_a_label(sheet: Any) -> None:
    sheet.print(60, 100, "Table 1: Effects of training")
    sheet.row(118, "", ["A", "B", "C"], CENTRES)
    y = _rows(sheet, 131, "6 months later", "12 months later")
    sheet.print(60, y, "Time unemployed")
    _rows(sheet, y + 13, "6 months later", "12 months later")
    labels = [row[0] for row in _read(sheet).grid()[1:]]
    assert labels == [
        "6 months later",
        "12 months later",
        "Time unemployed",
        "6 months later",
        "12 months later",
    ]


def test_intervals_of_neighbouring_cells_are_two_cells(sheet: Any) -> None:
    sheet.print(60, 100, "Table 1: Effects of training")
    sheet.row(118, "", ["A", "B"], (230, 306))
    for y, label in ((131, "Men"), (157, "Women")):
        sheet.row(y, label, [".069", ".106"], (230, 306))
        sheet.row(y + 13, "", ["[.026, .112]", "[.055, .157]"], (230, 294))
    assert _read(sheet).grid()[2][1:] == ["[.026, .112]", "[.055, .157]"]


def test_lines_down_the_table_do_not_cut_words_in_merged_cells(sheet: Any) -> None:
    sheet.print(60, 100, "Table 1: Effects of training")
    sheet.row(118, "", ["A", "B", "C"], CENTRES)
    sheet.row(131, "Men", ["1.2", "0.11", "0.05"], CENTRES)
    sheet.print(150, 144, "Time spent in unemployment")
    sheet.row(157, "Men", ["2.2", "0.21", "0.15"], CENTRES)
    sheet.row(170, "Women", ["3.2", "0.31", "0.25"], CENTRES)
    for x in (190, 270, 350):
        for y0, y1 in ((108, 134), (147, 173)):  # not beside the merged cell
            sheet.rules.append(Rule(x, y0, x + 0.5, y1))
    assert ["Time spent in unemployment", "", "", ""] in _read(sheet).grid()
