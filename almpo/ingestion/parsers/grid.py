"""Tables of formats that say themselves what a cell is (DOCX, HTML, Markdown): spans, heads, split rows."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from almpo.ingestion.tables.captions import caption_label, is_note_start
from almpo.ingestion.tables.numbers import fold, is_bracketed, is_column_number, is_value, is_year

MAX_SPAN = 1000  # as in the HTML standard (4.9.11); a table that says more lies


class SourceCell(NamedTuple):
    """A cell as the format has it. A line break in `text` is one that is seen."""

    text: str
    columns: int = 1
    rows: int = 1
    is_head: bool = False


class GridCell(NamedTuple):
    """A cell in its place. Row and column count from 0."""

    row: int
    column: int
    text: str
    columns: int = 1


class Grid(NamedTuple):
    """A table with one printed value a cell. `caption` and `note` are rows that turned out to be those."""

    cells: tuple[GridCell, ...]
    n_rows: int
    n_columns: int
    header_rows: int
    caption: str = ""
    note: str = ""


class _Placed(NamedTuple):
    column: int
    columns: int
    text: str
    is_head: bool = False
    repeated: bool = False  # stands here only because a cell above spans this row


_Row = list[_Placed]


def build_grid(source: Sequence[Sequence[SourceCell]]) -> Grid | None:
    """The table of these rows; None where it has fewer than two rows or columns, as if made for layout."""
    rows = [row for row in map(_settled, _place(source)) if any(cell.text for cell in row)]
    caption, rows = _take_caption(rows)
    rows, note = _take_note(rows)
    header_rows = _count_head_rows(rows)
    heads = [[cell for cell in row if not cell.repeated] for row in rows[:header_rows]]
    rows = [*heads, *(part for row in rows[header_rows:] for part in _split_lines(row))]
    cells = tuple(
        GridCell(number, cell.column, " ".join(cell.text.split()), cell.columns)
        for number, row in enumerate(rows)
        for cell in row
        if cell.text.strip()
    )
    n_columns = 1 + max((cell.column for cell in cells), default=-1)
    if len(rows) < 2 or n_columns < 2:
        return None
    fitting = tuple(cell._replace(columns=min(cell.columns, n_columns - cell.column)) for cell in cells)
    return Grid(fitting, len(rows), n_columns, header_rows, caption, note)


def _place(source: Sequence[Sequence[SourceCell]]) -> Iterator[_Row]:
    """Give every cell its column. A cell that spans rows is repeated in each of them."""
    hanging: list[tuple[int, _Placed]] = []  # (rows still to go, the cell above)
    for source_row in source:
        above = sorted(cell._replace(repeated=True) for _, cell in hanging)
        row = list(above)
        hanging = [(left - 1, cell) for left, cell in hanging if left > 1]
        column = 0
        for cell in source_row:
            column = _next_free(above, column)
            placed = _Placed(column, max(1, min(cell.columns, MAX_SPAN)), cell.text.strip(), cell.is_head)
            row.append(placed)
            if cell.rows > 1:
                hanging.append((cell.rows - 1, placed))
            column += placed.columns
        yield sorted(row)


def _next_free(above: _Row, column: int) -> int:
    for cell in above:
        if cell.column <= column < cell.column + cell.columns:
            column = cell.column + cell.columns
    return column


def _settled(row: _Row) -> _Row:
    """Repeat labels, not numbers; and no label in a row of uncertainties, which belongs to the row above."""
    values = [cell.text for cell in row if not cell.repeated and _is_number(cell.text)]
    uncertainties = bool(values) and all(is_bracketed(fold(value)) for value in values)
    return [cell for cell in row if not cell.repeated or not (uncertainties or _is_number(cell.text))]


def _take_caption(rows: list[_Row]) -> tuple[str, list[_Row]]:
    """A first row of one cell that reads like a caption is one."""
    if rows and len(_texts(rows[0])) == 1 and caption_label(_texts(rows[0])[0]):
        return _texts(rows[0])[0], rows[1:]
    return "", rows


def _take_note(rows: list[_Row]) -> tuple[list[_Row], str]:
    """Rows at the end, from one that begins like a note and holds no other values."""
    for number, row in enumerate(rows):
        text = " ".join(_texts(row))
        if number and is_note_start(text) and not any(_is_number(cell.text) for cell in row):
            return rows[:number], " ".join(" ".join(_texts(row)) for row in rows[number:])
    return rows, ""


def _texts(row: _Row) -> list[str]:
    return [" ".join(cell.text.split()) for cell in row if cell.text]


def _count_head_rows(rows: Sequence[_Row]) -> int:
    """How many rows come before the first with a value. A row of one cell, if not the first, is a panel."""
    for number, row in enumerate(rows):
        is_panel = number > 0 and len(_texts(row)) == 1
        if is_panel or any(_is_number(cell.text) for cell in row if cell.column > 0):
            return number
    marked = [all(cell.is_head for cell in row) for row in rows]
    return marked.index(False) if False in marked and any(marked) else min(1, len(rows) - 1)


def _is_number(text: str) -> bool:
    lines = [fold(line.strip()) for line in text.split("\n") if line.strip()]
    return bool(lines) and all(
        is_value(line) and not is_column_number(line) and not is_year(line) for line in lines
    )


def _split_lines(row: _Row) -> list[_Row]:
    """An estimate and its standard error in one cell, one below the other, are two rows."""
    lines = {cell: [line.strip() for line in cell.text.split("\n") if line.strip()] for cell in row}
    counts = {len(lines[cell]) for cell in row if cell.column > 0 and _is_number(cell.text)} - {1}
    if len(counts) != 1:
        return [row]
    count = counts.pop()
    parts: list[_Row] = [[] for _ in range(count)]
    for cell in row:
        divides = len(lines[cell]) == count and (cell.column == 0 or _is_number(cell.text))
        for part, text in zip(parts, lines[cell] if divides else [cell.text], strict=False):
            part.append(cell._replace(text=text))
    return parts
