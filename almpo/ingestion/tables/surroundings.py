"""What stands around the numbers of a table: caption, heads, note."""

from collections.abc import Collection, Sequence
from itertools import pairwise
from statistics import median

from almpo.ingestion.layout import Rule
from almpo.ingestion.tables.lines import Line, box_of
from almpo.ingestion.tables.packed import overlap, part_heads
from almpo.ingestion.tables.pagelines import PageLines, is_open
from almpo.ingestion.tables.ruling import wide_rules

MOST_HEADS = 10  # lines
MOST_WORDS = 3  # rows without numbers at the foot of a table


def caption_above(page: PageLines, first: int, floor: int, used: Collection[int]) -> int | None:
    """The line that begins the caption of a table whose data begin at line `first`.

    A paragraph of prose between a caption and the data says that the caption belongs to what is above it.
    """
    for k in range(first - 1, floor - 1, -1):
        if page.caption[k]:
            return None if k in used or _prose_between(page, k, first) else k
        if page.figure[k] or page.note[k]:
            return None
    return None


def _prose_between(page: PageLines, caption: int, first: int) -> bool:
    after = paragraph_end(page, caption, first)
    prose = [k for k in range(after, first) if page.long[k] and page.lines[k].size > 0.95 * page.prose_size]
    return any(b == a + 1 for a, b in pairwise(prose))


def caption_below(page: PageLines, note_from: int, note_to: int, ceiling: int) -> int | None:
    """The line under a table, or under its note, that begins its caption."""
    return next((k for k in range(note_from, min(ceiling, note_to + 2)) if page.caption[k]), None)


def heads_below(page: PageLines, start: int, first: int, rules: Sequence[Rule]) -> int:
    """Index of the first line of a table under its caption: after the first long rule, or the paragraph."""
    lines = page.lines[start : first + 1]
    table = box_of(page.lines[first : first + 3])
    area = table._replace(y0=lines[0].baseline, y1=lines[-1].baseline)
    tops = [y for y in wide_rules(rules, area) if lines[0].baseline < y < lines[-1].baseline]
    if not tops:
        return paragraph_end(page, start, first)
    end = start + 1
    while end < first and page.lines[end].baseline < min(tops) and not _are_heads(page, end, first):
        end += 1
    return _with_spanning(page, end, paragraph_end(page, start, end), first)


def _with_spanning(page: PageLines, heads: int, floor: int, first: int) -> int:
    """Index of the first line of heads, with lone ones over several columns right above."""
    edge = min((value.box.x0 for value in page.lines[first].values), default=0.0)
    while heads > floor and heads < first:
        above, line = page.lines[heads - 1], page.lines[heads]
        if above.box.x0 < edge or line.baseline - above.baseline > 1.6 * line.size:
            break
        heads -= 1
    return heads


def _are_heads(page: PageLines, k: int, first: int) -> bool:
    """Whether the parts of a line stand far apart, or over columns of numbers of their own."""
    return is_open(page.lines[k]) or part_heads(page.lines[k], page.lines[first:]) is not None


def paragraph_end(page: PageLines, start: int, stop: int) -> int:
    """Index after the lines that carry on the one at `start`."""
    end = start + 1
    while end < stop and _carries_on(page.lines[start], page.lines[end - 1], page.lines[end]):
        end += 1
    return end


def _carries_on(first: Line, above: Line, line: Line) -> bool:
    """Same size, close, and flush with the first line, on its axis or indented under it."""
    capitals = first.text.isupper() and line.text.isupper()
    flush = abs(line.box.x0 - first.box.x0) < 0.5 * line.size
    centred = abs(line.box.x0 + line.box.x1 - first.box.x0 - first.box.x1) < line.size
    indented = line.box.x0 > first.box.x0 and line.box.x1 < first.box.x1 + line.size and len(line.text) > 30
    return (
        (len(line.chunks) == 1 or capitals)
        and not any(chunk.value for chunk in line.chunks)
        and abs(line.size - above.size) < 0.6
        and line.baseline - above.baseline < 1.5 * line.size
        and (flush or centred or indented)
    )


