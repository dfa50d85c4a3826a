"""Heads set so close that they read like one text: told apart by the columns of numbers under them."""

from collections.abc import Sequence

from almpo.ingestion.tables.lines import Chunk, Line, head_gap, parted

_FIRST_ROWS = 3  # the fullest of them shows the columns


def part_heads(line: Line, rows: Sequence[Line]) -> Line | None:
    """A line of heads over the first of these rows, cut between columns; None for a line of other text.

    Every part but one (the head of the row labels) stands over numbers, and no two over the same.
    """
    values = max(rows[:_FIRST_ROWS], key=lambda row: len(row.values), default=line).values
    gap = head_gap([line])
    parts = [part for chunk in line.chunks for part in parted(chunk, gap)]
    over = [[i for i, value in enumerate(values) if overlap(part, value)] for part in parts]
    columns = [column for found in over for column in found]
    heads = sum(map(bool, over))
    if heads < max(2, len(parts) - 1) or len(set(columns)) < len(columns):
        return None
    return line._replace(chunks=tuple(parts))


def overlap(one: Chunk, other: Chunk) -> bool:
    """Whether one chunk stands above the other, in part at least."""
    return min(one.box.x1, other.box.x1) > max(one.box.x0, other.box.x0)
