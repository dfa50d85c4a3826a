"""Page layouts -> tables."""

from collections import Counter
from collections.abc import Iterator, Sequence

from almpo.evidence.anchors import Box
from almpo.evidence.documents import Cell, Table
from almpo.evidence.record import content_id
from almpo.ingestion.layout import PageLayout
from almpo.ingestion.tables import numbers
from almpo.ingestion.tables.columns import find_columns
from almpo.ingestion.tables.divide import subtables
from almpo.ingestion.tables.heads import Head, build_heads, join_wrapped
from almpo.ingestion.tables.lines import Chunk, Line, box_of, build_lines, cut_line
from almpo.ingestion.tables.regions import Region, find_regions
from almpo.ingestion.tables.rows import Row, build_rows
from almpo.ingestion.tables.ruling import separators, wide_rules
from almpo.ingestion.tables.running import running_lines
from almpo.ingestion.tables.views import View, views
from almpo.ingestion.tables.zones import zones

SPARSE = 0.35  # share of cells that hold something, below which an uncaptioned block is no table


def read_tables(document_id: str, layouts: Sequence[PageLayout]) -> tuple[Table, ...]:
    """The tables of a document in reading order.

    A region of numbers without caption is kept as data if it has rules or the marks of estimates (brackets, stars);
    what remains is marked `figure_axis`.
    """
    upright = [view for layout in layouts for view in views(layout)]
    lines = [build_lines(view.tokens) for view in upright]
    running = running_lines([(view.height, page) for view, page in zip(upright, lines, strict=True)])
    prose_size = _usual_size(upright)
    drafts = [
        table
        for view, page, skip in zip(upright, lines, running, strict=True)
        for table in _view_tables(view, [line for i, line in enumerate(page) if i not in skip], prose_size)
    ]
    return tuple(
        draft.model_copy(
            update={"id": content_id(document_id, "table", n), "document_id": document_id, "ordinal": n}
        )
        for n, draft in enumerate(drafts)
    )


def _usual_size(pages: Sequence[View]) -> float:
    """The font size that most of the text is set in."""
    sizes = Counter[float]()
    for view in pages:
        for token in view.tokens:
            sizes[round(2 * token.size) / 2] += len(token.text)
    return max(sizes, key=lambda size: sizes[size], default=10.0)


def _view_tables(view: View, lines: Sequence[Line], prose_size: float) -> Iterator[Table]:
    for zone in zones(lines, view.width):
        for region in find_regions(zone, view.rules, prose_size):
            for title, head, body in subtables(region.lines, view.rules):
                table = _table(view, region, title, head, body)
                if table is not None:
                    yield table


def _table(
    view: View, region: Region, title: Line | None, head: Sequence[Line], body: Sequence[Line]
) -> Table | None:
    uprights = separators(view.rules, box_of(body))
    head, body = [cut_line(line, uprights) for line in head], [cut_line(line, uprights) for line in body]
    columns = find_columns(body, uprights)
    if not columns:
        return None
    heads = build_heads(head, columns, view.rules)
    rows = build_rows(body, columns, wide_rules(view.rules, box_of(body)))
    header_rows = max((h.level for h in heads), default=-1) + 1
    cells = [_head_cell(view, h, header_rows) for h in heads]
    start = header_rows
    if title is not None:
        cells.append(_cell(view, start, 0, title.chunks))
        start += 1
    for number, row in enumerate(rows, start=start):
        if row.label:
            cells.append(_cell(view, number, 0, row.label))
        cells += [_cell(view, number, column, chunks) for column, chunks in sorted(row.cells.items())]
    n_rows = start + len(rows)
    boxes = [cell.box for cell in cells if cell.box]
    box = boxes[0]
    for other in boxes[1:]:
        box = box.union(other)
    return Table(
        id="",
        document_id="",
        ordinal=0,
        page=view.page,
        label=region.label,
        caption=_paragraph(region.caption),
        note=_paragraph(region.note),
        header_rows=header_rows,
        n_rows=n_rows,
        n_columns=len(columns) + 1,
        cells=tuple(sorted(cells, key=lambda c: (c.row, c.column))),
        box=box,
        kind=_kind(view, region, rows),
    )


def _head_cell(view: View, head: Head, header_rows: int) -> Cell:
    return Cell(
        row=header_rows - 1 - head.level,
        column=head.first,
        text=head.text,
        page=view.page,
        box=view.on_page(head.box),
        columns_spanned=head.last - head.first + 1,
    )


def _cell(view: View, row: int, column: int, chunks: Sequence[Chunk]) -> Cell:
    box: Box = chunks[0].box
    text = chunks[0].text
    for above, chunk in zip(chunks, chunks[1:], strict=False):
        box = box.union(chunk.box)
        wrapped = chunk.box.y0 > above.box.y0 + 0.5 * above.box.height
        text = join_wrapped(text, chunk.text) if wrapped else f"{text} {chunk.text}"
    return Cell(row=row, column=column, text=text, page=view.page, box=view.on_page(box))


def _paragraph(lines: Sequence[Line]) -> str:
    text = ""
    for line in lines:
        text = join_wrapped(text, line.text) if text else line.text
    return text


def _kind(view: View, region: Region, rows: Sequence[Row]) -> str:
    if region.label is not None:
        return "data"
    texts = [chunk.text for row in rows for chunks in row.cells.values() for chunk in chunks]
    columns = max((column for row in rows for column in row.cells), default=1)
    filled = sum(len(row.cells) for row in rows) / (columns * max(sum(bool(row.cells) for row in rows), 1))
    marked = sum((numbers.is_bracketed(t) or "*" in t) and any(c.isdigit() for c in t) for t in texts) >= 3
    area = box_of(region.lines)
    grown = Box(area.x0, area.y0 - area.height * 0.1 - 6, area.x1, area.y1 + area.height * 0.1 + 6)
    ruled = len(wide_rules(view.rules, grown)) >= 2 and not region.figure
    labelled = sum(bool(row.label) for row in rows) >= 0.4 * len(rows)
    return "data" if (marked or ruled) and filled >= SPARSE and labelled else "figure_axis"
