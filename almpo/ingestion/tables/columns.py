"""Columns of a table: where its numbers line up, and the text columns between them."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import inf
from statistics import median
from typing import NamedTuple

from almpo.ingestion.layout import Token
from almpo.ingestion.tables import numbers
from almpo.ingestion.tables.lines import Chunk, Line, make_chunk

COLUMN_GAP = 0.45  # font sizes: more than a space between words


class Column(NamedTuple):
    """A column's extent. Column 0 of a table, the row labels, is everything left of the first of these."""

    x0: float
    x1: float
    text: bool = False  # holds text, not numbers

    @property
    def centre(self) -> float:
        return (self.x0 + self.x1) / 2

    def overlap(self, chunk: Chunk) -> float:
        """Share of the narrower of both that the other covers."""
        shared = min(self.x1, chunk.box.x1) - max(self.x0, chunk.box.x0)
        return shared / max(min(self.x1 - self.x0, chunk.box.width), 1e-6)


def find_columns(lines: Sequence[Line], separators: Sequence[float] = ()) -> list[Column]:
    """Columns right of the row labels, from left to right. `separators` are x of vertical lines."""
    columns = _aligned([[chunk for chunk in line.chunks if chunk.data] for line in lines])
    columns = _without_label_column(columns, lines)
    columns = _with_ruled_columns(columns, lines, separators)
    columns = _with_text_columns(columns, lines)
    return [column._replace(text=_holds_text(column, lines)) for column in columns]


def rejoin_cut(lines: Sequence[Line]) -> list[Line]:
    """Undo the cutting of tokens whose parts have no columns of their own ("1.238-217.479" as a range)."""
    if not any(_touching(line) for line in lines):
        return list(lines)
    sure = [[c for c in line.chunks if c.data] for line in lines if not _touching(line)]
    columns = _aligned(sure)
    return [_rejoined(line, columns) if _touching(line) else line for line in lines]


def _touching(line: Line) -> bool:
    return any(a.box.x1 == b.box.x0 for a, b in pairwise(line.chunks))


def _rejoined(line: Line, columns: Sequence[Column]) -> Line:
    chunks: list[Chunk] = []
    for chunk in line.chunks:
        if chunks and chunks[-1].box.x1 == chunk.box.x0:
            left, right = (_best(columns, c, set()) for c in (chunks[-1], chunk))
            if left is None or right is None or left == right:
                chunks[-1] = make_chunk((*chunks[-1].tokens, *chunk.tokens))
                continue
        chunks.append(chunk)
    return line._replace(chunks=tuple(chunks))


def _aligned(rows: Iterable[Sequence[Chunk]], *, text: bool = False) -> list[Column]:
    """Line up the chunks of the fullest line first, then those of the others."""
    columns: list[Column] = []
    for row in sorted(rows, key=len, reverse=True):
        taken: set[int] = set()
        for chunk in row:
            at = _best(columns, chunk, taken)
            if at is None:
                columns.append(Column(chunk.box.x0, chunk.box.x1, text))
                taken.add(len(columns) - 1)
                continue
            taken.add(at)
            if (
                sum(column.overlap(chunk) > 0 for column in columns) == 1
            ):  # else it may be two cells that touch
                old = columns[at]
                columns[at] = Column(min(old.x0, chunk.box.x0), max(old.x1, chunk.box.x1), text)
    return sorted(columns)


def _best(columns: Sequence[Column], chunk: Chunk, taken: set[int]) -> int | None:
    fitting = [i for i, column in enumerate(columns) if i not in taken and column.overlap(chunk) > 0.2]
    return min(fitting, key=lambda i: abs(columns[i].centre - chunk.centre), default=None)


def _without_label_column(columns: list[Column], lines: Sequence[Line]) -> list[Column]:
    """Drop the first column if it is numbers among the row labels (years, quantiles), or the labels."""
    if not columns:
        return columns
    first = columns[0]
    labels = [
        line.chunks[0] for line in lines if not line.chunks[0].data and line.chunks[0].box.x0 < first.x0 + 2
    ]
    if not labels:
        left_of_all = [line for line in lines if line.chunks[0].box.x1 < first.x0]
        return columns if left_of_all or len(columns) == 1 else columns[1:]
    reach = median(label.box.x1 for label in labels)
    among = len(columns) > 1 and first.centre < reach and first.x0 < min(label.box.x1 for label in labels)
    return columns[1:] if among else columns


