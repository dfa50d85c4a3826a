"""Whole pages to tables."""

import random
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from almpo.evidence.documents import Table
from almpo.ingestion.layout import PageLayout
from almpo.ingestion.tables.export import cells_by_page
from almpo.ingestion.tables.reader import read_tables

CENTRES = (230, 310, 390)
ROWS = [
    ("Employment", ["0.12**", "-0.03", "0.34***"]),
    ("", ["(0.05)", "(0.04)", "(0.06)"]),
    ("Earnings", ["102.5", "-33.1", "87.0*"]),
    ("", ["(55.2)", "(41.0)", "(45.3)"]),
    ("Observations", ["1,722", "1,145", "480"]),
]
GRID = [[label, *cells] for label, cells in ROWS]


def _print_table(
    sheet: Any, y: float, caption: str = "Table 3: Effects of training", *, rules: bool = True, note: str = ""
) -> float:
    if caption:
        sheet.print(60, y, caption)
    if rules:
        sheet.rule(58, 440, y + 8)
    sheet.row(y + 20, "", ["Men", "Women", "All"], CENTRES)
    if rules:
        sheet.rule(58, 440, y + 26)
    y += 38
    for label, cells in ROWS:
        sheet.row(y, label, cells, CENTRES)
        y += 13
    if rules:
        sheet.rule(58, 440, y - 6)
    if note:
        sheet.print(60, y + 6, note, size=8)
    return y + 20


def _body(table: Table) -> list[list[str]]:
    return table.grid()[table.header_rows :]


@pytest.mark.parametrize("rules", [True, False])
def test_a_table_between_paragraphs(sheet: Any, column_heads: Any, rules: bool) -> None:
    y = _print_table(sheet, sheet.prose(80) + 10, rules=rules, note="Note: Standard errors in parentheses.")
    sheet.prose(y + 10)
    (table,) = read_tables("d", [sheet.layout()])
    assert (table.label, table.caption, table.kind) == ("Table 3", "Table 3: Effects of training", "data")
    assert table.note == "Note: Standard errors in parentheses."
    assert column_heads(table) == ["", "Men", "Women", "All"]
    assert _body(table) == GRID
    assert table.score == 1.0


def test_a_caption_close_to_a_short_paragraph_is_no_part_of_it(sheet: Any) -> None:
    sheet.prose(80, lines=1)
    sheet.print(60, 93, "Table 9 shows the main estimates. Column 1 has the men.")
    y = _print_table(sheet, 110)
    _print_table(sheet, y + 20, "Table 4: Hazard ratios")
    assert [table.label for table in read_tables("d", [sheet.layout()])] == ["Table 3", "Table 4"]


def test_every_cell_has_the_box_it_is_printed_in(sheet: Any) -> None:
    _print_table(sheet, 100)
    (table,) = read_tables("d", [sheet.layout()])
    boxes = {token.text: token.box for token in sheet.tokens}
    for cell in table.cells:
        if cell.text in boxes:
            assert cell.box == pytest.approx(boxes[cell.text])


def test_tables_on_turned_pages_have_boxes_on_the_page(
    sheet: Any, upwards: Callable[[PageLayout], PageLayout]
) -> None:
    _print_table(sheet, 100)
    layout = upwards(sheet.layout())
    (table,) = read_tables("d", [layout])
    assert _body(table) == GRID
    printed = next(token.box for token in layout.tokens if token.text == "102.5")
    assert next(cell.box for cell in table.cells if cell.text == "102.5") == pytest.approx(printed)


def test_two_tables_on_a_page(sheet: Any) -> None:
    y = _print_table(sheet, 100, "Table 1: First", note="Note: one.")
    _print_table(sheet, y + 20, "Table 2: Second", note="Note: two.")
    tables = read_tables("d", [sheet.layout()])
    assert [(t.label, t.note, _body(t)) for t in tables] == [
        ("Table 1", "Note: one.", GRID),
        ("Table 2", "Note: two.", GRID),
    ]
    assert len({t.id for t in tables}) == 2


def test_a_caption_may_stand_below(sheet: Any, column_heads: Any) -> None:
    y = _print_table(sheet, sheet.prose(80) + 10, "")
    sheet.print(60, y, "Table 7: Effects of training")
    sheet.prose(y + 30)
    (table,) = read_tables("d", [sheet.layout()])
    assert table.label == "Table 7"
    assert column_heads(table) == ["", "Men", "Women", "All"]


