"""Rows of a table's body: which labels belong to which numbers."""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from almpo.ingestion.tables import numbers
from almpo.ingestion.tables.columns import Column, column_of, split_by_columns
from almpo.ingestion.tables.lines import Chunk, Line

INTERLEAVED = 0.8  # font sizes: lines closer than this are parts of one row
_OPEN_END = re.compile(
    r"(?:[,(/&\-–+×*]|\b(?:and|or|of|the|for|in|with|to|by|und|oder|der|die|des|mit|von|et|ou|de|du|la|y|o|con|en|i|z|w))$"
)
_PANEL = re.compile(r"(?:panel|teil|panneau|panel)\b|\(?[A-Z]\)?[.:]\s", re.IGNORECASE)
_UNCERTAINTY = re.compile(
    r"\W*(?:s\.? ?e\.?|std|stand|robust|t[- ]|p[- ]|z[- ]|\d+ ?%|ci|ki|ic|konf|conf)", re.IGNORECASE
)


@dataclass
class Row:
    """A row in the making. `cells` by column number, from 1."""

    baseline: float
    size: float
    label: list[Chunk] = field(default_factory=list)
    cells: dict[int, list[Chunk]] = field(default_factory=dict)

    @property
    def label_text(self) -> str:
        return " ".join(chunk.text for chunk in self.label)

    @property
    def is_uncertainty(self) -> bool:
        texts = [chunk.text for chunks in self.cells.values() for chunk in chunks if chunk.value]
        return bool(texts) and all(numbers.is_bracketed(text) for text in texts)


def build_rows(lines: Sequence[Line], columns: Sequence[Column], rules: Sequence[float] = ()) -> list[Row]:
    """Rows from top to bottom. `rules` are heights of lines across the table."""
    rows = [_row(line, columns) for line in lines]
    if len(rules) > 1 and len(rules) + 1 >= 0.8 * sum(any(c.value for c in line.chunks) for line in lines):
        rows = _join_ruled(rows, rules)
    rows = _join_interleaved(rows)
    with_numbers = [row.label[-1].box.x1 for row in rows if row.label and row.cells]
    rows = _join_wrapped(rows, max(with_numbers, default=0.0))
    return _lift_labels(rows)


def _row(line: Line, columns: Sequence[Column]) -> Row:
    row = Row(line.baseline, line.size)
    whole = len(line.chunks) == 1 and not any(c.isdigit() for c in line.text)  # words alone on their line
    chunks = line.chunks if whole else [p for chunk in line.chunks for p in split_by_columns(chunk, columns)]
    if len(chunks) == 1 and not chunks[0].data and not _in_text_column(chunks[0], columns):
        row.label.append(chunks[0])
        return row
    for chunk in chunks:
        at = column_of(columns, chunk)
        if at == 0:
            row.label.append(chunk)
        else:
            row.cells.setdefault(at, []).append(chunk)
    return row


def _in_text_column(chunk: Chunk, columns: Sequence[Column]) -> bool:
    return any(c.text and c.x0 - 2 <= chunk.box.x0 and chunk.box.x1 <= c.x1 + 2 for c in columns)


def _join_ruled(rows: list[Row], rules: Sequence[float]) -> list[Row]:
    """Lines between the same two ruled lines are one row, unless numbers stand above one another in it."""
    joined: list[Row] = []
    for row in rows:
        above = joined[-1] if joined else None
        if above is None or any(above.baseline < y < row.baseline for y in rules) or _collide(above, row):
            joined.append(row)
            continue
        above.label.extend(row.label)
        for column, chunks in row.cells.items():
            above.cells.setdefault(column, []).extend(chunks)
    return joined


def _collide(above: Row, row: Row) -> bool:
    return any(
        any(chunk.data for chunk in above.cells[column]) and any(chunk.data for chunk in row.cells[column])
        for column in above.cells.keys() & row.cells.keys()
    )


