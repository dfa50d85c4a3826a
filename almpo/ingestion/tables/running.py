"""Running heads and feet, so that they are not taken for rows."""

import re
from collections import Counter
from collections.abc import Sequence

from almpo.ingestion.tables.lines import Line

MARGIN = 0.13  # of the page height, at the top and at the bottom
_NUMBERS = re.compile(r"[\divxlc]+", re.IGNORECASE)
_PAGE_NUMBER = re.compile(
    r"\W*(?:(?:page|seite|p\.|s\.|página|strona)\s*)?\d{1,4}(?:\s*(?:/|of|von|de|sur|z)\s*\d{1,4})?\W*",
    re.IGNORECASE,
)


def running_lines(pages: Sequence[tuple[float, Sequence[Line]]]) -> list[set[int]]:
    """Numbers of the lines on each page that are running heads or feet.

    `pages` are (height, lines). A line in the margins runs if it stands on three pages at the same height,
    digits aside; the outermost line of a page runs if it is a page number.
    """
    counts = Counter(
        key for height, lines in pages for key in {_key(line) for line in lines if _outer(line, height)}
    )
    found = []
    for height, lines in pages:
        running = {i for i, line in enumerate(lines) if _outer(line, height) and counts[_key(line)] >= 3}
        running |= {i for i in (0, len(lines) - 1) if lines and _is_page_number(lines[i], height)}
        found.append(running)
    return found


def _outer(line: Line, height: float) -> bool:
    in_margin = line.box.y1 < MARGIN * height or line.box.y0 > (1 - MARGIN) * height
    return in_margin and len(line.values) <= 1


def _key(line: Line) -> tuple[int, str]:
    return round(line.baseline / 3), _NUMBERS.sub("#", line.text)


def _is_page_number(line: Line, height: float) -> bool:
    return _outer(line, height) and _PAGE_NUMBER.fullmatch(line.text) is not None
