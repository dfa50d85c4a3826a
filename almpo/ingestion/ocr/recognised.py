"""Recognised lines of text to a `PageLayout`: pixels to points, lines to rows with one size and baseline."""

from collections.abc import Iterable, Sequence
from statistics import median
from typing import NamedTuple

from almpo.evidence.anchors import Box
from almpo.ingestion.layout import PageLayout, Rule, Token

_POINTS = 72.0  # an inch
_SAME_ROW = 0.35  # font sizes: lines whose baselines are this close stand in one row
_SAME_SIZE = 0.15  # sizes this close to the usual one of the page are that size


class TextWord(NamedTuple):
    text: str
    box: Box


class TextLine(NamedTuple):
    """A line as an engine gives it, in pixels."""

    words: tuple[TextWord, ...]
    size: float  # of the font
    baseline: float
    score: float  # of recognition, 0 to 1


def build_layout(
    lines: Iterable[TextLine],
    width: float,
    height: float,
    dpi: float,
    number: int,
    rules: Iterable[Rule] = (),
) -> PageLayout:
    """The layout of a page that is `width` by `height` pixels. `rules` are in pixels too."""
    point = _POINTS / dpi
    rows = _rows([line for line in lines if line.words])
    usual = median([line.size for row in rows for line in row for _ in line.words] or [0.0])
    tokens = [
        Token(
            text=word.text,
            box=Box(*(point * side for side in word.box)),
            size=point * size,
            baseline=point * baseline,
            line=row_number,
            score=line.score,
        )
        for row_number, row in enumerate(rows)
        for size, baseline in [_common(row, usual)]
        for line in row
        for word in line.words
    ]
    ruled = (Rule(*(point * end for end in rule)) for rule in rules)
    return PageLayout(number, point * width, point * height, tuple(tokens), tuple(ruled))


def _rows(lines: Sequence[TextLine]) -> list[list[TextLine]]:
    """Lines side by side, from top to bottom, each row from left to right."""
    rows: list[list[TextLine]] = []
    for line in sorted(lines, key=lambda line: line.baseline):
        row = rows[-1] if rows else []
        size = min([line.size, *(other.size for other in row)])
        if row and line.baseline - median(other.baseline for other in row) <= _SAME_ROW * size:
            row.append(line)
        else:
            rows.append([line])
    return [sorted(row, key=lambda line: line.words[0].box.x0) for row in rows]


def _common(row: Sequence[TextLine], usual: float) -> tuple[float, float]:
    """Size and baseline of a row: the boxes of an engine vary by more than print does."""
    size = median(line.size for line in row for _ in line.words)
    near = abs(size - usual) <= _SAME_SIZE * usual
    return usual if near else size, median(line.baseline for line in row for _ in line.words)
