"""Rows and their labels."""

from typing import Any

from almpo.ingestion.tables.columns import Column
from almpo.ingestion.tables.lines import build_lines
from almpo.ingestion.tables.rows import Row, build_rows

COLUMNS = [Column(190, 240), Column(270, 320)]
CENTRES = [215, 295]


def _rows(sheet: Any, rules: tuple[float, ...] = ()) -> list[tuple[str, list[str]]]:
    return [(row.label_text, _cells(row)) for row in build_rows(build_lines(sheet.tokens), COLUMNS, rules)]


def _cells(row: Row) -> list[str]:
    return [" ".join(c.text for c in row.cells.get(column, [])) for column in (1, 2)]


def test_uncertainties_are_rows_without_label(sheet: Any) -> None:
    sheet.row(100, "Women", ["0.12*", "0.34"], CENTRES)
    sheet.row(112, "", ["(0.05)", "(0.06)"], CENTRES)
    assert _rows(sheet) == [("Women", ["0.12*", "0.34"]), ("", ["(0.05)", "(0.06)"])]


def test_a_label_beside_the_uncertainties_goes_on_from_the_line_above(sheet: Any) -> None:
    sheet.row(100, "Reform 1: Monitoring,", ["0.12*", "0.34"], CENTRES)
    sheet.row(112, "UI recipients", ["(0.05)", "(0.06)"], CENTRES)
    sheet.row(124, "Women", ["0.2", "0.3"], CENTRES)
    sheet.row(136, "Std. error", ["(0.1)", "(0.1)"], CENTRES)
    labels = [label for label, _ in _rows(sheet)]
    assert labels == ["Reform 1: Monitoring, UI recipients", "", "Women", "Std. error"]


def test_a_label_at_half_height_belongs_to_the_estimates_above(sheet: Any) -> None:
    sheet.row(100, "", ["0.12", "0.34"], CENTRES)
    sheet.print(60, 105.5, "Women")
    sheet.row(111, "", ["(0.05)", "(0.06)"], CENTRES)
    assert _rows(sheet) == [("Women", ["0.12", "0.34"]), ("", ["(0.05)", "(0.06)"])]


def test_a_label_above_and_below_the_height_of_its_numbers_is_whole(sheet: Any) -> None:
    sheet.print(60, 100, "Participation in")
    sheet.row(106, "", ["0.12", "0.34"], CENTRES)
    sheet.print(60, 112, "training")
    assert _rows(sheet) == [("Participation in training", ["0.12", "0.34"])]


def test_heads_of_panels_and_groups_are_rows_of_their_own(sheet: Any) -> None:
    sheet.print(60, 100, "Panel A: Men")
    sheet.row(112, "Treated", ["0.12", "0.34"], CENTRES)
    sheet.print(60, 124, "Denmark")
    sheet.row(136, "t = 1", ["0.12", "0.34"], CENTRES)
    sheet.print(60, 148, "Education")
    sheet.print(70, 160, "Primary school only here")
    for x, cell in zip(CENTRES, ["1", "2"], strict=True):
        sheet.print(x, 160, cell, "centre")
    labels = [label for label, _ in _rows(sheet)]
    assert labels == ["Panel A: Men", "Treated", "Denmark", "t = 1", "Education", "Primary school only here"]


def test_labels_that_did_not_fit_on_a_line_are_put_together(sheet: Any) -> None:
    sheet.row(100, "Yearly average benefits", ["1", "2"], CENTRES)
    sheet.print(60, 112, "10 years")
    sheet.row(124, "Yearly average benefit", ["3", "4"], CENTRES)
    assert [label for label, _ in _rows(sheet)] == [
        "Yearly average benefits 10 years",
        "Yearly average benefit",
    ]


def test_lines_between_the_same_ruled_lines_are_one_row(sheet: Any) -> None:
    for y, name in ((100, "Experimental"), (130, "Observational")):
        sheet.row(y, name, ["185", "260"], CENTRES)
        sheet.print(60, y + 12, "(full sample)")
    rows = _rows(sheet, rules=(88, 118, 148))
    assert rows == [
        ("Experimental (full sample)", ["185", "260"]),
        ("Observational (full sample)", ["185", "260"]),
    ]


def test_a_label_that_runs_into_the_first_column_is_cut_before_the_number(sheet: Any) -> None:
    sheet.print(60, 100, "More than ten years later 0.446")
    sheet.print(295, 100, "0.5", "centre")
    assert _rows(sheet) == [("More than ten years later", ["0.446", "0.5"])]
