"""Formats without pages (DOCX, HTML, Markdown): blocks in reading order to numbered text pages.

A page ends between blocks: where the document says so, else after about 500 words. Nothing has boxes; anchors
are spans of the page text.
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from almpo.evidence.documents import Cell, Page, ParsedDocument, Section, Table
from almpo.evidence.errors import IngestError
from almpo.evidence.record import content_id
from almpo.evidence.vocabulary import PageStatus
from almpo.ingestion.gate import too_many_pages
from almpo.ingestion.parsers.assemble import assemble
from almpo.ingestion.parsers.base import ParseOptions
from almpo.ingestion.parsers.grid import Grid, SourceCell, build_grid
from almpo.ingestion.tables.captions import caption_label, is_note_start
from almpo.ingestion.text.front_matter import says_synthetic
from almpo.ingestion.text.page_text import PARAGRAPH_BREAK, ROW_BREAK, PageText, Paragraph, Role

PAGE_CHARACTERS = 3500  # about 500 words
PRINTED_PAGE_CHARACTERS = (
    2 * PAGE_CHARACTERS
)  # where the document tells its pages: they are kept if at all sane
CELL_BREAK = "\t"
_LONGEST_CAPTION = 300  # characters of a caption that stands in a paragraph of its own under the label


class Block(NamedTuple):
    """A heading, a paragraph or a table."""

    text: str = ""  # of a table: its caption, where the format ties one to it
    role: Role = Role.BODY
    level: int = 0  # of a heading, 1 is the highest
    rows: Sequence[Sequence[SourceCell]] = ()  # of a table
    new_page: bool = False  # the document starts a page here


class Flow(NamedTuple):
    pages: tuple[PageText, ...]
    sections: tuple[Section, ...]
    tables: tuple[Table, ...]


class _Unit(NamedTuple):
    """What may not be torn apart by the end of a page: a block, or a table with caption and note."""

    blocks: tuple[Block, ...]
    grid: Grid | None = None
    caption: str = ""
    note: str = ""

    @property
    def new_page(self) -> bool:
        return any(block.new_page for block in self.blocks)


def lay_out(document_id: str, blocks: Sequence[Block]) -> Flow:
    """Write the blocks on pages. Blocks of white space leave no trace."""
    limit = PRINTED_PAGE_CHARACTERS if any(block.new_page for block in blocks) else PAGE_CHARACTERS
    writer = _Writer(document_id, limit)
    for unit in _units(list(_readable(blocks, limit))):
        writer.write_unit(unit)
    return writer.finish()


def _readable(blocks: Sequence[Block], limit: int) -> Iterator[Block]:
    """Blocks with something in them, in pieces that fit on a page. Tables of one column become paragraphs."""
    new_page = False
    for block in blocks:
        new_page |= block.new_page
        if block.rows and build_grid(block.rows) is None:
            pieces = [Block(block.text), *(Block(cell.text) for row in block.rows for cell in row)]
        elif block.rows:
            pieces = [block._replace(text=" ".join(block.text.split()))]
        else:
            pieces = [block._replace(text=piece) for piece in _pieces(" ".join(block.text.split()), limit)]
        for piece in pieces:
            if piece.rows or piece.text.strip():
                yield piece._replace(new_page=new_page)
                new_page = False


def _pieces(text: str, limit: int) -> list[str]:
    """A text cut at spaces so that no piece is longer than `limit` characters; within words if need be."""
    return re.findall(rf"\S.{{0,{limit - 2}}}\S(?= |$)|\S{{1,{limit}}}", text)


def _units(blocks: Sequence[Block]) -> Iterator[_Unit]:
    at = 0
    while at < len(blocks):
        unit = _table_unit(blocks, at) or _Unit((blocks[at],))
        yield unit
        at += len(unit.blocks)


def _table_unit(blocks: Sequence[Block], at: int) -> _Unit | None:
    """The table that begins here, with its caption above it or below it, or none of both, and its note."""
    captions = _caption_above(blocks, at)
    table = at + len(captions)
    if table == len(blocks) or not blocks[table].rows:
        return None
    grid = build_grid(blocks[table].rows)
    if grid is None:
        return None
    end = table + 1
    inside = blocks[table].text or grid.caption
    below = _caption_below(blocks, end) if not captions and not inside else ()
    end += len(below)
    while end < len(blocks) and not blocks[end].rows and is_note_start(blocks[end].text):
        end += 1
    notes = [block.text for block in blocks[table + 1 + len(below) : end]]
    caption = " ".join(block.text for block in (*captions, *below)) or inside
    return _Unit(tuple(blocks[at:end]), grid, caption, " ".join(filter(None, [grid.note, *notes])))


def _caption_above(blocks: Sequence[Block], at: int) -> Sequence[Block]:
    """A label with its caption, or a bare label and the caption in the paragraph after it."""
    if blocks[at].rows or caption_label(blocks[at].text) is None:
        return ()
    following = blocks[at + 1] if at + 1 < len(blocks) else None
    two = following is not None and not following.rows and len(following.text) < _LONGEST_CAPTION
    return blocks[at : at + 2] if two else blocks[at : at + 1]


def _caption_below(blocks: Sequence[Block], at: int) -> Sequence[Block]:
    """A caption after a table, unless it is that of a table that follows."""
    is_caption = at < len(blocks) and not blocks[at].rows and caption_label(blocks[at].text) is not None
    if not is_caption or any(block.rows for block in blocks[at + 1 : at + 3]):
        return ()
    return blocks[at : at + 1]


def flow_document(
    path: Path,
    document_id: str,
    parser: str,
    blocks: Sequence[Block],
    options: ParseOptions,
    stated_title: str | None = None,
    fault: str | None = None,
) -> ParsedDocument:
    """The document that these blocks make. `fault`: what was wrong with the file, to be noted on every page.

    Raises IngestError: no_text, too_many_pages.
    """
    flow = lay_out(document_id, blocks)
    if not flow.pages:
        raise IngestError(
            "no_text", f"{path.name} holds no text to read. Look into it: is it the right file?"
        )
    if len(flow.pages) > options.max_pages:
        raise too_many_pages(path, options.max_pages)
    pages = [
        Page(number=page.number, status=PageStatus.PARSED, reason=fault, text=page.text)
        for page in flow.pages
    ]
    title = stated_title or options.title
    parsed = assemble(document_id, parser, pages, flow.pages, flow.sections, flow.tables, stated_title, title)
    # These pages are ours: the document labels its start, not each of them.
    return parsed.model_copy(update={"synthetic": says_synthetic(flow.pages[:1])})


class _Writer:
    """Fills pages, and notes where headings and cells come to stand."""

    def __init__(self, document_id: str, limit: int) -> None:
        self.document_id, self.limit = document_id, limit
        self.pages: list[PageText] = []
        self.sections: list[Section] = []
        self.tables: list[Table] = []
        self._start_page()

    @property
    def number(self) -> int:
        return len(self.pages) + 1

    def _start_page(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.paragraphs: list[Paragraph] = []

    def _end_page(self) -> None:
        if self.parts:
            text = "".join(self.parts)
            self.pages.append(PageText(self.number, text, (), tuple(self.paragraphs)))
        self._start_page()

    def _write(self, text: str) -> int:
        """Append; gives the offset at which `text` begins."""
        start = self.length
        self.parts.append(text)
        self.length += len(text)
        return start

    def write_unit(self, unit: _Unit) -> None:
        length = sum(len(block.text) for block in unit.blocks)
        length += sum(len(cell.text) + 1 for cell in unit.grid.cells) if unit.grid else 0
        if unit.new_page or (self.length and self.length + length > self.limit):
            self._end_page()
        for block in unit.blocks:
            if block.rows and unit.grid is not None:
                self._write_paragraph(Block(block.text or unit.grid.caption))
                self._write_table(unit, unit.grid)
                self._write_paragraph(Block(unit.grid.note))
            else:
                self._write_paragraph(block)

    def _write_paragraph(self, block: Block) -> None:
        if not block.text:
            return
        self._part()
        start = self._write(block.text)
        self.paragraphs.append(Paragraph(self.number, start, self.length, block.role))
        if block.level:
            self.sections.append(
                Section(level=min(block.level, 9), title=block.text, page=self.number, start=start)
            )

    def _part(self) -> None:
        if self.parts:
            self._write(PARAGRAPH_BREAK)

    def _write_table(self, unit: _Unit, grid: Grid) -> None:
        self._part()
        first = self.length
        cells: list[Cell] = []
        for cell in grid.cells:
            if cells:
                self._write(CELL_BREAK if cells[-1].row == cell.row else ROW_BREAK)
            start = self._write(cell.text)
            cells.append(
                Cell(
                    row=cell.row,
                    column=cell.column,
                    text=cell.text,
                    page=self.number,
                    start=start,
                    end=self.length,
                    columns_spanned=cell.columns,
                )
            )
        self.paragraphs.append(Paragraph(self.number, first, self.length, Role.TABLE))
        ordinal = len(self.tables)
        self.tables.append(
            Table(
                id=content_id(self.document_id, "table", ordinal),
                document_id=self.document_id,
                ordinal=ordinal,
                page=self.number,
                label=caption_label(unit.caption),
                caption=unit.caption,
                note=unit.note,
                header_rows=grid.header_rows,
                n_rows=grid.n_rows,
                n_columns=grid.n_columns,
                cells=tuple(cells),
            )
        )

    def finish(self) -> Flow:
        self._end_page()
        return Flow(tuple(self.pages), tuple(self.sections), tuple(self.tables))
