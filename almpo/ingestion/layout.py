"""What is printed on a page, before any reading of it: tokens with boxes, and ruled lines.

PDF pages and OCR results both become a `PageLayout`, so that text and tables are read alike from either.
"""

from typing import NamedTuple

from almpo.evidence.anchors import Box


class Token(NamedTuple):
    """A run of characters without white space, as printed (not repaired)."""

    text: str
    box: Box
    size: float  # font size in points
    baseline: float  # y of the baseline; of text turned by 90 or 270 degrees its x
    bold: bool = False
    italic: bool = False
    superscript: bool = False
    block: int = 0  # the parser's own block and line numbers: hints, not truth
    line: int = 0
    turned: int = (
        0  # degrees clockwise the text is turned on the displayed page: 0, 90, 180, 270 (reads upwards)
    )
    score: float = 1.0  # recognition score, 1 for born-digital text


class Rule(NamedTuple):
    """A drawn straight line (booktabs rules and the like)."""

    x0: float
    y0: float
    x1: float
    y1: float


class PageLayout(NamedTuple):
    """A page as displayed (after /Rotate): size in points, origin top left."""

    number: int
    width: float
    height: float
    tokens: tuple[Token, ...]
    rules: tuple[Rule, ...] = ()
