"""What each line of a page looks like: data, prose, caption, note."""

from collections.abc import Sequence
from itertools import pairwise

from almpo.evidence.anchors import Box
from almpo.ingestion.tables import numbers
from almpo.ingestion.tables.captions import (
    caption_label,
    has_leaders,
    is_continuation_mark,
    is_figure_caption,
    is_note_start,
)
from almpo.ingestion.tables.lines import Line

LONG = 0.6  # of the width of the text: a line of prose
FULL = 0.8  # of the width of the text: a line after which a paragraph may go on
OPEN = 2.5  # font sizes of white inside a line that make it a line of heads


class PageLines:
    """The lines of one area of a page from top to bottom, and in parallel lists what they look like."""

    def __init__(self, lines: Sequence[Line], grids: Sequence[Box], prose_size: float) -> None:
        """`grids` are the areas of ruled grids, `prose_size` the document's usual font size in points."""
        self.lines = lines
        self.prose_size = prose_size
        self.left = min((line.box.x0 for line in lines), default=0.0)
        self.width = max((line.box.x1 for line in lines), default=0.0) - self.left
        self.frame = [
            next((i for i, grid in enumerate(grids) if _within(line, grid)), None) for line in lines
        ]
        self.long = [self._is_long(line) for line in lines]
        self.caption = [self._caption(i) for i in range(len(lines))]
        self.figure = [is_figure_caption(line.text) for line in lines]
        self.note = [is_note_start(line.text) for line in lines]
        self.leaders = [_leads(line) for line in lines]
        self.continued = [is_continuation_mark(line.text) for line in lines]
        self.data = [self._is_data(i) for i in range(len(lines))]

    def slice(self, numbers: range) -> tuple[Line, ...]:
        """These lines, without those that only say that a table goes on."""
        return tuple(self.lines[i] for i in numbers if not self.continued[i])

    def stops(self, i: int) -> bool:
        """Whether a line cannot be inside a table."""
        return bool(self.caption[i]) or self.figure[i] or self.note[i]

    def is_heading(self, i: int) -> bool:
        """A short line, bold or larger than the text."""
        line = self.lines[i]
        prominent = all(chunk.bold for chunk in line.chunks) or line.size > self.prose_size + 0.8
        single = len(line.chunks) == 1 or (len(line.chunks) == 2 and line.chunks[0].value)
        return prominent and single and not self.long[i] and any(c.isalpha() for c in line.text)

    def _is_long(self, line: Line) -> bool:
        letters = sum(len(chunk.text) for chunk in line.chunks if not chunk.data)
        data = sum(chunk.data for chunk in line.chunks)
        return line.box.width > LONG * self.width and letters > 45 and data <= 1 and len(line.chunks) <= 2

    def _caption(self, i: int) -> str | None:
        """The label of a line that begins a caption. "Table 2. ..." inside a paragraph is prose."""
        line = self.lines[i]
        label = caption_label(line.text)
        if label is None or _leads(line):
            return None
        return None if i and self._goes_on(self.lines[i - 1], line, self.long[i - 1]) else label

    def _goes_on(self, above: Line, line: Line, long: bool) -> bool:
        """Whether a paragraph goes on from the line above: full, close, of the same print and flush with it."""
        full = long and above.box.x1 - self.left > FULL * self.width
        close = line.baseline - above.baseline < 1.9 * line.size
        alike = abs(above.size - line.size) < 0.5 and not line.chunks[0].bold
        return full and close and alike and line.box.x0 - above.box.x0 < 2 * line.size

    def _is_data(self, i: int) -> bool:
        line = self.lines[i]
        data = [chunk for chunk in line.chunks if chunk.data]
        if self.stops(i) or self.long[i] or self.leaders[i] or not data or len(line.chunks) < 2:
            return False
        numbered = len(data) == 1 and (line.chunks[0].data or numbers.is_column_number(data[0].text))
        return not numbered  # a numbered heading or equation


def _leads(line: Line) -> bool:
    """Whether dots lead to a page number; dots in cells of their own stand for missing values."""
    return any(has_leaders(chunk.text) for chunk in line.chunks)


def _within(line: Line, area: Box) -> bool:
    return area.y0 < line.baseline < area.y1 + 2 and area.x0 - 2 < line.box.x0 and line.box.x1 < area.x1 + 2


def is_open(line: Line) -> bool:
    """Whether there is so much white inside a line that its parts are heads, not text."""
    return any(b.box.x0 - a.box.x1 > OPEN * line.size for a, b in pairwise(line.chunks))