def _with_ruled_columns(
    columns: list[Column], lines: Sequence[Line], separators: Sequence[float]
) -> list[Column]:
    """Add a column for every interval between vertical lines that holds only text, but the first."""
    extra = []
    for left, right in pairwise([*separators, inf]):
        chunks = [chunk for line in lines for chunk in line.chunks if left < chunk.centre < right]
        if chunks and not any(left < column.centre < right for column in columns):
            extra.append(Column(min(c.box.x0 for c in chunks), max(c.box.x1 for c in chunks), True))
    return sorted([*columns, *extra])


def _with_text_columns(columns: list[Column], lines: Sequence[Line]) -> list[Column]:
    """Add columns of text that several lines have beside their label and their numbers."""
    texts = [
        [
            chunk
            for chunk in line.chunks[1:]
            if not chunk.data and all(column.overlap(chunk) <= 0 for column in columns)
        ]
        for line in lines
    ]
    for column in _aligned(texts, text=True):
        inside = [
            chunk
            for line in lines
            for chunk in line.chunks
            if not chunk.data and column.overlap(chunk) > 0.2 and chunk.box.x0 > column.x0 - 4
        ]
        apart = all(column.x1 <= c.x0 or column.x0 >= c.x1 for c in columns)
        if apart and len(inside) >= max(2, 0.25 * len(lines)):
            columns = sorted([*columns, column])
    return columns


def _holds_text(column: Column, lines: Sequence[Line]) -> bool:
    inside = [chunk for line in lines for chunk in line.chunks if column.overlap(chunk) > 0.5]
    return sum(chunk.data for chunk in inside) < 0.5 * len(inside)


def column_of(columns: Sequence[Column], chunk: Chunk) -> int:
    """Number of the column a chunk of the body stands in, counting from 1; 0 is the row labels."""
    if not columns or chunk.box.x1 <= columns[0].x0:
        return 0
    overlaps = [column.overlap(chunk) for column in columns]
    if max(overlaps) <= 0:
        if chunk.centre < columns[0].x0:
            return 0
        return 1 + min(range(len(columns)), key=lambda i: abs(columns[i].centre - chunk.centre))
    starts_left = chunk.box.x0 < columns[0].x0 - 4 and not chunk.data
    if starts_left:
        return 0
    inside = [i for i, share in enumerate(overlaps) if share > 0]
    return 1 + min(inside, key=lambda i: abs(columns[i].centre - chunk.centre))


def columns_under(columns: Sequence[Column], x0: float, x1: float) -> list[int]:
    """Numbers (from 1) of the columns that a span covers at least by half."""
    return [
        i
        for i, column in enumerate(columns, start=1)
        if min(x1, column.x1) - max(x0, column.x0) > 0.5 * min(column.x1 - column.x0, x1 - x0)
    ]


def split_by_columns(chunk: Chunk, columns: Sequence[Column]) -> list[Chunk]:
    """Cut a chunk whose tokens stand in several columns, as a long label that touches the first number."""
    if len(chunk.tokens) < 2 or not columns:
        return [chunk]
    groups: list[list[Token]] = []
    last = -1
    for token in chunk.tokens:
        centre = (token.box.x0 + token.box.x1) / 2
        at = next((i for i, c in enumerate(columns, start=1) if c.x0 - 1 <= centre <= c.x1 + 1), 0)
        if groups and (at in (0, last) or not _may_begin(token, groups[-1][-1])):
            groups[-1].append(token)
        else:
            groups.append([token])
            last = at
    return [make_chunk(group) for group in groups]


def _may_begin(token: Token, before: Token) -> bool:
    """Whether a token may be the first of a cell: a number, or after a wider gap than between words."""
    text = numbers.fold(token.text)
    wide = token.box.x0 - before.box.x1 > COLUMN_GAP * token.size
    return wide or numbers.is_value(text) or numbers.is_mark(text)
