"""Pages of two columns of text."""

from typing import Any

from almpo.ingestion.layout import Rule
from almpo.ingestion.tables.lines import build_lines
from almpo.ingestion.tables.zones import zones

LINE = "The programme was open to all who had been out"  # 46 characters: 230 points


def _columns(sheet: Any, y: float, lines: int) -> float:
    for _ in range(lines):
        sheet.print(60, y, LINE)
        sheet.print(310, y + 4, LINE)
        y += 13
    return y


def _texts(sheet: Any, rules: tuple[Rule, ...] = ()) -> list[list[str]]:
    return [[line.text for line in area] for area in zones(build_lines(sheet.tokens), 595, rules)]


def test_a_page_of_one_column_is_one_area(sheet: Any) -> None:
    sheet.prose(100, lines=20)
    assert len(_texts(sheet)) == 1


def test_the_left_column_comes_before_the_right(sheet: Any) -> None:
    _columns(sheet, 100, 10)
    assert _texts(sheet) == [[LINE] * 10, [LINE] * 10]


def test_a_table_beside_prose_is_not_mixed_with_it(sheet: Any) -> None:
    y = _columns(sheet, 100, 8)
    for i in range(5):
        sheet.print(60, y + 13 * i, "Women")
        sheet.print(150, y + 13 * i, f"0.{i}2")
        sheet.print(310, y + 13 * i, LINE)
    left, right = _texts(sheet)
    assert left[8:] == [f"Women 0.{i}2" for i in range(5)]
    assert right == [LINE] * 13


def test_a_ruled_table_across_both_columns_is_an_area_with_its_caption(sheet: Any) -> None:
    y = _columns(sheet, 100, 10) + 20
    sheet.print(60, y, "Table 1: Effects by group and month")
    for i in range(4):
        sheet.print(60, y + 20 + 13 * i, "Women")
        for x in (200, 330, 460):
            sheet.print(x, y + 20 + 13 * i, "0.12")
    rules = tuple(Rule(58, h, 540, h + 0.5) for h in (y + 6, y + 24, y + 66))
    _columns(sheet, y + 90, 10)
    areas = _texts(sheet, rules)
    assert areas[2] == ["Table 1: Effects by group and month", *["Women 0.12 0.12 0.12"] * 4]
    assert len(areas) == 5
