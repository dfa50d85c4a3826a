"""Footnotes: small print at the foot of a column that begins with a mark."""

import re
from collections.abc import Sequence
from itertools import takewhile

from almpo.ingestion.text.lines import Line

_SMALLER = 0.93  # times the size of body text, at most
# The last two are how recognised text renders a raised number: "3Findings", "'These".
_MARK = re.compile(r"[⁰¹²³⁴⁵⁶⁷⁸⁹]+|[*∗†‡§¶]|\d{1,3}\b(?![.,]?\d)|[a-z]\b|['’]?\d{1,3}(?=[A-Z])|['’](?=[A-Z])")
_STARS_LEGEND = re.compile(r"[*∗†+\s]+(?:p\b|sig|\d|[<=(])", re.IGNORECASE)


def first_footnote(paragraphs: Sequence[Sequence[Line]], body_size: float) -> int:
    """Index of the paragraph of a column from which on all are footnotes; their number if there are none."""
    small = list(takewhile(lambda lines: lines[0].size <= _SMALLER * body_size, reversed(paragraphs)))
    start = len(paragraphs) - len(small)
    for index in range(start, len(paragraphs)):
        if _is_marked(paragraphs[index][0]):
            return index
    return len(paragraphs)


def _is_marked(line: Line) -> bool:
    if _STARS_LEGEND.match(line.text):
        return False
    return line.tokens[0].superscript or bool(_MARK.match(line.text))
