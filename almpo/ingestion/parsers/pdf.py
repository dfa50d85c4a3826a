"""PDF: pages one by one, then all that takes the whole document."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pymupdf

from almpo.evidence.documents import Page, ParsedDocument, Table
from almpo.evidence.errors import IngestError
from almpo.evidence.vocabulary import PageStatus
from almpo.ingestion.gate import needs_password, too_many_pages
from almpo.ingestion.layout import PageLayout
from almpo.ingestion.ocr.base import OcrEngine, open_engine
from almpo.ingestion.parsers.assemble import assemble
from almpo.ingestion.parsers.base import OnPage, ParseOptions, no_progress
from almpo.ingestion.parsers.pdf_pages import PageReader, PageReading
from almpo.ingestion.tables.reader import read_tables
from almpo.ingestion.tables_in_text import table_boxes
from almpo.ingestion.text.document_text import read_document_text
from almpo.ingestion.text.outline import OutlineEntry
from almpo.ingestion.text.page_text import PageText
from almpo.ingestion.text.sections import read_sections

_MOST_ENTRIES = 2000  # of an outline: reports have a few dozen
PARSER = f"pdf/1 pymupdf/{pymupdf.VersionBind}"


class PdfParser:
    """Reads PDF files with PyMuPDF. `open_engine` gives the OCR engine of a name, on first need."""

    media_types: tuple[str, ...] = ("application/pdf",)

    def __init__(self, open_engine: Callable[[str], OcrEngine | None] = open_engine) -> None:
        self._open_engine = open_engine

    def parse(
        self, path: Path, document_id: str, options: ParseOptions, on_page: OnPage = no_progress
    ) -> ParsedDocument:
        """Read a PDF. Raises IngestError: damaged, needs_password, no_pages, too_many_pages."""
        pymupdf.TOOLS.mupdf_display_errors(False)
        with _open(path, options.max_pages) as document:
            reader = PageReader(document, options, self._open_engine)
            readings = []
            for number in range(1, document.page_count + 1):
                if number not in options.lost_pages:
                    on_page(number, document.page_count)
                readings.append(reader.read(number))
            on_page(0, document.page_count)
            outline = read_outline(document)
            stated_title = (document.metadata or {}).get("title")
        layouts = [reading.layout for reading in readings if reading.layout]
        tables, faults = _read_tables(document_id, layouts)
        text = read_document_text(layouts, table_boxes(tables))
        texts = {page.number: page for page in text.pages}
        return assemble(
            document_id,
            PARSER,
            [_page(r, texts.get(r.number), faults.get(r.number)) for r in readings],
            text.pages,
            read_sections(text.pages, outline, text.body_size),
            tables,
            stated_title,
            options.title,
        )


def _open(path: Path, max_pages: int) -> pymupdf.Document:
    try:
        document = pymupdf.open(path, filetype="pdf")
        pages = document.page_count
    except Exception as error:  # MuPDF raises errors of many kinds, all of them about the file
        raise IngestError(
            "damaged",
            f"{path.name} is damaged beyond repair ({error}). Get it anew, or print it to a new PDF.",
        ) from error
    if document.needs_pass:
        raise needs_password(path)
    if pages == 0:
        raise IngestError(
            "no_pages", f"{path.name} holds no pages that can be found: it is damaged. Get it anew."
        )
    if pages > max_pages:
        raise too_many_pages(path, max_pages)
    return document


def read_outline(document: pymupdf.Document) -> list[OutlineEntry]:
    """The bookmarks of a PDF, empty if there are none or they are broken."""
    try:
        return [OutlineEntry(*entry) for entry in document.get_toc()[:_MOST_ENTRIES]]
    except Exception:  # MuPDF raises errors of many kinds
        return []


def _read_tables(document_id: str, layouts: Sequence[PageLayout]) -> tuple[tuple[Table, ...], dict[int, str]]:
    """The tables, and the pages on which the reader fails: these do not cost the other pages their tables."""
    try:
        return read_tables(document_id, layouts), {}
    except Exception:
        faults = {layout.number: fault for layout in layouts if (fault := _table_fault(layout))}
        return read_tables(document_id, [layout for layout in layouts if layout.number not in faults]), faults


def _table_fault(layout: PageLayout) -> str | None:
    try:
        read_tables("", [layout])
    except Exception as error:
        return f"its tables cannot be read ({type(error).__name__}: {error})"
    return None


def _page(reading: PageReading, text: PageText | None, fault: str | None) -> Page:
    scores = [token.score for token in reading.layout.tokens] if reading.layout else []
    return Page(
        number=reading.number,
        status=reading.status,
        reason=reading.reason or fault,
        width=reading.width,
        height=reading.height,
        text=text.text if text else "",
        words=text.words if text else (),
        ocr_score=sum(scores) / len(scores) if scores and reading.status is PageStatus.OCRED else None,
    )
