"""Which columns a head stands over."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from almpo.evidence.anchors import Box
from almpo.ingestion.tables.columns import Column

FLUSH = 4.0  # price of misfit at an edge, against that in the middle
UNCOVERED = 0.15  # price of a column without head, in column widths of misfit


class Head(NamedTuple):
    """One head cell over columns first..last (from 1; 0 is the stub, the head of the row labels)."""

    lines: tuple[str, ...]
    box: Box
    first: int = 0
    last: int = 0
    level: int = 0  # rows above the body, 0 = lowest

    @property
    def text(self) -> str:
        return " ".join(self.lines)

    @property
    def centre(self) -> float:
        return (self.box.x0 + self.box.x1) / 2


def fit_spans(
    row: Sequence[Head], fixed: Sequence[tuple[int, int] | None], taken: set[int], columns: Sequence[Column]
) -> list[tuple[int, int]]:
    """(first, last) column of every head of a row.

    Ranges do not overlap; of all ways to choose them, the one in which heads stand nearest to the middle of
    their columns while few columns stay without a head (dynamic programming over columns from left to right).
    """
    free = [i for i, span in enumerate(fixed) if span is None]
    taken = taken | {c for span in fixed if span is not None for c in range(span[0], span[1] + 1)}
    result = [span or (0, 0) for span in fixed]
    open_columns = [c for c in range(1, len(columns) + 1) if c not in taken]
    for i, span in zip(free, best_ranges([row[i] for i in free], open_columns, columns), strict=True):
        result[i] = span
    return result


def best_ranges(
    row: Sequence[Head], allowed: Sequence[int], columns: Sequence[Column]
) -> list[tuple[int, int]]:
    if not row:
        return []
    pitch = pitch_of(columns)
    best: dict[int, tuple[float, list[tuple[int, int]]]] = {0: (0.0, [])}  # last column used -> cost, ranges
    for head in row:
        options: dict[int, tuple[float, list[tuple[int, int]]]] = {}
        for used, (cost, ranges) in best.items():
            for first, last, misfit in _ranges(head, used, allowed, columns, pitch):
                total = cost + misfit + UNCOVERED * _skipped(allowed, used, first)
                if last not in options or total < options[last][0]:
                    options[last] = (total, [*ranges, (first, last)])
        if not options:  # more heads than columns
            return [(at, at) for at in (nearest(columns, h.box) for h in row)]
        best = options
    end = len(columns) + 1
    return min(best.items(), key=lambda item: item[1][0] + UNCOVERED * _skipped(allowed, item[0], end))[1][1]


def _skipped(allowed: Sequence[int], used: int, first: int) -> int:
    return sum(used < column < first for column in allowed)


def _ranges(
    head: Head, used: int, allowed: Sequence[int], columns: Sequence[Column], pitch: float
) -> Iterator[tuple[int, int, float]]:
    """(first, last, misfit) of the runs of allowed columns right of `used` that a head may stand over."""
    for first in allowed:
        if first <= used:
            continue
        last = first
        while last in allowed:
            x0, x1 = columns[first - 1].x0, columns[last - 1].x1
            outside = max(0.0, x0 - head.centre, head.centre - x1)
            misfit = abs((x0 + x1) / 2 - head.centre) + 4 * outside
            if first == last and not _reaches_beyond(head, first, columns):
                misfit = min(misfit, FLUSH * abs(x0 - head.box.x0), FLUSH * abs(x1 - head.box.x1))
            yield first, last, misfit / pitch
            last += 1


def _reaches_beyond(head: Head, number: int, columns: Sequence[Column]) -> bool:
    """Whether a head stands over another column than the one of this number, too."""
    others = [column for at, column in enumerate(columns, start=1) if at != number]
    return any(head.box.x0 < column.x1 and column.x0 < head.box.x1 for column in others)


def nearest(columns: Sequence[Column], box: Box) -> int:
    """Number of the column whose centre is nearest, 0 for what ends left of the first column."""
    if not columns or box.x1 <= columns[0].x0:
        return 0
    centre = (box.x0 + box.x1) / 2
    return 1 + min(range(len(columns)), key=lambda i: abs(columns[i].centre - centre))


def pitch_of(columns: Sequence[Column]) -> float:
    """Usual distance of the centres of neighbouring columns."""
    steps = [b.centre - a.centre for a, b in pairwise(columns)]
    return median(steps) if steps else max(columns[0].x1 - columns[0].x0, 20.0)
