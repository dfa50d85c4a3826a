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
    subtitle: tuple[Line, ...]  # lines of their own between the caption and the table
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
    lines = page.lines[block[0] : block[-1] + 2]  # the last standard error may be alone on its line
    values = [c for line in lines for c in line.values if not numbers.is_column_number(c.text)]
    return len(block) >= 2 and len(values) >= (3 if page.frame[block[0]] is None else 2)


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
    end = note_from = last + 1 if framed else around.last_row(page, last, ceiling)
    note_to = around.note_end(page, note_from, ceiling)
    label, subtitle = None, range(0)
    above = around.caption_above(page, first, floor, used)
    if above is not None:
        head = around.heads_below(page, above, first, rules)
        caption = range(above, around.paragraph_end(page, above, head))
        subtitle = range(caption.stop, head)
    else:
        head = first if framed else around.heads_without_caption(page, first, last, floor, rules)
        below = around.caption_below(page, note_from, note_to, ceiling)
        if below is not None:
            caption = range(below, around.paragraph_end(page, below, ceiling))
            note_to = min(note_to, below)
            if note_to == note_from and caption.stop < ceiling and page.note[caption.stop]:
                note_from, note_to = caption.stop, around.note_end(page, caption.stop, ceiling)
        else:
            caption = around.heading_above(page, head, floor)
    if caption:
        label = page.caption[caption.start]
        used.add(caption.start)
    return Region(
        caption=page.slice(caption),
        subtitle=page.slice(subtitle),
        lines=page.slice(range(head, end)),
        note=page.slice(range(note_from, note_to)),
        label=label,
        figure=label is None and any(page.figure),
        contents=sum(page.leaders[head:end]) >= 2,
        continued=any(page.continued[max(floor, head - 2) : first]),
    )
