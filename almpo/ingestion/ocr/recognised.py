"""Recognised lines of text to a `PageLayout`: made level, words apart, sizes and baselines estimated.

Engines give boxes around ink. The factors below that turn them into font sizes and baselines are medians over
2,300 lines of reports whose true sizes and baselines are known from their text layer.
"""

import math
from collections.abc import Iterable, Sequence
from statistics import median
from typing import NamedTuple

from almpo.evidence.anchors import Box
from almpo.ingestion.layout import PageLayout, Rule, Token

POINTS = 72.0  # an inch
_HEIGHT = 1.32  # of a line's box, in font sizes
_BELOW_CENTRE = 0.33  # the baseline lies this far below the centre of the box, in font sizes
_SAME_ROW = 0.35  # font sizes: lines whose baselines are this close stand in one row
_SAME_SIZE = 0.15  # sizes this close to the usual one of the page are that size
_LONG = 5  # times as long as high: lines that tell how the page is tilted
_MOST_TILT = 10.0  # degrees; more is no scan that was laid askew


class Point(NamedTuple):
    x: float
    y: float


Quad = tuple[Point, Point, Point, Point]  # from the top left corner of the text, clockwise


class TextWord(NamedTuple):
    text: str
    quad: Quad


class TextLine(NamedTuple):
    """A line as an engine gives it, in pixels."""

    words: tuple[TextWord, ...]
    quad: Quad
    score: float


class _Measured(NamedTuple):
    """A line in points on the levelled page."""

    line: TextLine
    boxes: tuple[Box, ...]  # of its words
    size: float
    baseline: float


def build_layout(
    lines: Sequence[TextLine],
    width: float,
    height: float,
    dpi: float,
    number: int,
    rules: Iterable[Rule] = (),
) -> PageLayout:
    """The layout of a page that is `width` by `height` pixels. `rules` are in pixels too.

    A tilted page is turned level, so that rows are rows; boxes are then off by the tilt, a point or two.
    """
    tilt = estimate_tilt(lines)
    turn = _Turn(Point(width / 2, height / 2), -tilt, POINTS / dpi)
    measured = [_measure(line, turn) for line in lines if line.words]
    usual = _usual_size(measured)
    tokens = [
        Token(
            text=word.text,
            box=box,
            size=size,
            baseline=baseline,
            line=row_number,
            score=line.line.score,
        )
        for row_number, row in enumerate(_rows(measured))
        for size, baseline in [_common(row, usual)]
        for line in row
        for word, box in zip(line.line.words, line.boxes, strict=True)
    ]
    levelled = tuple(Rule(*turn(Point(rule.x0, rule.y0)), *turn(Point(rule.x1, rule.y1))) for rule in rules)
    return PageLayout(number, width * POINTS / dpi, height * POINTS / dpi, tuple(tokens), levelled)


def estimate_tilt(lines: Sequence[TextLine]) -> float:
    """Degrees clockwise that the lines run downhill: the median over long lines, by their length."""
    angles: list[tuple[float, float]] = []
    for line in lines:
        (x0, y0), (x1, y1), _, (x3, y3) = line.quad
        length, height = math.hypot(x1 - x0, y1 - y0), math.hypot(x3 - x0, y3 - y0)
        angle = math.degrees(math.atan2(y1 - y0, x1 - x0))
        if length > _LONG * height and abs(angle) <= _MOST_TILT:
            angles.append((angle, length))
    half = sum(length for _, length in angles) / 2
    for angle, length in sorted(angles):
        half -= length
        if half <= 0:
            return angle
    return 0.0


class _Turn:
    """Turns points around a centre, clockwise by `degrees`, and scales them."""

    def __init__(self, centre: Point, degrees: float, scale: float) -> None:
        self.centre, self.scale = centre, scale
        self.cosine, self.sine = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))

    def __call__(self, point: Point) -> Point:
        x, y = point.x - self.centre.x, point.y - self.centre.y
        return Point(
            (x * self.cosine - y * self.sine + self.centre.x) * self.scale,
            (x * self.sine + y * self.cosine + self.centre.y) * self.scale,
        )

    def box(self, quad: Quad) -> Box:
        """The upright box with the same centre and sides as a quadrangle that is level once turned."""
        a, b, c, d = map(self, quad)
        return Box((a.x + d.x) / 2, (a.y + b.y) / 2, (b.x + c.x) / 2, (c.y + d.y) / 2)


def _measure(line: TextLine, turn: _Turn) -> _Measured:
    box = turn.box(line.quad)
    size = max(box.height, 1.0) / _HEIGHT
    baseline = (box.y0 + box.y1) / 2 + _BELOW_CENTRE * size
    return _Measured(line, tuple(turn.box(word.quad) for word in line.words), size, baseline)


def _usual_size(lines: Sequence[_Measured]) -> float:
    return median(line.size for line in lines for _ in line.line.words) if lines else 0.0


def _rows(lines: Sequence[_Measured]) -> list[list[_Measured]]:
    """Lines side by side, from top to bottom, each row from left to right."""
    rows: list[list[_Measured]] = []
    for line in sorted(lines, key=lambda line: line.baseline):
        row = rows[-1] if rows else []
        size = min([line.size, *(other.size for other in row)])
        if row and line.baseline - median(other.baseline for other in row) <= _SAME_ROW * size:
            row.append(line)
        else:
            rows.append([line])
    return [sorted(row, key=lambda line: line.boxes[0].x0) for row in rows]


def _common(row: Sequence[_Measured], usual: float) -> tuple[float, float]:
    """Size and baseline of a row: recognised boxes vary by more than print does."""
    size = median(line.size for line in row for _ in line.line.words)
    near = abs(size - usual) <= _SAME_SIZE * usual
    return usual if near else size, median(line.baseline for line in row for _ in line.line.words)
