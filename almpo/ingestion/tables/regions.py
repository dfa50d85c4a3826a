"""Where on a page tables stand: runs of data lines, with caption and heads above and note below."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from almpo.ingestion.layout import Rule
from almpo.ingestion.tables import numbers
from almpo.ingestion.tables import surroundings as around
from almpo.ingestion.tables.lines import Line
from almpo.ingestion.tables.pagelines import PageLines
from almpo.ingestion.tables.ruling import frames

FAR = 6.0  # font sizes of white space that end a table
MOST_BETWEEN = 9  # lines of labels and heads between two lines of data


class Region(NamedTuple):
    """The lines of what stands under one caption. `lines` are heads and body, divided later."""

    caption: tuple[Line, ...]
    lines: tuple[Line, ...]
    note: tuple[Line, ...]
    label: str | None
    figure: bool  # no caption of its own, and there is a figure on the page
    contents: bool  # dots lead to page numbers
    continued: bool  # says that it goes on from the page before


def find_regions(lines: Sequence[Line], rules: Sequence[Rule], prose_size: float) -> list[Region]:
    """Tables of one area of a page, from top to bottom. `prose_size` is the document's usual font size."""
    page = PageLines(lines, frames(rules), prose_size)
    blocks = _blocks(page)
    regions: list[Region] = []
    used: set[int] = set()
    for number, (first, last) in enumerate(blocks):
        floor = blocks[number - 1][1] + 1 if number else 0
        ceiling = blocks[number + 1][0] if number + 1 < len(blocks) else len(lines)
        regions.append(_region(page, rules, (first, last), (floor, ceiling), used))
    return regions


def _blocks(page: PageLines) -> list[tuple[int, int]]:
    """(first, last) line of each run of data lines; all lines of a ruled grid are in one."""
    blocks: list[list[int]] = []
    for i, is_data in enumerate(page.data):
        if not is_data:
            continue
        if blocks and _continues(page, blocks[-1][-1], i):
            blocks[-1].append(i)
        else:
            blocks.append([i])
    return [_whole_frame(page, block) for block in blocks if _is_table(page, block)]


def _continues(page: PageLines, i: int, j: int) -> bool:
    if page.frame[i] is not None or page.frame[j] is not None:
        return page.frame[i] == page.frame[j]
    between = range(i + 1, j)
    if any(page.stops(k) for k in between) or len(between) > MOST_BETWEEN:
        return False
    if any(page.long[k] and (page.long[k - 1] or page.long[k + 1]) for k in between):
        return False
    lines = page.lines[i : j + 1]
    return all(b.box.y0 - a.box.y1 < FAR * max(a.size, b.size) for a, b in pairwise(lines))


def _is_table(page: PageLines, block: Sequence[int]) -> bool:
    values = [
        chunk for i in block for chunk in page.lines[i].values if not numbers.is_column_number(chunk.text)
    ]
    return len(block) >= 2 and len(values) >= 3


def _whole_frame(page: PageLines, block: Sequence[int]) -> tuple[int, int]:
    frame = page.frame[block[0]]
    inside = block if frame is None else [k for k, other in enumerate(page.frame) if other == frame]
    return inside[0], inside[-1]


def _region(
    page: PageLines, rules: Sequence[Rule], block: tuple[int, int], room: tuple[int, int], used: set[int]
) -> Region:
    """A region around the lines `block`, within `room` (first line, line after the last)."""
    (first, last), (floor, ceiling) = block, room
    framed = page.frame[first] is not None
    note_from = last + 1 if framed else around.last_row(page, last, ceiling)
    note_to = around.note_end(page, note_from, ceiling)
    caption_at = around.caption_above(page, first, floor, used)
    if caption_at is not None:
        head = caption_to = around.caption_end(page, caption_at, first, rules)
    else:
        head = first if framed else around.heads_without_caption(page, first, last, floor, rules)
        caption_at = around.caption_below(page, note_from, note_to, ceiling)
        if caption_at is not None:
            caption_to = around.paragraph_end(page, caption_at, ceiling)
            note_to = min(note_to, caption_at)
    label = page.caption[caption_at] if caption_at is not None else None
    if caption_at is not None:
        used.add(caption_at)
    else:
        caption_at = around.heading_above(page, head, floor)
        caption_to = head if caption_at is None else caption_at + 1
    whole = range(head, note_from)
    return Region(
        caption=tuple(page.lines[caption_at:caption_to]) if caption_at is not None else (),
        lines=tuple(page.lines[k] for k in whole if not page.continued[k]),
        note=tuple(page.lines[k] for k in range(note_from, note_to) if not page.continued[k]),
        label=label,
        figure=label is None and any(page.figure),
        contents=sum(page.leaders[k] for k in whole) >= 2,
        continued=any(page.continued[k] for k in range(max(floor, head - 2), first)),
    )