def test_tables_under_one_caption_have_their_own_titles_and_heads(sheet: Any) -> None:
    sheet.print(60, 90, "Table 5: Outcomes")
    y = 104.0
    for title in ("Economic outcomes", "Other outcomes"):
        sheet.print(250, y, title, "centre")
        y = _print_table(sheet, y + 4, "") + 10
    sheet.print(60, y, "Note: robust standard errors.", size=8)
    first, second = read_tables("d", [sheet.layout()])
    assert (first.label, second.label) == ("Table 5", "Table 5")
    assert _body(first)[0][0] == "Economic outcomes"
    assert _body(second) == [["Other outcomes", "", "", ""], *GRID]
    assert first.note == second.note == "Note: robust standard errors."


def test_tables_side_by_side_are_two(sheet: Any) -> None:
    sheet.print(60, 90, "Table D.1: Sensitivity")
    for x, names in ((60, ["AT", "BE", "BG", "CZ"]), (320, ["IT", "LT", "LU", "LV"])):
        sheet.print(x, 110, "Country")
        sheet.print(x + 100, 110, "Effect", "centre")
        sheet.print(x + 170, 110, "t", "centre")
        for i, name in enumerate(names):
            sheet.print(x, 124 + 13 * i, name)
            sheet.print(x + 100, 124 + 13 * i, f"-0.9{i}**", "centre")
            sheet.print(x + 170, 124 + 13 * i, f"-2.1{i}", "centre")
    left, right = read_tables("d", [sheet.layout()])
    assert [row[0] for row in left.grid()] == ["Country", "AT", "BE", "BG", "CZ"]
    assert right.grid()[1] == ["IT", "-0.90**", "-2.10"]


@pytest.mark.parametrize("caption", ["Table A1. Continued", ""])
def test_a_table_goes_on_on_the_next_page(new_sheet: Any, caption: str) -> None:
    first, second = new_sheet(), new_sheet()
    _print_table(first, 100, "Table A1. Estimates")
    for i, (label, cells) in enumerate(ROWS * 2):
        second.row(130 + 13 * i, label, cells, CENTRES)
    if caption:
        second.print(60, 90, caption)
        second.row(110, "", ["Men", "Women", "All"], CENTRES)
        second.rule(58, 440, 116)
    (table,) = read_tables("d", [first.layout(1), second.layout(2)])
    assert _body(table) == GRID * 3
    assert {cell.page for cell in table.cells} == {1, 2}
    exported = cells_by_page("doc", [table], {1: 0.01})
    assert exported["doc:1"] == {"tables": [[["", "Men", "Women", "All"], *GRID]], "sec": 0.01}
    assert exported["doc:2"]["tables"] == [GRID * 2]


def test_a_ruled_grid_keeps_the_lines_of_a_cell_together(sheet: Any) -> None:
    xs, ys = (60, 160, 260, 330), (100, 120, 146, 172)
    for y in ys:
        sheet.rule(xs[0], xs[-1], y)
    for x in xs:
        sheet.tokens, sheet.rules = (
            sheet.tokens,
            [*sheet.rules, type(sheet.rules[0])(x, ys[0], x + 0.5, ys[-1])],
        )
    for x, text in zip((65, 165, 265), ("Dataset", "Source", "N"), strict=True):
        sheet.print(x, 114, text)
    for y, name, source, n in ((133, "Survey", "Own", "16,177"), (159, "Register", "Labour office", "2,675")):
        sheet.print(65, y, name)
        sheet.print(165, y - 5, source)
        sheet.print(165, y + 6, "(all regions)")
        sheet.print(265, y, n)
    (table,) = read_tables("d", [sheet.layout()])
    assert table.grid() == [
        ["Dataset", "Source", "N"],
        ["Survey", "Own (all regions)", "16,177"],
        ["Register", "Labour office (all regions)", "2,675"],
    ]


def test_axes_of_figures_and_lists_of_contents_are_no_data(sheet: Any) -> None:
    sheet.print(60, 80, "Figure 2: Employment over time")
    for i in range(6):
        sheet.print(60, 100 + 20 * i, f"{0.5 - i / 10:.1f}")
        sheet.print(300, 100 + 20 * i, f"{0.5 - i / 10:.1f}")
    sheet.row(230, "", ["2001", "2002", "2003"], CENTRES)
    for i in range(5):
        sheet.print(60, 400 + 14 * i, f"{i}.1")
        sheet.print(90, 400 + 14 * i, "Data and methods . . . . . . . . . . . . . . . .")
        sheet.print(400, 400 + 14 * i, str(i + 10))
    assert all(table.kind != "data" for table in read_tables("d", [sheet.layout()]))