def _join_interleaved(rows: list[Row]) -> list[Row]:
    """A label set at half height between the lines of its numbers belongs to the upper of them."""
    joined: list[Row] = []
    for row in rows:
        above = joined[-1] if joined else None
        if above is None or not _close(above, row):
            joined.append(row)
        elif above.cells and not row.cells and _may_go_on(above, row):
            above.label.extend(row.label)
        elif row.cells and not row.label and not above.cells:
            row.label = above.label
            joined[-1] = row
        else:
            joined.append(row)
    return joined


def _may_go_on(above: Row, row: Row) -> bool:
    """Whether the label of a row is not further left than the one above it."""
    return not above.label or above.label[0].box.x0 <= row.label[0].box.x0 + 2


def _close(upper: Row, lower: Row) -> bool:
    return lower.baseline - upper.baseline < INTERLEAVED * min(upper.size, lower.size)


def _join_wrapped(rows: list[Row], reach: float) -> list[Row]:
    """A label broken over two lines becomes one. `reach` is the right edge of the row labels."""
    joined: list[Row] = []
    for number, row in enumerate(rows):
        above = joined[-1] if joined else None
        if above is None or not above.label or not row.label or not _near(above, row):
            joined.append(row)
        elif not above.cells and not _known(row, joined) and _carries_on(above, row, reach):
            row.label = above.label + row.label
            joined[-1] = row
        elif not row.cells and _completes(above, row, rows[number + 1 : number + 2], joined, reach):
            above.label.extend(row.label)
        else:
            joined.append(row)
    return joined


def _carries_on(above: Row, row: Row, reach: float) -> bool:
    """Whether a label with numbers is the second line of the label without numbers above it."""
    if above.label_text.endswith(":") or _PANEL.match(above.label_text):
        return False
    if _OPEN_END.search(above.label_text):
        return True
    if not _same_style(above, row):
        return False
    flush = row.label[0].box.x0 < above.label[0].box.x0 + 2
    if flush and _begins_lower(row.label_text):
        return True
    return _did_not_fit(above, row, reach) and above.label[-1].box.x1 <= reach + 1


def _completes(above: Row, row: Row, after: Sequence[Row], before: Sequence[Row], reach: float) -> bool:
    """Whether a label without numbers is the second line of the label with numbers above it.

    It is a head if what follows is indented, or has a label that stood `before`, as in the panel above.
    """
    if _begins_lower(row.label_text):
        return True
    if not above.cells or _PANEL.match(row.label_text) or row.label_text.endswith(":"):
        return False
    if row.label[0].box.x0 > reach:  # set in the middle of the table
        return False
    heads_what_follows = any(
        below.label[0].box.x0 > row.label[0].box.x0 + 2 or _known(below, before)
        for below in after
        if below.label
    )
    return _did_not_fit(above, row, reach) and _same_style(above, row) and not heads_what_follows


def _known(row: Row, before: Sequence[Row]) -> bool:
    """Whether the label of a row has stood before, whole."""
    return any(row.label_text == other.label_text for other in before)


def _begins_lower(text: str) -> bool:
    """A word in lower case, not a symbol such as t or n."""
    return text[:2].isalpha() and text[:1].islower()


def _did_not_fit(above: Row, row: Row, reach: float) -> bool:
    """Whether the first word of a label had no room on the line above."""
    word = row.label[0].tokens[0].box.width
    return above.label[-1].box.x1 + 0.25 * row.size + word > reach


def _same_style(above: Row, row: Row) -> bool:
    one, other = above.label[-1].tokens[-1], row.label[0].tokens[0]
    return one.bold == other.bold and one.italic == other.italic and abs(one.size - other.size) < 0.5


def _near(upper: Row, lower: Row) -> bool:
    return lower.baseline - upper.baseline < 1.7 * max(upper.size, lower.size)


def _lift_labels(rows: list[Row]) -> list[Row]:
    """The second line of a label that stands beside the standard errors belongs to the estimates above."""
    for above, row in itertools.pairwise(rows):
        if (
            row.is_uncertainty
            and row.label
            and above.label
            and above.cells
            and not above.is_uncertainty
            and not _UNCERTAINTY.match(row.label_text)
            and not row.label[0].data
        ):
            above.label.extend(row.label)
            row.label = []
    return rows
