"""A region of a page put in order: heads over columns, rows of cells."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from almpo.evidence.anchors import Box
from almpo.ingestion.tables import numbers
from almpo.ingestion.tables.columns import Column, find_columns, rejoin_cut
from almpo.ingestion.tables.divide import side_by_side, subtables
from almpo.ingestion.tables.heads import build_heads
from almpo.ingestion.tables.lines import Chunk, Line, box_of, cut_line
from almpo.ingestion.tables.regions import Region
from almpo.ingestion.tables.rows import Row, build_rows
from almpo.ingestion.tables.ruling import crossing, separators, wide_rules
from almpo.ingestion.tables.spans import Head
from almpo.ingestion.tables.views import View

SPARSE = 0.35  # share of cells that hold something, below which an uncaptioned block is no table


class Draft(NamedTuple):
    """A table, or the part of one that stands on one page, before it becomes a record."""

    view: View
    region: Region
    title: Line | None  # heads the rows of one of several tables under the same caption
    columns: tuple[Column, ...]
    heads: tuple[Head, ...]
    rows: tuple[Row, ...]
    kind: str

    @property
    def head_rows(self) -> int:
        return max((head.level for head in self.heads), default=-1) + 1

    def cells(self) -> Iterator[list[Chunk]]:
        """The chunks of every cell right of the row labels."""
        for row in self.rows:
            yield from row.cells.values()


def drafts(view: View, region: Region) -> Iterator[Draft]:
    """The tables of a region: one under another, or side by side."""
    parts = subtables(region.lines, view.rules)
    for number, (title, head, body) in enumerate(parts):
        if number == 0 and len(parts) > 1 and title is None and region.subtitle:
            title = region.subtitle[-1]
        yield from _drafts(view, region, title, head, body)


def _drafts(
    view: View, region: Region, title: Line | None, head: Sequence[Line], body: Sequence[Line]
) -> Iterator[Draft]:
    uprights = separators(view.rules, box_of(body))
    head = [cut_line(line, crossing(view.rules, uprights, line.box)) for line in head]
    body = rejoin_cut([cut_line(line, crossing(view.rules, uprights, line.box)) for line in body])
    columns = find_columns(body, uprights)
    if not columns:
        return
    halves = side_by_side(head, body, columns)
    if halves is not None:
        for half_head, half_body in halves:
            yield from _drafts(view, region, title, half_head, half_body)
        return
    heads = build_heads(head, columns, view.rules)
    rows = build_rows(body, columns, wide_rules(view.rules, box_of(body)))
    kind = _kind(view, region, rows)
    yield Draft(view, region, title, tuple(columns), tuple(heads), tuple(rows), kind)


def _kind(view: View, region: Region, rows: Sequence[Row]) -> str:
    """ "data" for what has a caption, or rules or the marks of estimates and few gaps; else "figure_axis"."""
    if region.contents:
        return "contents"
    if region.label is not None:
        return "data"
    texts = [chunk.text for row in rows for chunks in row.cells.values() for chunk in chunks]
    filled_rows = [row for row in rows if row.cells]
    width = max((column for row in rows for column in row.cells), default=1)
    filled = sum(len(row.cells) for row in filled_rows) / max(width * len(filled_rows), 1)
    labelled = sum(bool(row.label) for row in rows) >= 0.4 * len(rows)
    marked = sum(_is_marked(text) for text in texts) >= 3
    area = box_of(region.lines)
    margin = 0.1 * area.height + 6
    grown = Box(area.x0, area.y0 - margin, area.x1, area.y1 + margin)
    ruled = len(wide_rules(view.rules, grown)) >= 2 and not region.figure
    return "data" if (marked or ruled) and filled >= SPARSE and labelled else "figure_axis"


def _is_marked(text: str) -> bool:
    return (numbers.is_bracketed(text) or "*" in text) and any(c.isdigit() for c in text)
