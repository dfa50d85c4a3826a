"""Where on a page a table stands: runs of data lines, with caption and heads above and note below."""

from collections.abc import Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from almpo.evidence.anchors import Box
from almpo.ingestion.layout import Rule
from almpo.ingestion.tables import numbers
from almpo.ingestion.tables.captions import caption_label, has_leaders, is_figure_caption, is_note_start
from almpo.ingestion.tables.lines import Line
from almpo.ingestion.tables.ruling import frames

LONG = 0.6  # of the width of the text: a line of prose
FAR = 6.0  # font sizes of white space that end a table
MOST_HEADS = 10  # lines
MOST_BETWEEN = 9  # lines of labels and heads between two lines of data


class Region(NamedTuple):
    """The lines of one table on one page. `head` and `body` are divided later."""

    caption: tuple[Line, ...]
    lines: tuple[Line, ...]  # heads and body
    note: tuple[Line, ...]
    label: str | None
    figure: bool = False  # the nearest caption is that of a figure


def find_regions(lines: Sequence[Line], rules: Sequence[Rule], prose_size: float) -> list[Region]:
    """Tables of one column of text, from top to bottom. `prose_size` is the document's usual font size."""
    kinds = _Kinds(lines, frames(rules), prose_size)
    regions = []
    blocks = _blocks(kinds)
    for number, (first, last) in enumerate(blocks):
        floor = blocks[number - 1][1] + 1 if number else 0
        ceiling = blocks[number + 1][0] if number + 1 < len(blocks) else len(lines)
        regions.append(_region(kinds, rules, first, last, floor, ceiling))
    return [region for region in regions if region is not None]


class _Kinds:
    """What each line of a page looks like."""

    def __init__(self, lines: Sequence[Line], grids: Sequence[Box], prose_size: float) -> None:
        self.lines = lines
        self.prose_size = prose_size
        self.frame = [
            next((i for i, grid in enumerate(grids) if _within(line, grid)), None) for line in lines
        ]
        self.left = min((line.box.x0 for line in lines), default=0.0)
        self.right = max((line.box.x1 for line in lines), default=0.0)
        self.long = [self._long(line) for line in lines]
        self.caption = [self._caption(i) for i in range(len(lines))]
        self.figure = [is_figure_caption(line.text) for line in lines]
        self.note = [is_note_start(line.text) for line in lines]
        self.data = [self._data(i) for i in range(len(lines))]

    def _long(self, line: Line) -> bool:
        letters = sum(len(chunk.text) for chunk in line.chunks if not chunk.data)
        values = sum(chunk.data for chunk in line.chunks)
        return (
            line.box.width > LONG * (self.right - self.left)
            and letters > 45
            and values <= 1
            and len(line.chunks) <= 4
        )

    def _caption(self, i: int) -> str | None:
        line = self.lines[i]
        label = caption_label(line.text)
        if label is None or has_leaders(line.text):
            return None
        above = self.lines[i - 1] if i else None
        inside_paragraph = (
            above is not None
            and self.long[i - 1]
            and line.baseline - above.baseline < 1.9 * line.size
            and abs(above.size - line.size) < 0.5
            and not line.chunks[0].bold
        )
        return None if inside_paragraph else label

    def _data(self, i: int) -> bool:
        line = self.lines[i]
        if self.caption[i] or self.figure[i] or self.note[i] or self.long[i] or has_leaders(line.text):
            return False
        data = [chunk for chunk in line.chunks if chunk.data]
        if not data or len(line.chunks) < 2:
            return False
        lone_number_first = len(data) == 1 and line.chunks[0].data
        return not lone_number_first


def _within(line: Line, area: Box) -> bool:
    return area.y0 < line.baseline < area.y1 + 2 and area.x0 - 2 < line.box.x0 and line.box.x1 < area.x1 + 2


def _blocks(kinds: _Kinds) -> list[tuple[int, int]]:
    """(first, last) data line of each run of data lines."""
    blocks: list[list[int]] = []
    for i, is_data in enumerate(kinds.data):
        if not is_data:
            continue
        if blocks and _continues(kinds, blocks[-1][-1], i):
            blocks[-1].append(i)
        else:
            blocks.append([i])
    return [(block[0], block[-1]) for block in blocks if _is_table(kinds, block)]


def _continues(kinds: _Kinds, i: int, j: int) -> bool:
    if kinds.frame[i] is not None or kinds.frame[j] is not None:
        return kinds.frame[i] == kinds.frame[j]
    between = range(i + 1, j)
    if (
        any(kinds.caption[k] or kinds.figure[k] or kinds.note[k] for k in between)
        or len(between) > MOST_BETWEEN
    ):
        return False
    if any(kinds.long[k] and (kinds.long[k - 1] or kinds.long[k + 1]) for k in between):
        return False
    lines = kinds.lines[i : j + 1]
    return all(b.box.y0 - a.box.y1 < FAR * max(a.size, b.size) for a, b in pairwise(lines))


def _is_table(kinds: _Kinds, block: Sequence[int]) -> bool:
    values = [
        chunk for i in block for chunk in kinds.lines[i].values if not numbers.is_column_number(chunk.text)
    ]
    return len(block) >= 2 and len(values) >= 3


