"""Drafts -> records."""

from collections.abc import Sequence
from functools import reduce
from itertools import pairwise

from almpo.evidence.anchors import Box
from almpo.evidence.documents import Cell, Table
from almpo.evidence.record import content_id
from almpo.ingestion.tables.continuation import Part
from almpo.ingestion.tables.draft import Draft
from almpo.ingestion.tables.heads import Head, join_wrapped
from almpo.ingestion.tables.lines import Chunk, Line
from almpo.ingestion.tables.views import View


def to_table(document_id: str, ordinal: int, parts: Sequence[Part]) -> Table:
    """The record of a table with its parts on pages that follow one another. Heads are those of the first."""
    first = parts[0].draft
    cells = [_head_cell(first.view, head, first.head_rows) for head in first.heads]
    row = first.head_rows
    for part in parts:
        found, row = _body_cells(part, row)
        cells += found
    boxes = [cell.box for cell in cells if cell.box is not None and cell.page == first.view.page]
    return Table(
        id=content_id(document_id, "table", ordinal),
        document_id=document_id,
        ordinal=ordinal,
        page=first.view.page,
        label=first.region.label,
        caption=_caption(first),
        note=paragraph(next((part.draft.region.note for part in parts if part.draft.region.note), ())),
        header_rows=first.head_rows,
        n_rows=row,
        n_columns=1 + max(len(first.columns), *(number for part in parts for number in part.columns)),
        cells=tuple(sorted(cells, key=lambda cell: (cell.row, cell.column))),
        box=reduce(Box.union, boxes) if boxes else None,
        kind=first.kind,
        score=min(confidence(part.draft) for part in parts),
    )


def _caption(draft: Draft) -> str:
    subtitle = [line for line in draft.region.subtitle if line is not draft.title]
    return paragraph([*draft.region.caption, *subtitle])


def paragraph(lines: Sequence[Line]) -> str:
    """The text of lines that follow one another."""
    return reduce(join_wrapped, (line.text for line in lines)) if lines else ""


def confidence(draft: Draft) -> float:
    """The reader's own doubt, 0 to 1.

    The product of the share of cells that hold one value, the share of uncertainties with an estimate above
    them, and the recognition score of scanned text.
    """
    cells = list(draft.cells())
    pure = sum(sum(chunk.value for chunk in cell) <= 1 for cell in cells) / max(len(cells), 1)
    scores = [token.score for cell in cells for chunk in cell for token in chunk.tokens]
    return pure * _paired(draft) * (sum(scores) / len(scores) if scores else 1.0)


def _paired(draft: Draft) -> float:
    """Share of the bracketed values in rows of their own that have a value above them."""
    alone = found = 0
    for above, row in pairwise(draft.rows):
        if row.is_uncertainty and not above.is_uncertainty:
            alone += len(row.cells)
            found += len(row.cells.keys() & above.cells.keys())
    return found / alone if alone else 1.0


def _head_cell(view: View, head: Head, head_rows: int) -> Cell:
    return Cell(
        row=head_rows - 1 - head.level,
        column=head.first,
        text=head.text,
        page=view.page,
        box=view.on_page(head.box),
        columns_spanned=head.last - head.first + 1,
    )


def _body_cells(part: Part, row: int) -> tuple[list[Cell], int]:
    """The cells below the heads, and the number of the next row."""
    view, cells = part.draft.view, []
    if part.draft.title is not None:
        cells.append(_cell(view, row, 0, part.draft.title.chunks))
        row += 1
    for line in part.draft.rows:
        if line.label:
            cells.append(_cell(view, row, 0, line.label))
        for column, chunks in sorted(line.cells.items()):
            cells.append(_cell(view, row, part.columns[column - 1], chunks))
        row += 1
    return cells, row


def _cell(view: View, row: int, column: int, chunks: Sequence[Chunk]) -> Cell:
    text = chunks[0].text
    for above, chunk in pairwise(chunks):
        wrapped = chunk.box.y0 > above.box.y0 + 0.5 * above.box.height
        text = join_wrapped(text, chunk.text) if wrapped else f"{text} {chunk.text}"
    box = reduce(Box.union, (chunk.box for chunk in chunks))
    return Cell(row=row, column=column, text=text, page=view.page, box=view.on_page(box))
