"""A table as its reader needs it: blocks under one head each, rows with label, panel and read numbers.

Tables stack: heads are repeated or changed half way down, panels have their own. A block is a run of body
rows under the same column heads.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from almpo.evidence.documents import Cell, Table
from almpo.extraction import lexicon
from almpo.extraction.folding import fold
from almpo.measures.numbers import DecimalMark, Printed, decimal_convention, read_cell

_COLUMN_NUMBER = re.compile(r"^[(\[]\d{1,2}[a-z]?[)\]]$")
_YEAR = re.compile(r"^(?:19|20)\d\d$")
_BLANKS = re.compile(r"^[-–—.\s…]*$")


class GridCell(NamedTuple):
    """A printed cell and its numbers; `numbers` is empty for words."""

    cell: Cell
    numbers: tuple[Printed, ...]

    @property
    def wrapped(self) -> bool:
        return bool(self.numbers) and all(n.wrapping or n.upper is not None for n in self.numbers)


@dataclass(frozen=True)
class Row:
    """A body row. `cells` by column; `words` are its cells without numbers."""

    index: int
    label: str
    label_cell: Cell | None
    panel: str | None
    cells: dict[int, GridCell]
    words: dict[int, Cell]

    @property
    def wrapped(self) -> bool:
        """Whether most of its numbers stand in parentheses or brackets or are intervals."""
        return bool(self.cells) and sum(cell.wrapped for cell in self.cells.values()) > 0.6 * len(self.cells)


@dataclass(frozen=True)
class Block:
    """Rows under the same heads: `heads[column]` lists the words over a column from top to bottom."""

    heads: dict[int, tuple[str, ...]]
    rows: list[Row] = field(default_factory=list)

    def head(self, column: int) -> str:
        return " | ".join(self.heads.get(column, ()))

    @property
    def columns(self) -> list[int]:
        return sorted({column for row in self.rows for column in row.cells})


@dataclass(frozen=True)
class Grid:
    decimal: DecimalMark
    blocks: list[Block]


def read_grid(table: Table, usual: DecimalMark = ".") -> Grid:
    """The blocks of a table, with all numbers read in the table's own decimal convention.

    `usual` is that of the document, for tables whose numbers do not show one ("1.016" and "455").
    """
    decimal = decimal_convention(number_cells(table), usual)
    rows: dict[int, list[Cell]] = {}
    for cell in sorted(table.cells, key=lambda cell: (cell.row, cell.column)):
        if cell.text.strip():
            rows.setdefault(cell.row, []).append(cell)
    first = table.header_rows
    while first in rows and _is_column_numbers(rows[first]):
        first += 1
    heads = _heads(cell for row in range(first) for cell in rows.get(row, ()))
    blocks, panels = [Block(heads)], _Panels()
    for index in sorted(row for row in rows if row >= first):
        cells = rows[index]
        if _is_column_numbers(cells):
            continue
        row = _read_row(index, cells, decimal)
        if _is_head(row, blocks[-1], rows.get(index + 1)):
            blocks.append(Block(_heads(cells)))
        elif _is_panel_head(row):
            panels.open(row)
        else:
            blocks[-1].rows.append(_with_text_labels(row, panels.of(row)))
    return Grid(decimal, [block for block in blocks if block.rows])


def number_cells(table: Table) -> Iterator[str]:
    """The texts of all cells but the row labels."""
    return (cell.text for cell in table.cells if cell.column > 0)


def _is_column_numbers(cells: list[Cell]) -> bool:
    body = [cell.text.strip() for cell in cells if cell.column > 0]
    return (
        len(body) >= 2 and all(_COLUMN_NUMBER.match(text) for text in body) and not _label(cells).strip("() ")
    )


def _label(cells: list[Cell]) -> str:
    return next((cell.text.strip() for cell in cells if cell.column == 0), "")


def _heads(cells: Iterable[Cell]) -> dict[int, tuple[str, ...]]:
    heads: dict[int, tuple[str, ...]] = {}
    for cell in cells:
        for column in range(cell.column, cell.column + cell.columns_spanned):
            heads[column] = (*heads.get(column, ()), " ".join(cell.text.split()))
    return heads


def _read_row(index: int, cells: list[Cell], decimal: DecimalMark) -> Row:
    numbers: dict[int, GridCell] = {}
    texts: dict[int, Cell] = {}
    for cell in cells:
        if cell.column == 0 or _BLANKS.match(cell.text):
            continue
        year = len(cells) == 1 and _YEAR.match(cell.text.strip())  # alone in its row: the head of a panel
        read = () if year else read_cell(cell.text, decimal)
        if read:
            numbers[cell.column] = GridCell(cell, read)
        else:
            texts[cell.column] = cell
    label = next((cell for cell in cells if cell.column == 0), None)
    return Row(index, " ".join(label.text.split()) if label else "", label, None, numbers, texts)


def _is_head(row: Row, block: Block, following: list[Cell] | None) -> bool:
    """Whether a body row repeats or changes the column heads: only words, several of them, no flags."""
    if row.cells or not row.words or following is None:
        return False
    flags = sum(bool(lexicon.YES_NO.match(fold(cell.text.strip()))) for cell in row.words.values())
    return len(row.words) >= 2 and flags == 0 and not lexicon.FLAG.search(fold(row.label))


def _is_panel_head(row: Row) -> bool:
    """Whether a row holds one stretch of words and nothing else."""
    if row.cells or len(row.words) + bool(row.label) != 1:
        return False
    return not any(lexicon.YES_NO.match(fold(cell.text.strip())) for cell in row.words.values())


def _with_text_labels(row: Row, panel: str | None) -> Row:
    """The row with words left of its first number moved to the label: tables may have two label columns."""
    first = min(row.cells, default=0)
    left = [cell for column, cell in sorted(row.words.items()) if column < first]
    left = [cell for cell in left if not lexicon.YES_NO.match(fold(cell.text.strip()))]
    label = " | ".join(part for part in (row.label, *(" ".join(cell.text.split()) for cell in left)) if part)
    return Row(row.index, label, row.label_cell or (left[0] if left else None), panel, row.cells, row.words)


class _Panels:
    """The panel heads in force. A head whose rows are indented ends with them."""

    def __init__(self) -> None:
        self._open: list[tuple[str, float | None]] = []
        self._used = True
        self._indented = False

    def open(self, row: Row) -> None:
        head = row.label_cell or next(iter(row.words.values()))
        left = head.box.x0 if head.box else None
        if self._used:
            self._open = []
        self._open.append((" ".join(head.text.split()), left))
        self._used, self._indented = False, False

    def of(self, row: Row) -> str | None:
        left = row.label_cell.box.x0 if row.label_cell and row.label_cell.box else None
        head = self._open[-1][1] if self._open else None
        if left is not None and head is not None:
            if not self._used:
                self._indented = left > head + 2
            elif self._indented and left <= head + 1:
                self._open, self._indented = [], False
        self._used = True
        return " | ".join(label for label, _ in self._open) or None