def heads_without_caption(page: PageLines, first: int, last: int, floor: int, rules: Sequence[Rule]) -> int:
    """Index of the first line above the data that stands as close as the rows of the table do.

    A ruled line across the table, with heads below it, is its upper edge.
    """
    head = _close_above(page, first, last, floor)
    area = box_of(page.lines[first : last + 1])
    upper = (
        page.lines[head - 1].baseline if head > floor else page.lines[head].box.y0 - 3 * page.lines[head].size
    )
    edges = [y for y in wide_rules(rules, area._replace(y0=upper)) if y < page.lines[first].baseline]
    if not edges:
        return head
    return next((k for k in range(head, first) if page.lines[k].baseline > edges[0]), head)


def _close_above(page: PageLines, first: int, last: int, floor: int) -> int:
    pitch = median(b.baseline - a.baseline for a, b in pairwise(page.lines[first : last + 1]))
    head = first
    while head > floor and first - head < MOST_HEADS:
        above, line = page.lines[head - 1], page.lines[head]
        if page.long[head - 1] or page.stops(head - 1) or page.is_heading(head - 1):
            break
        if line.baseline - above.baseline > max(2.2 * line.size, 1.25 * pitch):
            break
        head -= 1
    return head


def heading_above(page: PageLines, head: int, floor: int) -> range:
    """The line of the nearest heading above a table that has no caption; empty where there is none."""
    for k in range(head - 1, max(floor, head - MOST_HEADS) - 1, -1):
        if page.is_heading(k):
            return range(k, k + 1)
        if page.data[k] or page.stops(k):
            break
    return range(0)


def last_row(page: PageLines, last: int, ceiling: int) -> int:
    """Index after the last row of a table: lines like "Controls incl. incl.", or a lone standard error."""
    end = last + 1
    while (
        end < ceiling
        and (
            len(page.lines[end].chunks) >= 3
            or _is_lone_value(page.lines[end], page.lines[last])
            or _ends_label(page.lines[end], page.lines[end - 1])
        )
        and not (page.stops(end) or page.long[end])
        and page.lines[end].baseline - page.lines[end - 1].baseline < 2 * page.lines[end].size
    ):
        end += 1
    return end


def _is_lone_value(line: Line, above: Line) -> bool:
    return len(line.chunks) == 1 and any(
        overlap(line.chunks[0], value) for value in above.values if line.values
    )


def _ends_label(line: Line, above: Line) -> bool:
    """Whether a line is the rest of the row label above it, as far as its numbers at most."""
    label = above.chunks[0]
    return (
        len(line.chunks) == 1
        and len(above.chunks) > 1
        and not label.data
        and (label.text[-1] in "-\xad" or line.text[0].islower())
        and abs(line.box.x0 - label.box.x0) < 2 * line.size
        and line.box.x1 < above.chunks[1].box.x0
    )


def note_end(page: PageLines, start: int, ceiling: int) -> int:
    """Index after the note that begins at line `start` under a table, `start` itself where there is none.

    A note says that it is one, or is set smaller than the text. Rows of words may stand between it and the
    last numbers.
    """
    if start >= ceiling or page.caption[start] or page.figure[start]:
        return start
    named = next((k for k in range(start, min(start + MOST_WORDS + 1, ceiling)) if page.note[k]), None)
    if named is not None and not any(
        page.long[k] or page.stops(k) or page.is_heading(k) for k in range(start, named)
    ):
        start = named
    line, above = page.lines[start], page.lines[start - 1]
    small = line.size < 0.93 * max(page.prose_size, above.size)
    white = (line.box.y0 - above.box.y1) / line.size
    if not (page.note[start] and white < 5) and not (small and white < 3):
        return start
    end = start + 1
    while end < ceiling and not (page.caption[end] or page.figure[end]):
        below, above = page.lines[end], page.lines[end - 1]
        if abs(below.size - line.size) > 0.6 or below.box.y0 - above.box.y1 > line.size:
            break
        end += 1
    return end
