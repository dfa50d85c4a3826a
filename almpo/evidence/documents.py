"""Documents and what parsing makes of them: pages, sections, passages, tables."""

from datetime import datetime
from typing import NamedTuple

from pydantic import Field

from almpo.evidence.anchors import Anchor, Box
from almpo.evidence.record import Record
from almpo.evidence.vocabulary import DocumentStatus, PageStatus

DATA_TYPE = "text/csv"  # of coded effect tables


class Word(NamedTuple):
    """A word of `Page.text`: its character span there and its box. Hyphenated ones are two of these."""

    start: int
    end: int
    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def box(self) -> Box:
        return Box(self.x0, self.y0, self.x1, self.y1)


class Page(Record):
    """One page: its fate and its repaired text in reading order."""

    number: int = Field(ge=1)
    status: PageStatus
    reason: str | None = None  # why it was skipped or failed, or why it went to OCR
    width: float = 0.0  # PDF points, as displayed
    height: float = 0.0
    text: str = ""
    words: tuple[Word, ...] = ()
    ocr_score: float | None = Field(default=None, ge=0, le=1)  # mean recognition score of an OCRed page

    def anchor(self, document_id: str, start: int, end: int) -> Anchor:
        """The anchor of a span of this page's text, with one box a line.

        Boxes are rounded to a hundredth of a point, as words come back from the store.
        """
        words = (w for w in self.words if w.start < end and w.end > start)
        return Anchor(
            document_id=document_id,
            page=self.number,
            quote=self.text[start:end],
            start=start,
            end=end,
            boxes=line_boxes([Box(*(round(edge, 2) for edge in w.box)) for w in words]),
        )


def line_boxes(boxes: list[Box]) -> tuple[Box, ...]:
    """Merge boxes that follow one another on a line, so that a highlight is one rectangle a line."""
    merged: list[Box] = []
    for box in boxes:
        last = merged[-1] if merged else None
        same_line = last is not None and min(last.y1, box.y1) - max(last.y0, box.y0) > 0.5 * min(
            last.height, box.height
        )
        if last is not None and same_line and box.x0 >= last.x0 and box.x0 - last.x1 < 3 * box.height + 1:
            merged[-1] = last.union(box)
        else:
            merged.append(box)
    return tuple(merged)


class Section(Record):
    """A heading and where it stands."""

    level: int = Field(ge=1, le=9)
    title: str
    page: int = Field(ge=1)
    start: int = Field(ge=0)  # offset of the heading in the page's text


class Passage(Record):
    """A retrievable stretch of text, never across a section border.

    One anchor for each unbroken stretch of a page it stands on: at least one a page, more around a table.
    """

    id: str
    document_id: str
    ordinal: int = Field(ge=0)
    text: str
    language: str  # ISO 639-1, or "und"
    section: tuple[str, ...] = ()
    anchors: tuple[Anchor, ...]

    @property
    def page(self) -> int:
        return self.anchors[0].page


class Cell(Record):
    """A cell of a table. Row and column count from 0; column 0 holds the row labels."""

    row: int = Field(ge=0)
    column: int = Field(ge=0)
    text: str
    page: int = Field(ge=1)
    box: Box | None = None
    start: int | None = None  # span in the page's text, where it could be told
    end: int | None = None
    columns_spanned: int = Field(default=1, ge=1)


class Table(Record):
    """A table as printed. Rows before `header_rows` are column heads; label-only rows head panels."""

    id: str
    document_id: str
    ordinal: int = Field(ge=0)
    page: int = Field(ge=1)  # where it starts
    label: str | None = None  # "Table 3", "Tabelle A.1"
    caption: str = ""
    note: str = ""
    header_rows: int = Field(default=0, ge=0)
    n_rows: int = Field(ge=0)
    n_columns: int = Field(ge=0)
    cells: tuple[Cell, ...]
    box: Box | None = None
    kind: str = "data"  # "data" | "figure_axis" | "contents": what the reader takes it for
    score: float = Field(
        default=1.0, ge=0, le=1
    )  # the reader's own doubt: column purity, pairs complete, OCR

    def grid(self) -> list[list[str]]:
        """The texts, [row][column], empty where nothing is printed."""
        grid = [[""] * self.n_columns for _ in range(self.n_rows)]
        for cell in self.cells:
            grid[cell.row][cell.column] = cell.text
        return grid


class ParsedDocument(Record):
    """All that a parser makes of the bytes of one document."""

    document_id: str
    title: str | None = None
    language: str = "und"
    synthetic: bool = False  # the document says of itself that its content is made up
    pages: tuple[Page, ...]
    sections: tuple[Section, ...] = ()
    passages: tuple[Passage, ...] = ()
    tables: tuple[Table, ...] = ()
    parser: str  # name and version of what made this


class Document(Record):
    """One file as received. Identity is the SHA-256 of its bytes."""

    id: str
    name: str  # file name as first seen
    media_type: str
    size: int = Field(ge=0)  # bytes
    status: DocumentStatus
    error_code: str | None = None  # of the IngestError that stopped it
    error: str | None = None
    title: str | None = None
    language: str = "und"
    synthetic: bool = False
    parser: str = ""  # name and version of what read it
    extractor: str = ""  # name and version of what found its findings
    added_at: datetime

    @property
    def is_data(self) -> bool:
        """A coded effect table: its findings are imported, never extracted, and its text is not searched."""
        return self.media_type == DATA_TYPE


class SourceVersion(Record):
    """What stood at a source (a path or URL) at a time. The chain of these is the version history."""

    source: str
    ordinal: int = Field(ge=1)
    document_id: str
    seen_at: datetime
