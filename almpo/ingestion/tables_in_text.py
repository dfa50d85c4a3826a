"""Where tables stand in the text of their pages: rows, captions, notes and cells."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from almpo.evidence.anchors import Box
from almpo.evidence.documents import Cell, Table, Word
from almpo.ingestion.text.bare import bare
from almpo.ingestion.text.page_text import PageText, Paragraph, Role

_STRANGERS = 2  # paragraphs that may stand between a table and its caption or note
_SHORTEST = 12  # letters and digits by which a part of a caption or note is known


class PlacedTable(NamedTuple):
    """A table whose cells know their spans, and its paragraphs: caption, rows, note."""

    table: Table
    paragraphs: tuple[Paragraph, ...]


def table_boxes(tables: Iterable[Table]) -> dict[int, list[Box]]:
    """Page number -> the boxes of the tables on it, one for each table."""
    boxes: dict[int, list[Box]] = defaultdict(list)
    for table in tables:
        for page, box in _boxes(table).items():
            boxes[page].append(box)
    return boxes


def _boxes(table: Table) -> dict[int, Box]:
    boxes: dict[int, Box] = {}
    for cell in table.cells:
        if cell.box is not None:
            boxes[cell.page] = boxes[cell.page].union(cell.box) if cell.page in boxes else cell.box
    return boxes


def place_tables(
    tables: Sequence[Table], pages: Sequence[PageText]
) -> tuple[tuple[PageText, ...], tuple[PlacedTable, ...]]:
    """Find tables in text that was read with `table_boxes`, or tables whose cells have spans already.

    In the pages that come back, captions and notes have the role of table text.
    """
    by_number = {page.number: page for page in pages}
    placed = []
    for table in tables:
        table = _with_spans(table, by_number)
        numbers = sorted({cell.page for cell in table.cells} & set(by_number))
        parts = [part for number in numbers for part in _paragraphs(table, by_number[number])]
        placed.append(PlacedTable(table, tuple(parts)))
    of_tables = {(p.page, p.start) for table in placed for p in table.paragraphs}
    marked = tuple(
        page._replace(
            paragraphs=tuple(
                p._replace(role=Role.TABLE) if (p.page, p.start) in of_tables else p for p in page.paragraphs
            )
        )
        for page in pages
    )
    return marked, tuple(placed)


def _paragraphs(table: Table, page: PageText) -> list[Paragraph]:
    """Caption, rows and note in the order of the page."""
    spans = [(cell.start, cell.end) for cell in table.cells if cell.page == page.number]
    starts = [start for start, _ in spans if start is not None]
    rows = next((i for i, p in enumerate(page.paragraphs) if _is_body(p, starts)), None)
    if rows is None:
        return []
    above = _neighbours(table, page, page.paragraphs[:rows][::-1])
    return [*above[::-1], page.paragraphs[rows], *_neighbours(table, page, page.paragraphs[rows + 1 :])]


def _neighbours(table: Table, page: PageText, outwards: Sequence[Paragraph]) -> list[Paragraph]:
    """Parts of the caption and the note on one side of the rows, the nearest first."""
    found: list[Paragraph] = []
    strangers = 0
    for paragraph in outwards:
        text = page.text[paragraph.start : paragraph.end]
        if paragraph.role is Role.TABLE or strangers > _STRANGERS:
            break
        if paragraph.role is Role.HEADING or not _belongs(table, text):
            strangers += 1
            continue
        found.append(paragraph)
        if _opens(table, text):
            break
    return found


def _opens(table: Table, text: str) -> bool:
    """Does the caption begin here? What stands beyond belongs to another table."""
    return bool(table.label) and bare(text).startswith(bare(table.label or ""))


def _is_body(paragraph: Paragraph, starts: Sequence[int]) -> bool:
    """Are the cells that begin at these offsets, or most of them, in this paragraph?"""
    inside = sum(paragraph.start <= start < paragraph.end for start in starts)
    return paragraph.role is Role.TABLE and 2 * inside > len(starts)


def _belongs(table: Table, text: str) -> bool:
    part = bare(text)
    wholes = [whole for whole in (bare(table.caption), bare(table.note)) if whole]
    return _opens(table, text) or any(
        (len(part) >= _SHORTEST and part in whole) or whole in part for whole in wholes
    )


def _holds(box: Box, word: Word) -> bool:
    x, y = (word.x0 + word.x1) / 2, (word.y0 + word.y1) / 2
    return box.x0 <= x <= box.x1 and box.y0 <= y <= box.y1


def _with_spans(table: Table, pages: dict[int, PageText]) -> Table:
    """The table with the span of each cell whose words follow one another in the text."""
    words = {
        number: [(i, word) for i, word in enumerate(pages[number].words) if _holds(box, word)]
        for number, box in _boxes(table).items()
        if number in pages
    }
    return table.model_copy(
        update={"cells": tuple(_with_span(cell, words.get(cell.page, [])) for cell in table.cells)}
    )


def _with_span(cell: Cell, words: Sequence[tuple[int, Word]]) -> Cell:
    if cell.box is None:
        return cell
    found = [(index, word) for index, word in words if _holds(cell.box, word)]
    if not found or found[-1][0] - found[0][0] != len(found) - 1:
        return cell
    return cell.model_copy(update={"start": found[0][1].start, "end": found[-1][1].end})
