"""PDF files made here, read as a whole."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pymupdf
import pytest
from numpy.typing import NDArray

from almpo.evidence.anchors import Anchor, Box
from almpo.evidence.documents import ParsedDocument
from almpo.evidence.errors import IngestError
from almpo.evidence.vocabulary import PageStatus
from almpo.ingestion.layout import PageLayout, Token
from almpo.ingestion.ocr.base import OcrEngine
from almpo.ingestion.parse import parse
from almpo.ingestion.parsers.base import ParseOptions
from almpo.ingestion.parsers.pdf import PdfParser

DOCUMENT = "0" * 64
LABEL = "SYNTHETIC REPORT - made up for testing"
PROSE = (
    "The programme raised the employment of those who took part by four percentage points. "
    "The effect was larger for women than for men and lasted for at least three years after the end. "
)


class FakeEngine:
    """Finds one line of text in every picture, and remembers the pictures."""

    def __init__(self, *words: str) -> None:
        self.words = words
        self.seen: list[tuple[tuple[int, ...], float, int]] = []

    def read(self, image: NDArray[np.uint8], dpi: float, page_number: int) -> PageLayout:
        self.seen.append((image.shape, dpi, page_number))
        height, width = (72 * side / dpi for side in image.shape[:2])
        tokens = tuple(
            Token(word, Box(72 + 50 * n, 90, 112 + 50 * n, 102), 10, 100, score=0.9)
            for n, word in enumerate(self.words)
        )
        return PageLayout(page_number, width, height, tokens)


def _new_page(document: pymupdf.Document, number: int, heading: str = "", prose: str = PROSE) -> pymupdf.Page:
    page = document.new_page(width=420, height=595)
    page.insert_text((72, 30), LABEL, fontsize=8)
    if heading:
        page.insert_text((72, 80), heading, fontsize=14, fontname="hebo")
    page.insert_textbox((72, 90, 350, 400), prose, fontsize=10)
    page.insert_text((205, 570), str(number), fontsize=9)
    return page


def _scan(document: pymupdf.Document) -> pymupdf.Page:
    """A page that is one grey picture."""
    pixmap = pymupdf.Pixmap(pymupdf.csGRAY, pymupdf.IRect(0, 0, 60, 80))
    pixmap.clear_with(200)
    page = document.new_page(width=420, height=595)
    page.insert_image(page.rect, pixmap=pixmap)
    return page


@pytest.fixture
def report(tmp_path: Path) -> Path:
    document = pymupdf.open()
    _new_page(document, 1, "1 Introduction", PROSE.replace("percentage", "per-\ncentage"))
    _new_page(document, 2, "2 Results", PROSE)
    _new_page(document, 3, "", "The rate of percentage points is given in Table 1 below as well as above.")
    document.set_toc([[1, "Introduction", 1], [1, "Results", 2]])
    path = tmp_path / "report.pdf"
    document.save(path)
    return path


@pytest.fixture
def read() -> Callable[..., ParsedDocument]:
    def read(path: Path, engine: OcrEngine | None = None, **options: object) -> ParsedDocument:
        return PdfParser(lambda _: engine).parse(path, DOCUMENT, ParseOptions.model_validate(options))

    return read


def _text_in_boxes(path: Path, anchor: Anchor) -> str:
    with pymupdf.open(path) as document:
        page = document[anchor.page - 1]
        return " ".join(page.get_textbox(pymupdf.Rect(*box)) for box in anchor.boxes)


def test_a_report_becomes_pages_sections_and_passages(
    report: Path, read: Callable[..., ParsedDocument]
) -> None:
    parsed = read(report)
    assert [page.status for page in parsed.pages] == [PageStatus.PARSED] * 3
    assert [(s.title, s.page) for s in parsed.sections] == [("1 Introduction", 1), ("2 Results", 2)]
    assert [p.section for p in parsed.passages] == [("1 Introduction",), ("2 Results",)]
    assert (parsed.language, parsed.synthetic) == ("en", True)
    assert all(LABEL in page.text and LABEL not in p.text for page in parsed.pages for p in parsed.passages)
    assert "percentage points" in parsed.passages[0].text
    assert [a.page for a in parsed.passages[1].anchors] == [2, 3]


def test_quotes_read_back_through_their_boxes(report: Path, read: Callable[..., ParsedDocument]) -> None:
    parsed = read(report)
    for passage in parsed.passages:
        for anchor in passage.anchors:
            printed = _text_in_boxes(report, anchor).replace("-", "")
            assert sorted("".join(printed.split())) == sorted("".join(anchor.quote.split()))


def test_the_same_through_dispatch_by_media_type(report: Path, read: Callable[..., ParsedDocument]) -> None:
    assert parse(report, DOCUMENT, "application/pdf", ParseOptions(ocr="none")) == read(report)


def test_turned_pages_have_boxes_as_displayed(tmp_path: Path, read: Callable[..., ParsedDocument]) -> None:
    document = pymupdf.open()
    page = document.new_page(width=420, height=595)
    page.insert_text((40, 500), "Printed sideways", rotate=90)
    page.set_rotation(90)
    document.save(tmp_path / "turned.pdf")
    [parsed] = read(tmp_path / "turned.pdf").pages
    assert (parsed.width, parsed.height, parsed.text) == (595, 420, "Printed sideways")
    assert all(0 <= word.x0 < word.x1 <= 595 and 0 <= word.y0 < word.y1 <= 420 for word in parsed.words)
    assert parsed.words[0].x1 - parsed.words[0].x0 > parsed.words[0].y1 - parsed.words[0].y0


def test_scans_are_recognised_and_blank_pages_skipped(
    tmp_path: Path, read: Callable[..., ParsedDocument]
) -> None:
    document = pymupdf.open()
    _new_page(document, 1)
    _scan(document)
    _scan(document).insert_text((200, 580), "3", fontsize=8)
    document.new_page()
    document.save(tmp_path / "scan.pdf")
    engine = FakeEngine("Recognised", "words")
    pages = read(tmp_path / "scan.pdf", engine, ocr_dpi=100).pages
    statuses = [PageStatus.PARSED, PageStatus.OCRED, PageStatus.OCRED, PageStatus.SKIPPED]
    assert [page.status for page in pages] == statuses
    assert [page.text for page in pages[1:]] == ["Recognised words", "Recognised words", ""]
    assert [page.reason for page in pages] == [
        None,
        "no text layer",
        "picture with hardly any text layer",
        "blank page",
    ]
    assert (pages[0].ocr_score, pages[1].ocr_score) == (None, pytest.approx(0.9))
    assert engine.seen[0] == ((827, 584, 3), 100, 2)
    assert len(engine.seen) == 2


def test_see_through_text_of_a_scan_is_used(tmp_path: Path, read: Callable[..., ParsedDocument]) -> None:
    document = pymupdf.open()
    page = _scan(document)
    page.insert_textbox((72, 90, 350, 400), PROSE, fontsize=10, render_mode=3)  # invisible
    document.save(tmp_path / "scan.pdf")
    engine = FakeEngine("Other", "words")
    [parsed] = read(tmp_path / "scan.pdf", engine).pages
    assert parsed.status is PageStatus.PARSED
    assert parsed.text.startswith("The programme raised")
    assert engine.seen == []


def test_a_cover_picture_keeps_its_few_words_if_there_are_no_more(
    tmp_path: Path, read: Callable[..., ParsedDocument]
) -> None:
    document = pymupdf.open()
    _scan(document).insert_text((72, 100), "Annual report on training")
    document.save(tmp_path / "cover.pdf")
    [parsed] = read(tmp_path / "cover.pdf", FakeEngine("Annual", "report")).pages
    assert (parsed.status, parsed.text) == (PageStatus.PARSED, "Annual report on training")


def test_scans_without_an_engine_are_skipped_with_a_reason(
    tmp_path: Path, read: Callable[..., ParsedDocument]
) -> None:
    document = pymupdf.open()
    _scan(document)
    document.save(tmp_path / "scan.pdf")
    [parsed] = read(tmp_path / "scan.pdf").pages
    assert (parsed.status, parsed.reason) == (PageStatus.SKIPPED, "no text layer; OCR is off")


def test_pictures_without_text_are_skipped_with_a_reason(
    tmp_path: Path, read: Callable[..., ParsedDocument]
) -> None:
    document = pymupdf.open()
    _scan(document)
    document.save(tmp_path / "scan.pdf")
    [parsed] = read(tmp_path / "scan.pdf", FakeEngine()).pages
    assert (parsed.status, parsed.reason) == (
        PageStatus.SKIPPED,
        "no text layer; OCR found no text in the picture",
    )


def test_one_bad_page_never_loses_the_others(tmp_path: Path, read: Callable[..., ParsedDocument]) -> None:
    class Broken:
        def read(self, image: NDArray[np.uint8], dpi: float, page_number: int) -> PageLayout:
            raise RuntimeError("no such model")

    document = pymupdf.open()
    _new_page(document, 1)
    _scan(document)
    _new_page(document, 3)
    document.save(tmp_path / "scan.pdf")
    pages = read(tmp_path / "scan.pdf", Broken()).pages
    assert [page.status for page in pages] == [PageStatus.PARSED, PageStatus.FAILED, PageStatus.PARSED]
    assert pages[1].reason == "RuntimeError: no such model"


def test_lost_pages_are_not_touched(report: Path) -> None:
    touched: list[int] = []
    options = ParseOptions(ocr="none", lost_pages={2: "brought the parser down"})
    parsed = PdfParser().parse(report, DOCUMENT, options, lambda page, pages: touched.append(page))
    assert touched == [1, 3, 0]
    assert [page.status for page in parsed.pages] == [PageStatus.PARSED, PageStatus.FAILED, PageStatus.PARSED]
    assert parsed.pages[1].reason == "brought the parser down"


def test_tables_of_other_pages_survive_a_page_that_the_reader_cannot_read(
    report: Path, read: Callable[..., ParsedDocument], monkeypatch: pytest.MonkeyPatch
) -> None:
    from almpo.ingestion.parsers import pdf

    asked: list[list[int]] = []

    def read_tables(document_id: str, layouts: list[PageLayout]) -> tuple[()]:
        asked.append([layout.number for layout in layouts])
        if 2 in asked[-1]:
            raise ZeroDivisionError("no columns")
        return ()

    monkeypatch.setattr(pdf, "read_tables", read_tables)
    pages = read(report).pages
    assert asked[-1] == [1, 3]
    assert [page.reason for page in pages] == [
        None,
        "its tables cannot be read (ZeroDivisionError: no columns)",
        None,
    ]
    assert all(page.text for page in pages)


def test_files_that_cannot_be_read(tmp_path: Path, report: Path, read: Callable[..., ParsedDocument]) -> None:
    (tmp_path / "text.pdf").write_text("This is no PDF.")
    locked = tmp_path / "locked.pdf"
    with pymupdf.open(report) as document:
        document.save(locked, encryption=pymupdf.PDF_ENCRYPT_AES_256, user_pw="secret", owner_pw="secret")
    for path, code in ((tmp_path / "text.pdf", "damaged"), (locked, "needs_password")):
        with pytest.raises(IngestError) as raised:
            read(path)
        assert raised.value.code == code
    with pytest.raises(IngestError, match="more than 2 pages"):
        read(report, max_pages=2)


def test_no_parser_for_other_media_types(report: Path) -> None:
    with pytest.raises(IngestError) as raised:
        parse(report, DOCUMENT, "image/png")
    assert raised.value.code == "unknown_format"