def _region(
    kinds: _Kinds, rules: Sequence[Rule], first: int, last: int, floor: int, ceiling: int
) -> Region | None:
    framed = kinds.frame[first] is not None
    if framed:
        inside = [k for k in range(floor, ceiling) if kinds.frame[k] == kinds.frame[first]]
        first, last = inside[0], inside[-1]
    caption_at = _caption_above(kinds, first, floor)
    figure = any(kinds.figure)
    top_rule = _top_rule(kinds, rules, caption_at, first)
    label = None
    if caption_at is None:
        head_from = first if framed else _heads_without_caption(kinds, first, last, floor)
        heading = _heading_above(kinds, head_from, floor)
        caption = kinds.lines[heading : heading + 1] if heading is not None else []
    else:
        head_from = _caption_end(kinds, caption_at, first, top_rule)
        caption = kinds.lines[caption_at:head_from]
        label = kinds.caption[caption_at]
        figure = False
    note_from, note_to = _note(kinds, last, ceiling, framed=framed)
    lines = kinds.lines[head_from:note_from]
    if label is None:
        below = next((k for k in range(note_from, min(ceiling, note_to + 2)) if kinds.caption[k]), None)
        if below is not None:
            label = kinds.caption[below]
            end = _paragraph_end(kinds, below, ceiling)
            caption = kinds.lines[below:end]
            note_to = min(note_to, below)
            figure = False
    return Region(tuple(caption), tuple(lines), tuple(kinds.lines[note_from:note_to]), label, figure)


def _caption_above(kinds: _Kinds, first: int, floor: int) -> int | None:
    for k in range(first - 1, floor - 1, -1):
        if kinds.caption[k]:
            return k
        if kinds.figure[k] or kinds.note[k]:
            return None
    return None


def _top_rule(kinds: _Kinds, rules: Sequence[Rule], caption_at: int | None, first: int) -> float | None:
    """Height of the first long rule between the caption and the data."""
    if caption_at is None:
        return None
    above, below = kinds.lines[caption_at].baseline, kinds.lines[first].baseline
    wide = [r for r in rules if r.x1 - r.x0 > 40 and r.y1 - r.y0 < 3 and above < r.y0 < below]
    return min((r.y0 for r in wide), default=None)


def _caption_end(kinds: _Kinds, start: int, first: int, top_rule: float | None) -> int:
    """Index after the last line of the caption."""
    if top_rule is not None:
        end = start + 1
        while end < first and kinds.lines[end].baseline < top_rule and not _wide_open(kinds.lines[end]):
            end += 1
        return end
    return _paragraph_end(kinds, start, first)


def _wide_open(line: Line) -> bool:
    """A line with so much white between its parts that they are heads, not text."""
    return any(b.box.x0 - a.box.x1 > 2.5 * line.size for a, b in pairwise(line.chunks))


def _paragraph_end(kinds: _Kinds, start: int, stop: int) -> int:
    """Index after the lines that continue the one at `start`: same size, close, flush left or on the same axis."""
    end = start + 1
    while end < stop and _carries_on(kinds.lines[start], kinds.lines[end - 1], kinds.lines[end]):
        end += 1
    return end


def _carries_on(first: Line, above: Line, line: Line) -> bool:
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


def _heads_without_caption(kinds: _Kinds, first: int, last: int, floor: int) -> int:
    """Index of the first line above the data that stands as close as the rows of the table do."""
    rows = [b.baseline - a.baseline for a, b in pairwise(kinds.lines[first : last + 1])]
    head = first
    while head > floor and first - head < MOST_HEADS:
        above, line = kinds.lines[head - 1], kinds.lines[head]
        if (
            kinds.long[head - 1]
            or kinds.note[head - 1]
            or kinds.figure[head - 1]
            or _is_heading(kinds, head - 1)
        ):
            break
        if line.baseline - above.baseline > max(2.2 * line.size, 1.25 * median(rows)):
            break
        head -= 1
    return head


def _heading_above(kinds: _Kinds, head: int, floor: int) -> int | None:
    """The nearest heading above a table that has no caption."""
    for k in range(head - 1, max(floor, head - MOST_HEADS) - 1, -1):
        if _is_heading(kinds, k):
            return k
        if kinds.data[k] or kinds.note[k] or kinds.figure[k]:
            return None
    return None


def _is_heading(kinds: _Kinds, k: int) -> bool:
    line = kinds.lines[k]
    text = line.text
    prominent = all(chunk.bold for chunk in line.chunks) or line.size > kinds.prose_size + 0.8
    single = len(line.chunks) == 1 or (len(line.chunks) == 2 and line.chunks[0].value)
    return prominent and single and not kinds.long[k] and any(c.isalpha() for c in text)


def _note(kinds: _Kinds, last: int, ceiling: int, *, framed: bool) -> tuple[int, int]:
    """Range of the lines under the table that belong to it."""
    start = last + 1
    # labels and rows without numbers that still belong to the table
    while (
        not framed
        and start < ceiling
        and len(kinds.lines[start].chunks) >= 3
        and not (kinds.note[start] or kinds.long[start] or kinds.caption[start] or kinds.figure[start])
        and kinds.lines[start].baseline - kinds.lines[start - 1].baseline < 2 * kinds.lines[start].size
    ):
        start += 1
    if start >= ceiling or kinds.caption[start] or kinds.figure[start]:
        return start, start
    size = kinds.lines[start].size
    near = kinds.lines[start].box.y0 - kinds.lines[start - 1].box.y1 < 3 * size
    small = size < 0.93 * max(kinds.prose_size, kinds.lines[last].size)
    if not near or not (kinds.note[start] or small):
        return start, start
    end = start + 1
    while end < ceiling and not (kinds.caption[end] or kinds.figure[end]):
        line, above = kinds.lines[end], kinds.lines[end - 1]
        if abs(line.size - size) > 0.6 or line.box.y0 - above.box.y1 > 1.0 * size:
            break
        end += 1
    return start, end
