"""Running heads and feet."""

from typing import Any

from almpo.ingestion.tables.lines import build_lines
from almpo.ingestion.tables.running import running_lines


def test_what_stands_in_the_margin_of_three_pages_runs_and_numbers_of_pages_too(new_sheet: Any) -> None:
    pages = []
    for number in (1, 2, 3):
        sheet = new_sheet()
        sheet.print(60, 50, f"Working paper {number}")
        sheet.print(60, 70, f"Only on this page {'abc'[number - 1]}")
        sheet.print(200, 90, "0.12")
        sheet.print(260, 90, "0.34")
        sheet.print(300, 800, str(number))
        pages.append((842.0, build_lines(sheet.tokens)))
    assert running_lines(pages) == [{0, 3}] * 3
