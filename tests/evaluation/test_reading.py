"""Scores of reading, on a report whose faults are known."""

from pathlib import Path

import pymupdf
import pytest

from almpo.evaluation import reading
from almpo.evidence.documents import Page, ParsedDocument
from almpo.ingestion.parsers.pdf import PdfParser

PROSE = "The programme raised employment by four points, and wages by two. "


@pytest.fixture
def report(tmp_path: Path) -> Path:
    document = pymupdf.open()
    for number in range(1, 4):
        page = document.new_page(width=420, height=595)
        page.insert_text((72, 80), f"{number} Part", fontsize=14, fontname="hebo")
        page.insert_textbox((72, 90, 350, 400), PROSE * 4, fontsize=10)
        page.insert_text((72, 300), "Results for all regions", fontsize=10, fontname="hebo")
        page.insert_textbox((72, 310, 350, 400), PROSE * (number + 1), fontsize=10)
    document.set_toc([[1, "Part", 1], [1, "Part", 2], [1, "Part", 3]])
    path = tmp_path / "report.pdf"
    document.save(path)
    return path


def test_a_report_that_is_read_well(report: Path) -> None:
    score = reading.score_reading(report)
    assert (score.pages, score.statuses, score.unaccounted) == (3, {"parsed": 3}, 0)
    assert (score.headings_found, score.headings_right, score.headings_outlined) == (6, 3, 3)
    assert score.quotes_right == score.quotes == reading.QUOTES


def test_text_that_stands_elsewhere_is_noticed(report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    parse = PdfParser.parse

    def shifted(self: PdfParser, *args: object) -> ParsedDocument:
        parsed = parse(self, *args)  # type: ignore[arg-type]
        return parsed.model_copy(update={"pages": tuple(map(_shifted, parsed.pages))})

    def _shifted(page: Page) -> Page:
        lower = tuple(word._replace(y0=word.y0 + 12, y1=word.y1 + 12) for word in page.words)
        return page.model_copy(update={"words": lower})

    monkeypatch.setattr(PdfParser, "parse", shifted)
    score = reading.score_reading(report)
    assert score.quotes_right < score.quotes / 2


def test_repeated_text_in_passages_is_counted(report: Path) -> None:
    assert reading.score_reading(report).repeats >= 1


def test_totals(report: Path) -> None:
    score = reading.score_reading(report)
    both = reading.total([score, score])
    assert (both.pages, both.statuses, both.quotes) == (6, {"parsed": 6}, 2 * reading.QUOTES)
    assert both.line().startswith("all ")


def test_a_folder_is_printed_line_by_line(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    reading.main(str(report.parent))
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == ["document", "report.pdf", "all"]
