"""The order in which the lines of a page are read: columns, and what goes over their full width.

A gutter is a vertical strip that many lines leave free while both sides are filled like columns of prose.
Lines that run across it cut the page into bands; within a band the left column comes before the right one,
and each is looked at again for gutters of its own. (The recursive X-Y cut of Nagy and Seth, 1984, by lines.)
"""

from collections.abc import Iterable, Sequence
from itertools import groupby
from statistics import median
from typing import NamedTuple

from almpo.evidence.anchors import Box
from almpo.ingestion.layout import Token
from almpo.ingestion.text.lines import Line, group_lines

_WORD_GAP = 0.9  # em: wider gaps may be gutters
_FEWEST_LINES = 4  # in each of two columns
_STEP = 3.0  # points between the places tried for a gutter
_FILLED = 0.6  # share of its column's width that the median line fills
_LETTERS = 0.6  # share of letters among the characters of a column of prose
_UNBROKEN = 0.7  # share of lines that have no wide gap within their column
_MOST_RUNS = 3  # lines of more parts are rows of tables and tell nothing about columns of prose
_DENSITY = 0.5  # side by side, one column has at least this share of the lines of the other
_DEEPEST = 3

Runs = list[tuple[float, float]]


class Column(NamedTuple):
    """Lines that are read one after the other. A table is a column of its own, read row by row."""

    lines: tuple[Line, ...]
    table: bool = False

    @property
    def x0(self) -> float:
        return min(line.box.x0 for line in self.lines)

    @property
    def x1(self) -> float:
        return max(line.box.x1 for line in self.lines)

    @property
    def top(self) -> float:
        return self.lines[0].baseline


def read_columns(tokens: Iterable[Token], tables: Sequence[Box] = ()) -> list[Column]:
    """The columns of a page in reading order. All coordinates are those of the upright frame."""
    outside: list[Token] = []
    inside: dict[int, list[Token]] = {}
    for token in tokens:
        table = _table_of(token, tables)
        (outside if table is None else inside.setdefault(table, [])).append(token)
    return _order(outside, [Column(tuple(group_lines(part)), table=True) for part in inside.values()])


def _table_of(token: Token, tables: Sequence[Box]) -> int | None:
    x, y = (token.box.x0 + token.box.x1) / 2, (token.box.y0 + token.box.y1) / 2
    for number, box in enumerate(tables):
        if box.x0 <= x <= box.x1 and box.y0 <= y <= box.y1:
            return number
    return None


def _order(tokens: Sequence[Token], tables: Sequence[Column], depth: int = 0) -> list[Column]:
    lines = group_lines(tokens)
    gutter = _find_gutter(lines) if depth < _DEEPEST else None
    parts = sorted([*(Column((line,)) for line in lines), *tables], key=lambda part: part.top)
    if gutter is None:
        return _stack(parts)
    ordered: list[Column] = []
    for across, group in groupby(parts, key=lambda part: _runs_across(part, gutter)):
        band = list(group)
        ordered += _stack(band) if across else _side_by_side(band, gutter, depth)
    return ordered


def _stack(parts: Iterable[Column]) -> list[Column]:
    """Lines between tables become one column."""
    stacked: list[Column] = []
    for table, group in groupby(parts, key=lambda part: part.table):
        if table:
            stacked += group
        else:
            stacked.append(Column(tuple(line for part in group for line in part.lines)))
    return stacked


def _side_by_side(parts: Iterable[Column], gutter: float, depth: int) -> list[Column]:
    tokens: tuple[list[Token], list[Token]] = [], []
    tables: tuple[list[Column], list[Column]] = [], []
    for part in parts:
        if part.table:
            tables[part.x0 >= gutter].append(part)
        else:
            for token in part.lines[0].tokens:
                tokens[token.box.x0 >= gutter].append(token)
    return [column for side in (0, 1) for column in _order(tokens[side], tables[side], depth + 1)]


def _runs_across(part: Column, gutter: float) -> bool:
    if part.table:
        return part.x0 < gutter < part.x1
    return not _is_free(gutter, _runs(part.lines[0]))


def _find_gutter(lines: Sequence[Line]) -> float | None:
    """The x of the strip that best parts two columns of prose, None where there is one column."""
    if len(lines) < _FEWEST_LINES:
        return None
    x0, x1 = min(line.box.x0 for line in lines), max(line.box.x1 for line in lines)
    lines = [line for line in lines if len(_runs(line)) <= _MOST_RUNS]
    runs = [_runs(line) for line in lines]
    places = [x0 + 0.2 * (x1 - x0) + step * _STEP for step in range(int(0.6 * (x1 - x0) / _STEP))]
    parted = [_lines_parted(x, runs) for x in places]
    most = max(parted, default=0)
    if most < _FEWEST_LINES:
        return None
    best = [x for x, count in zip(places, parted, strict=True) if count == most]
    gutter = best[len(best) // 2]
    free = [line for line, parts in zip(lines, runs, strict=True) if _is_free(gutter, parts)]
    left = _pieces([token for token in line.tokens if token.box.x0 < gutter] for line in free)
    right = _pieces([token for token in line.tokens if token.box.x0 >= gutter] for line in free)
    return gutter if _is_prose(left) and _is_prose(right) and _beside(left, right) else None


def _lines_parted(x: float, runs: Sequence[Runs]) -> int:
    """How many lines there are on the side of x that has fewer, of those that leave x free."""
    free = [parts for parts in runs if _is_free(x, parts)]
    return min(sum(parts[0][1] <= x for parts in free), sum(parts[-1][0] >= x for parts in free))


def _pieces(groups: Iterable[list[Token]]) -> list[Line]:
    return [Line(tokens) for tokens in groups if tokens]


def _is_prose(pieces: Sequence[Line]) -> bool:
    if len(pieces) < _FEWEST_LINES:
        return False
    width = max(piece.box.x1 for piece in pieces) - min(piece.box.x0 for piece in pieces)
    text = "".join(token.text for piece in pieces for token in piece.tokens)
    return (
        median(piece.box.width for piece in pieces) >= _FILLED * width
        and sum(map(str.isalpha, text)) >= _LETTERS * len(text)
        and sum(len(_runs(piece)) == 1 for piece in pieces) >= _UNBROKEN * len(pieces)
    )


def _beside(left: Sequence[Line], right: Sequence[Line]) -> bool:
    """Do the two stand side by side, for at least half the height of the lower one, equally dense?"""
    top = max(left[0].baseline, right[0].baseline)
    bottom = min(left[-1].baseline, right[-1].baseline)
    lower = min(side[-1].baseline - side[0].baseline for side in (left, right))
    counts = [sum(top <= line.baseline <= bottom for line in side) for side in (left, right)]
    return bottom - top >= 0.5 * lower and min(counts) >= _DENSITY * max(counts)


def _runs(line: Line) -> Runs:
    """The stretches of a line that wide gaps part."""
    runs: Runs = []
    for token in line.tokens:
        if runs and token.box.x0 - runs[-1][1] < _WORD_GAP * line.size:
            runs[-1] = (runs[-1][0], max(runs[-1][1], token.box.x1))
        else:
            runs.append((token.box.x0, token.box.x1))
    return runs


def _is_free(x: float, runs: Runs) -> bool:
    return not any(x0 < x < x1 for x0, x1 in runs)
