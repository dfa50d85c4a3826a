"""Heads from body, and one table from the next under the same caption."""

from collections.abc import Sequence

from almpo.ingestion.layout import Rule
from almpo.ingestion.tables import numbers
from almpo.ingestion.tables.lines import Line, box_of
from almpo.ingestion.tables.ruling import wide_rules


def subtables(
    lines: Sequence[Line], rules: Sequence[Rule]
) -> list[tuple[Line | None, Sequence[Line], Sequence[Line]]]:
    """(title, heads, body) of each table among the lines. A table under the same caption begins with heads anew."""
    count = head_count(lines, rules)
    starts = _new_heads(lines, count)
    if not starts:
        return [(None, lines[:count], lines[count:])]
    bounds = [0, *starts, len(lines)]
    parts = []
    for start, stop in zip(bounds, bounds[1:], strict=False):
        part = lines[start:stop]
        count = head_count(part, rules)
        title = (
            part[0] if count > 1 and len(part[0].chunks) == 1 and _is_title(part[0], part[1:count]) else None
        )
        head = part[1:count] if title is not None else part[:count]
        parts.append((title, head, part[count:]))
    return [part for part in parts if part[2]]


def _is_title(line: Line, heads: Sequence[Line]) -> bool:
    """A line of its own above all heads, centred or at the left, not a head over some columns."""
    return not any(chunk.data for chunk in line.chunks) and any(len(head.chunks) > 1 for head in heads)


def head_count(lines: Sequence[Line], rules: Sequence[Rule]) -> int:
    """How many of the lines are heads: down to the first rule across the table below some head, else by content."""
    first_body = next((i for i, line in enumerate(lines) if _is_body(line)), 0)
    for y in wide_rules(rules, box_of(lines)):
        above = sum(line.baseline < y + 1 for line in lines)
        if 0 < above < len(lines) and any(len(l.chunks) > 1 or l.values for l in lines[:above]):
            if any(_is_body(line) and _statistics(line) for line in lines[:above]):
                continue
            return above
    return first_body


def _is_body(line: Line) -> bool:
    """A line with a label and values that are more than years and column numbers."""
    values = [c for c in line.chunks if c.value and not numbers.is_column_number(c.text)]
    if not values:
        return False
    if all(numbers.is_year(c.text) for c in values):
        return False
    return True


def _statistics(line: Line) -> bool:
    return any(numbers.is_statistic(chunk.text) for chunk in line.chunks)


def _new_heads(lines: Sequence[Line], count: int) -> list[int]:
    """Lines in the body at which a new set of heads begins."""
    starts = []
    first_heads = {_key(line) for line in lines[:count] if len(line.chunks) >= 3}
    for i in range(count + 1, len(lines)):
        if len(lines[i].chunks) >= 3 and _key(lines[i]) in first_heads:
            start = i
            while start > count and not any(
                c.data and not numbers.is_column_number(c.text) for c in lines[start - 1].chunks
            ):
                start -= 1
            if start not in starts:
                starts.append(start)
    return starts


def _key(line: Line) -> tuple[str, ...]:
    return tuple(chunk.text for chunk in line.chunks)
