"""Heads broken over lines, put together again."""

from collections.abc import Sequence
from typing import NamedTuple

from almpo.evidence.anchors import Box
from almpo.ingestion.layout import Rule
from almpo.ingestion.tables import numbers
from almpo.ingestion.tables.columns import Column
from almpo.ingestion.tables.lines import HEAD_GAP, Chunk, Line, parted
from almpo.ingestion.tables.spans import Head, best_ranges, nearest, pitch_of

LEADING = 1.5  # font sizes: lines of one head follow one another at most this far apart
SHARED_AXIS = 0.15  # column widths: a head over several others is in their middle to within this
AXIS = 0.5  # font sizes: lines of one head are centred on the same axis, or flush, to within this


def stack_heads(lines: Sequence[Line], columns: Sequence[Column], rules: Sequence[Rule]) -> list[Head]:
    """The heads in these lines, each whole, without the columns they stand over."""
    return _stacks([_pieces(line, columns) for line in lines], columns, rules)


def _pieces(line: Line, columns: Sequence[Column]) -> list[Chunk]:
    """The chunks of a line of heads; those of neighbouring columns that nearly touch are cut."""
    pieces = []
    for chunk in line.chunks:
        parts = parted(chunk, HEAD_GAP * line.size)
        pieces += parts if _at_home(parts, columns) else [chunk]
    return pieces


def _at_home(parts: Sequence[Chunk], columns: Sequence[Column]) -> bool:
    """Whether each part stands over a column of its own: in its middle, or all flush with one side."""
    parts = parts[1:] if parts[0].box.x1 <= columns[0].x0 else parts  # the head of the row labels
    reach = 0.3 * pitch_of(columns)
    return any(
        len(set(homes)) == len(homes) and all(d < reach for d in distances)
        for homes, distances in (_homes(parts, columns, side) for side in (0.0, 0.5, 1.0))
    )


def _homes(parts: Sequence[Chunk], columns: Sequence[Column], side: float) -> tuple[list[int], list[float]]:
    """The nearest column of each part and the distance, at left edge (0), middle (0.5) or right edge (1)."""
    spots = [part.box.x0 + side * part.box.width for part in parts]
    axes = [column.x0 + side * (column.x1 - column.x0) for column in columns]
    homes = [min(range(len(axes)), key=lambda i: abs(axes[i] - spot)) for spot in spots]
    return homes, [abs(axes[home] - spot) for home, spot in zip(homes, spots, strict=True)]


class _Stack(NamedTuple):
    """A head whose lines are being put together."""

    head: Head
    last: Chunk  # its lowest line so far
    spanning: bool  # stands over several heads of the next line, so that none of them continues it


def _stacks(rows: Sequence[Sequence[Chunk]], columns: Sequence[Column], rules: Sequence[Rule]) -> list[Head]:
    """Join the lines of wrapped heads."""
    spanning = {id(chunk) for number in range(len(rows)) for chunk in _spanning(rows, number, columns)}
    stacks: list[_Stack] = []
    for row in rows:
        for chunk in row:
            upper = [
                i for i, stack in enumerate(stacks) if not stack.spanning and _wraps(stack, chunk, row, rules)
            ]
            if not upper:
                stacks.append(_Stack(Head((chunk.text,), chunk.box), chunk, id(chunk) in spanning))
                continue
            at = min(upper, key=lambda i: chunk.box.y1 - stacks[i].last.box.y1)
            head = stacks[at].head
            whole = Head((*head.lines, chunk.text), head.box.union(chunk.box))
            stacks[at] = _Stack(whole, chunk, id(chunk) in spanning)
    return [stack.head for stack in stacks]


def _spanning(rows: Sequence[Sequence[Chunk]], number: int, columns: Sequence[Column]) -> list[Chunk]:
    """The heads of a line that stand over several heads of the next line.

    They do if the heads of a line share out those of the next among them, each in the middle of its own, or
    if a head alone on its line is in the middle of all columns. Lines less than a line apart, as of heads
    that are centred in their height, count as one.
    """
    edge, row = columns[0].x0, rows[number]
    drops = [line[0].box.y1 - row[0].box.y1 for line in rows]
    near = 0.8 * row[0].size
    over = sorted(
        (
            c
            for line, drop in zip(rows, drops, strict=True)
            if abs(drop) < near
            for c in line
            if c.box.x1 > edge
        ),
        key=lambda chunk: chunk.box.x0,
    )
    below = next((line for line, drop in zip(rows, drops, strict=True) if drop >= near), ())
    lower = [_widened(chunk, columns) for chunk in below if chunk.box.x1 > edge]
    if not over or len(lower) < 2:
        return []
    middle = (edge + columns[-1].x1) / 2
    if len(over) == 1 and abs(over[0].centre - middle) < 0.3 * pitch_of(columns):
        return over
    ranges = best_ranges([Head((c.text,), c.box) for c in over], range(1, len(lower) + 1), lower)
    reach = SHARED_AXIS * pitch_of(lower)
    fits = sum(last - first + 1 for first, last in ranges) == len(lower) and all(
        abs((lower[first - 1].x0 + lower[last - 1].x1) / 2 - chunk.centre) < reach
        for chunk, (first, last) in zip(over, ranges, strict=True)
    )
    return [chunk for chunk, (first, last) in zip(over, ranges, strict=True) if fits and last > first]


def _widened(chunk: Chunk, columns: Sequence[Column]) -> Column:
    """The extent of a head together with its column."""
    home = columns[max(nearest(columns, chunk.box), 1) - 1]
    if home.overlap(chunk) <= 0:
        return Column(chunk.box.x0, chunk.box.x1)
    return Column(min(home.x0, chunk.box.x0), max(home.x1, chunk.box.x1))


def _wraps(stack: _Stack, chunk: Chunk, row: Sequence[Chunk], rules: Sequence[Rule]) -> bool:
    """Whether a chunk is the next line of a head."""
    head, last, size = stack.head, stack.last.box, stack.last.size
    if not 0.4 * size < chunk.box.y1 - last.y1 < LEADING * size:
        return False
    if numbers.is_column_number(head.text) or numbers.is_column_number(chunk.text):
        return False
    on_axis = min(
        abs(chunk.centre - head.centre), abs(chunk.box.x0 - head.box.x0), abs(chunk.box.x1 - head.box.x1)
    )
    if on_axis > AXIS * size or _shared(chunk.box, head.box) <= 0:
        return False
    if (
        sum(_shared(other.box, last) > 0.3 * other.box.width for other in row) > 1
    ):  # it stands over several heads
        return False
    return not any(
        rule.x0 <= chunk.centre <= rule.x1 and last.y1 - 0.5 * size < rule.y0 < chunk.box.y1 - 0.5 * size
        for rule in rules
    )


def _shared(one: Box, other: Box) -> float:
    """Width over which two boxes stand above one another."""
    return min(one.x1, other.x1) - max(one.x0, other.x0)
