"""Heads of columns: wrapped lines joined, spans found, levels told apart."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from almpo.evidence.anchors import Box
from almpo.evidence.documents import Table
from almpo.ingestion.layout import Rule
from almpo.ingestion.tables import numbers
from almpo.ingestion.tables.columns import Column, columns_under
from almpo.ingestion.tables.lines import Chunk, Line, make_chunk

SOFT_HYPHEN = "\xad"
HEAD_GAP = 0.5  # font sizes: a wider gap may part the heads of neighbouring columns
UNCOVERED = 0.15  # price of a column without head, in column widths of misfit
LEADING = 1.5  # font sizes: lines of one head follow one another at most this far apart
SHARED_AXIS = 0.15  # column widths: a head over several others is in their middle to within this
AXIS = 0.5  # font sizes: lines of one head are centred on the same axis, or flush, to within this


class Head(NamedTuple):
    """One head cell over columns first..last (from 1; 0 is the stub, the head of the row labels)."""

    text: str
    box: Box
    first: int = 0
    last: int = 0
    level: int = 0  # rows above the body, 0 = lowest

    @property
    def centre(self) -> float:
        return (self.box.x0 + self.box.x1) / 2


def column_heads(table: Table) -> list[str]:
    """The head of every column with its levels joined by " | ", spans written out; index = column number."""
    heads: list[list[str]] = [[] for _ in range(table.n_columns)]
    for cell in sorted(table.cells, key=lambda c: (c.row, c.column)):
        if cell.row < table.header_rows and cell.text:
            for column in range(cell.column, min(cell.column + cell.columns_spanned, table.n_columns)):
                heads[column].append(cell.text)
    return [" | ".join(parts) for parts in heads]


def build_heads(lines: Sequence[Line], columns: Sequence[Column], rules: Sequence[Rule]) -> list[Head]:
    """Head cells with the columns they stand over and their levels, counted from the body upwards."""
    heads = _stacks([_pieces(line, columns) for line in lines], columns, rules)
    placed: list[Head] = []
    for row in _rows_from_below(heads):
        fixed = [_sure_span(head, row, columns, rules) for head in row]
        beside = [p for p in placed if any(_beside(p, head) for head in row)]
        taken = {c for p in beside for c in range(p.first, p.last + 1)}
        for head, (first, last) in zip(row, fit_spans(row, fixed, taken, columns), strict=True):
            placed.append(head._replace(first=first, last=last))
    return _levels(placed)


def join_wrapped(first: str, second: str) -> str:
    """Two lines of one label; a word broken by a hyphen becomes whole."""
    if first.endswith(SOFT_HYPHEN):
        return first[:-1] + second
    if first.endswith("-") and len(first) > 1 and first[-2].isalpha() and second[:1].islower():
        return first[:-1] + second
    return f"{first} {second}"


def _pieces(line: Line, columns: Sequence[Column]) -> list[Chunk]:
    """The chunks of a line of heads; those of neighbouring columns that nearly touch are cut."""
    pieces = []
    for chunk in line.chunks:
        tokens = chunk.tokens
        cuts = [
            i for i in range(1, len(tokens)) if tokens[i].box.x0 - tokens[i - 1].box.x1 > HEAD_GAP * line.size
        ]
        parts = [make_chunk(tokens[i:j]) for i, j in pairwise([0, *cuts, len(tokens)])]
        pieces += parts if _at_home(parts, columns) else [chunk]
    return pieces


def _at_home(parts: Sequence[Chunk], columns: Sequence[Column]) -> bool:
    """Whether each part stands in the middle of a column of its own."""
    homes = [_nearest(columns, part.box) for part in parts]
    reach = 0.3 * _pitch(columns)
    return len(set(homes)) == len(homes) and all(
        home and abs(columns[home - 1].centre - part.centre) < reach
        for home, part in zip(homes, parts, strict=True)
    )


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
                stacks.append(_Stack(Head(chunk.text, chunk.box), chunk, id(chunk) in spanning))
                continue
            at = min(upper, key=lambda i: chunk.box.y1 - stacks[i].last.box.y1)
            head = stacks[at].head
            whole = Head(join_wrapped(head.text, chunk.text), head.box.union(chunk.box))
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
    if len(over) == 1 and abs(over[0].centre - middle) < 0.3 * _pitch(columns):
        return over
    ranges = _best_ranges([Head(c.text, c.box) for c in over], range(1, len(lower) + 1), lower)
    reach = SHARED_AXIS * _pitch(lower)
    fits = sum(last - first + 1 for first, last in ranges) == len(lower) and all(
        abs((lower[first - 1].x0 + lower[last - 1].x1) / 2 - chunk.centre) < reach
        for chunk, (first, last) in zip(over, ranges, strict=True)
    )
    return [chunk for chunk, (first, last) in zip(over, ranges, strict=True) if fits and last > first]


def _widened(chunk: Chunk, columns: Sequence[Column]) -> Column:
    """The extent of a head together with its column."""
    home = columns[max(_nearest(columns, chunk.box), 1) - 1]
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


def _rows_from_below(heads: Sequence[Head]) -> list[list[Head]]:
    """Heads that end at about the same height, lowest first, each row from left to right."""
    rows: list[list[Head]] = []
    for head in sorted(heads, key=lambda h: -h.box.y1):
        if rows and rows[-1][0].box.y1 - head.box.y1 < 0.6 * min(h.box.height for h in rows[-1]):
            rows[-1].append(head)
        else:
            rows.append([head])
    return [sorted(row, key=lambda h: h.box.x0) for row in rows]


def _beside(one: Head, other: Head) -> bool:
    """Whether two heads stand at the same height, so that they cannot share a column."""
    shared = min(one.box.y1, other.box.y1) - max(one.box.y0, other.box.y0)
    return shared > 0.5 * min(one.box.height, other.box.height)


def _sure_span(
    head: Head, row: Sequence[Head], columns: Sequence[Column], rules: Sequence[Rule]
) -> tuple[int, int] | None:
    """The columns of a head where a rule or its position leave no doubt, else None."""
    rule = _rule_below(head, row, rules)
    if rule is not None:
        ruled = columns_under(columns, rule.x0, rule.x1)
        if ruled:
            return ruled[0], ruled[-1]
    first = columns[0]
    if head.box.x1 <= first.x0 or (head.centre < first.x0 and head.box.x1 < first.centre):
        return 0, 0
    if numbers.is_column_number(head.text) or numbers.is_value(head.text):
        under = columns_under(columns, head.box.x0, head.box.x1)
        if len(under) == 1:
            return under[0], under[0]
    return None


def _rule_below(head: Head, row: Sequence[Head], rules: Sequence[Rule]) -> Rule | None:
    """The ruled line right under a head and under no other head of its line."""
    height = min(head.box.height, 14.0)
    near = [
        rule
        for rule in rules
        if -0.35 * height < rule.y0 - head.box.y1 < 1.1 * height and rule.x0 <= head.centre <= rule.x1
    ]
    alone = [r for r in near if sum(r.x0 <= other.centre <= r.x1 for other in row) == 1]
    return min(alone, key=lambda r: r.y0, default=None)


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
    for i, span in zip(free, _best_ranges([row[i] for i in free], open_columns, columns), strict=True):
        result[i] = span
    return result


def _best_ranges(
    row: Sequence[Head], allowed: Sequence[int], columns: Sequence[Column]
) -> list[tuple[int, int]]:
    if not row:
        return []
    pitch = _pitch(columns)
    best: dict[int, tuple[float, list[tuple[int, int]]]] = {0: (0.0, [])}  # last column used -> cost, ranges
    for head in row:
        options: dict[int, tuple[float, list[tuple[int, int]]]] = {}
        for used, (cost, ranges) in best.items():
            for first, last, misfit in _ranges(head, used, allowed, columns, pitch):
                total = cost + misfit + UNCOVERED * _skipped(allowed, used, first)
                if last not in options or total < options[last][0]:
                    options[last] = (total, [*ranges, (first, last)])
        if not options:  # more heads than columns
            return [(at, at) for at in (_nearest(columns, h.box) for h in row)]
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
            yield first, last, (abs((x0 + x1) / 2 - head.centre) + 4 * outside) / pitch
            last += 1


def _nearest(columns: Sequence[Column], box: Box) -> int:
    """Number of the column whose centre is nearest, 0 for what ends left of the first column."""
    if not columns or box.x1 <= columns[0].x0:
        return 0
    centre = (box.x0 + box.x1) / 2
    return 1 + min(range(len(columns)), key=lambda i: abs(columns[i].centre - centre))


def _pitch(columns: Sequence[Column]) -> float:
    """Usual distance of the centres of neighbouring columns."""
    steps = [b.centre - a.centre for a, b in pairwise(columns)]
    return median(steps) if steps else max(columns[0].x1 - columns[0].x0, 20.0)


def _levels(heads: Sequence[Head]) -> list[Head]:
    """Stack the heads on the body: each stands one row above the highest head under it."""
    placed: list[Head] = []
    for head in sorted(heads, key=lambda h: -h.box.y1):
        below = [p.level for p in placed if p.first <= head.last and head.first <= p.last]
        placed.append(head._replace(level=max(below, default=-1) + 1))
    return placed
