"""Heads from body, and one table from the next under the same caption."""

import itertools
from collections.abc import Sequence
from math import inf

from almpo.ingestion.layout import Rule
from almpo.ingestion.tables import numbers
from almpo.ingestion.tables.columns import Column
from almpo.ingestion.tables.lines import Line, box_of
from almpo.ingestion.tables.packed import part_heads
from almpo.ingestion.tables.ruling import wide_rules


def subtables(
    lines: Sequence[Line], rules: Sequence[Rule]
) -> list[tuple[Line | None, Sequence[Line], Sequence[Line]]]:
    """(title, heads, body) of each table among the lines. Every table begins with heads anew."""
    lines = _with_heads_parted(lines)
    count = head_count(lines, rules)
    starts = _new_heads(lines, count, rules)
    if not starts:
        return [(None, lines[:count], lines[count:])]
    bounds = [0, *starts, len(lines)]
    parts = []
    for start, stop in itertools.pairwise(bounds):
        part = lines[start:stop]
        count = head_count(part, rules)
        title = (
            part[0] if count > 1 and len(part[0].chunks) == 1 and _is_title(part[0], part[1:count]) else None
        )
        head = part[1:count] if title is not None else part[:count]
        parts.append((title, head, part[count:]))
    return [part for part in parts if part[2]]


def _with_heads_parted(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines, those above the first results cut where all their heads read like one text."""
    first = next((i for i, line in enumerate(lines) if _is_body(line)), 0)
    heads = [
        (part_heads(line, lines[first:]) if len(line.chunks) == 1 else None) or line for line in lines[:first]
    ]
    return [*heads, *lines[first:]]


def _is_title(line: Line, heads: Sequence[Line]) -> bool:
    """A line of its own above all heads, centred or at the left, not a head over some columns."""
    return not any(chunk.data for chunk in line.chunks) and any(len(head.chunks) > 1 for head in heads)


def head_count(lines: Sequence[Line], rules: Sequence[Rule]) -> int:
    """How many of the lines are heads.

    They reach down to the first rule across the table that has heads but no results above it, else to the
    first line of results; lines of text over the columns that follow a rule are heads as well.
    """
    first_body = next((i for i, line in enumerate(lines) if _is_body(line)), 0)
    for y in wide_rules(rules, box_of(lines)):
        above = sum(line.baseline < y + 1 for line in lines)
        heads = lines[:above]
        if above == len(lines) or not any(len(line.chunks) > 1 or line.values for line in heads):
            continue
        if not any(_is_result(line) for line in heads):
            while above < first_body and _is_head(lines[above]):
                above += 1
            return above
    return _without_panel(lines, first_body)


def _without_panel(lines: Sequence[Line], count: int) -> int:
    """Heads without the title of the first panel, which stands alone under them.

    It stands at the left edge, or on the axis of other lines of words in the body.
    """
    edge = min(line.box.x0 for line in lines)
    titles = [line for line in lines[count:] if len(line.chunks) == 1 and not line.chunks[0].data]
    while count > 1 and len(lines[count - 1].chunks) == 1:
        last = lines[count - 1]
        on_axis = len(lines[count - 2].chunks) > 1 and any(_share_axis(last, title) for title in titles)
        if not (last.box.x0 < edge + 2 or on_axis):
            break
        count -= 1
    return count


def _share_axis(one: Line, other: Line) -> bool:
    return abs(one.chunks[0].centre - other.chunks[0].centre) < 0.2 * one.size


def _is_body(line: Line) -> bool:
    """A line with values that are more than years and column numbers."""
    values = [c for c in line.chunks if c.value and not numbers.is_column_number(c.text)]
    return bool(values) and not all(numbers.is_year(c.text) for c in values)


def _is_result(line: Line) -> bool:
    """A label with statistics beside it."""
    return not line.chunks[0].data and any(numbers.is_statistic(chunk.text) for chunk in line.chunks[1:])


def _is_head(line: Line) -> bool:
    return len(line.chunks) > 1 and not any(
        chunk.mark or (chunk.value and not numbers.is_column_number(chunk.text)) for chunk in line.chunks
    )


def _new_heads(lines: Sequence[Line], count: int, rules: Sequence[Rule]) -> list[int]:
    """Lines in the body at which a new set of heads begins.

    New heads repeat a line of the first ones, or they are lines over the columns, without a label, that end
    at a rule across the table.
    """
    first_heads = {_key(line) for line in lines[:count] if len(line.chunks) >= 3}
    edge = min((line.values[0].box.x0 for line in lines[count:] if line.values), default=0.0)
    levels = wide_rules(rules, box_of(lines))
    starts: list[int] = []
    for i in range(count + 1, len(lines) - 1):
        repeated = len(lines[i].chunks) >= 3 and _key(lines[i]) in first_heads
        ruled = any(lines[i].baseline < y < lines[i + 1].baseline for y in levels)
        unlabelled = _is_head(lines[i]) and lines[i].chunks[0].box.x1 > edge
        if not (repeated or (ruled and unlabelled)):
            continue
        start = i
        while start > count and not _is_body(lines[start - 1]) and not _has_marks(lines[start - 1]):
            start -= 1
        if start > count and start not in starts:
            starts.append(start)
    return starts


def _has_marks(line: Line) -> bool:
    return any(chunk.mark for chunk in line.chunks)


def _key(line: Line) -> tuple[str, ...]:
    return tuple(chunk.text for chunk in line.chunks)


def side_by_side(
    head: Sequence[Line], body: Sequence[Line], columns: Sequence[Column]
) -> tuple[tuple[list[Line], list[Line]], tuple[list[Line], list[Line]]] | None:
    """((heads, body) left, (heads, body) right) of two tables that stand side by side, None for one table.

    The second begins with a column of text whose head, or whose texts, are those of the row labels.
    """
    for number, column in enumerate(columns[1:-1], start=1):
        if not column.text or columns[number + 1].text:
            continue
        second = [chunk for line in body for chunk in line.chunks if column.overlap(chunk) > 0.5]
        first = {line.chunks[0].text for line in body if line.chunks[0].box.x1 < column.x0}
        same_texts = sum(chunk.text in first for chunk in second) > 0.4 * len(second)
        titles = [chunk.text for line in head[-1:] for chunk in line.chunks if column.overlap(chunk) > 0.5]
        stub = [line.chunks[0].text for line in head[-1:] if line.chunks[0].box.x1 < columns[0].x0]
        if len(second) >= 0.5 * len(body) and (titles == stub if titles else same_texts):
            x = (columns[number - 1].x1 + column.x0) / 2
            return (
                (_part_of(head, -inf, x), _part_of(body, -inf, x)),
                (_part_of(head, x, inf), _part_of(body, x, inf)),
            )
    return None


def _part_of(lines: Sequence[Line], x0: float, x1: float) -> list[Line]:
    parts = []
    for line in lines:
        chunks = tuple(chunk for chunk in line.chunks if x0 < chunk.centre <= x1)
        if chunks:
            box = chunks[0].box
            for chunk in chunks[1:]:
                box = box.union(chunk.box)
            parts.append(line._replace(chunks=chunks, box=box))
    return parts