def test_numbers_in_prose_and_equations_are_no_tables(sheet: Any) -> None:
    y = sheet.prose(100)
    sheet.print(200, y + 10, "y = a + b x")
    sheet.print(500, y + 10, "(3)")
    sheet.print(
        60, y + 40, "In 2013 the effect was 0.12 (0.05) and in 2014 it was 0.31 (0.08), as in column 3 of"
    )
    sheet.print(
        60, y + 53, "Table 2. The difference of 0.19 is not significant at the 10 per cent level or below."
    )
    assert read_tables("d", [sheet.layout()]) == ()


def test_broken_words_in_labels_are_joined_as_the_document_prints_them(sheet: Any, column_heads: Any) -> None:
    sheet.print(60, 60, "The group-specific trend and the unadjusted one are compared in a table below")
    sheet.print(60, 90, "Table 1: Effects")
    for x, upper, lower in zip(
        CENTRES, ("Group-", "Unad-", "Plain"), ("specific", "justed", "OLS"), strict=True
    ):
        sheet.print(x, 110, upper, "centre")
        sheet.print(x, 121, lower, "centre")
    for i, (label, cells) in enumerate(ROWS):
        sheet.row(140 + 13 * i, label, cells, CENTRES)
    (table,) = read_tables("d", [sheet.layout()])
    assert column_heads(table) == ["", "Group-specific", "Unadjusted", "Plain OLS"]


def test_ligatures_lost_to_control_codes_are_repaired(sheet: Any) -> None:
    sheet.print(
        60, 60, "Der Ein\x1duss ist signi\x1ckant und die Wirkung ist nach zwei Jahren so hoch wie zuvor"
    )
    y = _print_table(sheet, 100, "Tabelle 1: Ein\x1duss der Ma\xdfnahme")
    assert y
    (table,) = read_tables("d", [sheet.layout()])
    assert table.caption == "Tabelle 1: Einfluss der Maßnahme"


def test_reading_is_the_same_in_every_run_and_empty_pages_are_fine(sheet: Any) -> None:
    _print_table(sheet, 100)
    layouts = [PageLayout(1, 595, 842, ()), sheet.layout(2)]
    assert read_tables("d", layouts) == read_tables("d", layouts)


@st.composite
def _grids(draw: st.DrawFn) -> tuple[list[list[str]], int]:
    """Rows of estimates, every other row uncertainties, in one form; and a seed for the layout."""
    width = draw(st.integers(1, 6))
    places = draw(st.integers(1, 4))
    comma = draw(st.booleans())
    stars = st.sampled_from(["", "", "*", "**", "***"])
    labels = st.sampled_from(["Employed", "Earnings", "Days worked", "Age 25-34", "Reform 1: UI", "Constant"])
    values = st.floats(0.01, 9, allow_nan=False)

    def printed(value: float) -> str:
        text = f"{value:.{places}f}"
        return text.replace(".", ",") if comma else text

    rows = []
    for _ in range(draw(st.integers(2, 6))):
        signs = [draw(st.sampled_from(["", "-"])) for _ in range(width)]
        rows.append([draw(labels), *(f"{s}{printed(draw(values))}{draw(stars)}" for s in signs)])
        rows.append(["", *(f"({printed(draw(values))})" for _ in range(width))])
    return rows, draw(st.integers(0, 10**6))


@settings(max_examples=60, deadline=None)
@given(_grids())
def test_any_table_of_estimates_is_read_cell_for_cell(
    new_sheet: Any, column_heads: Any, drawn: tuple[list[list[str]], int]
) -> None:
    rows, seed = drawn
    rng = random.Random(seed)
    sheet = new_sheet(rng.choice([8, 10]))
    em = sheet.size
    widths = [max(len(row[i]) for row in rows) * em / 2 for i in range(len(rows[0]))]
    gap, align = rng.uniform(1.2, 2.5) * em, rng.choice(["centre", "right"])
    edges, x = [], 60 + widths[0] + gap
    for width in widths[1:]:
        edges.append((x, x + width))
        x += width + gap
    xs = [(a + b) / 2 if align == "centre" else b for a, b in edges]
    y = sheet.prose(80) + 10
    sheet.print(60, y, "Tabelle 4: Wirkung der Maßnahme")
    for number, (a, b) in enumerate(edges, start=1):
        sheet.print((a + b) / 2, y + 2 * em, f"({number})", "centre")
    if rng.random() < 0.5:
        sheet.rule(58, x, y + em * 0.8)
        sheet.rule(58, x, y + em * 2.6)
    for number, (label, *cells) in enumerate(rows):
        sheet.row(y + em * (3.6 + 1.25 * number), label, cells, xs, align)
    (table,) = read_tables("d", [sheet.layout()])
    assert _body(table) == rows
    assert column_heads(table)[1:] == [f"({i})" for i in range(1, len(edges) + 1)]
