"""Pages set in two columns of text: a table in one of them must not mix with the prose beside it."""

from collections.abc import Sequence
from itertools import groupby, pairwise
from statistics import median
from typing import NamedTuple

from almpo.ingestion.layout import Rule, Token
from almpo.ingestion.tables.captions import caption_label
from almpo.ingestion.tables.lines import Line, build_lines

WHITE = 8.0  # points between two columns of text, at least
FEWEST = 6  # lines of prose on either side that make a page one of two columns


class _Gutter(NamedTuple):
    """The white between two columns of prose, and how wide these are."""

    x: float
    left_width: float
    right_width: float


def zones(lines: Sequence[Line], width: float, rules: Sequence[Rule] = ()) -> list[list[Line]]:
    """The lines of a page in areas that are read one after the other.

    A page of one column is one area. On a page of two columns, bands of lines across the page alternate with
    bands in which the left column comes before the right.
    """
    gutter = _gutter(lines, width)
    if gutter is None:
        return [list(lines)]
    areas: list[list[Line]] = []
    for split, band in groupby(
        zip(lines, _is_split(lines, gutter, rules), strict=True), key=lambda pair: pair[1]
    ):
        members = [line for line, _ in band]
        if not split:
            areas.append(members)
            continue
        tokens = [token for line in members for token in _tokens(line)]
        for side in (
            [t for t in tokens if _centre(t) < gutter.x],
            [t for t in tokens if _centre(t) >= gutter.x],
        ):
            if side:
                areas.append(build_lines(side))
    return areas


def _tokens(line: Line) -> list[Token]:
    return [token for chunk in line.chunks for token in chunk.tokens]


def _centre(token: Token) -> float:
    return (token.box.x0 + token.box.x1) / 2


def _gutter(lines: Sequence[Line], width: float) -> _Gutter | None:
    """The white between two columns of prose, None on other pages."""
    left, right, across = [], [], []
    for line in lines:
        for part in _parts(line):
            if not _is_prose(part):
                continue
            x0, x1 = part[0].box.x0, part[-1].box.x1
            if x1 < 0.62 * width and x0 + x1 < width:
                left.append((x0, x1))
            elif x0 > 0.38 * width:
                right.append((x0, x1))
            else:
                across.append((x0, x1))
    if min(len(left), len(right)) < max(FEWEST, len(across) / 2):
        return None
    end, start = median(x1 for _, x1 in left), median(x0 for x0, _ in right)
    if start - end < WHITE:
        return None
    return _Gutter((start + end) / 2, median(x1 - x0 for x0, x1 in left), median(x1 - x0 for x0, x1 in right))


def _parts(line: Line) -> list[list[Token]]:
    """The tokens of a line, divided at white as wide as a gutter."""
    parts: list[list[Token]] = []
    for token in _tokens(line):
        if parts and token.box.x0 - parts[-1][-1].box.x1 < WHITE:
            parts[-1].append(token)
        else:
            parts.append([token])
    return parts


def _is_prose(tokens: Sequence[Token]) -> bool:
    if len(tokens) < 4:
        return False
    reach = tokens[-1].box.x1 - tokens[0].box.x0
    ink = sum(token.box.width for token in tokens)
    words = sum(token.text[:1].isalpha() for token in tokens)
    return reach > 14 * tokens[0].size and ink > 0.72 * reach and words > 0.7 * len(tokens)


def _is_split(lines: Sequence[Line], gutter: _Gutter, rules: Sequence[Rule]) -> list[bool]:
    """Which lines belong to a band of two columns. Lines that do not tell follow the line above that does."""
    verdicts = [_verdict(line, gutter) for line in lines]
    _mark_ruled(verdicts, lines, gutter, rules)
    last = next((verdict for verdict in verdicts if verdict is not None), False)
    split = []
    for verdict in verdicts:
        last = last if verdict is None else verdict
        split.append(last)
    start = 0
    for is_split, band in groupby(split):
        stop = start + len(list(band))
        if is_split and sum(verdict is True for verdict in verdicts[start:stop]) < FEWEST / 2:
            split[start:stop] = [False] * (stop - start)
        start = stop
    return split


def _mark_ruled(
    verdicts: list[bool | None], lines: Sequence[Line], gutter: _Gutter, rules: Sequence[Rule]
) -> None:
    """Lines between two ruled lines that cross the gutter, and the caption above them, go across the page."""
    heights = sorted(r.y0 for r in rules if r.x0 < gutter.x - 3 * WHITE and r.x1 > gutter.x + 3 * WHITE)
    for top, bottom in pairwise(heights):
        inside = [i for i, line in enumerate(lines) if top < line.baseline < bottom]
        if not inside or any(verdicts[i] for i in inside):
            continue
        first = inside[0]
        while first > 0 and verdicts[first - 1] is None and _follows(lines[first - 1], lines[first]):
            first -= 1
        for i in range(first, inside[-1] + 1):
            verdicts[i] = False


def _follows(above: Line, line: Line) -> bool:
    return line.box.y0 - above.box.y1 < 1.5 * line.size


def _verdict(line: Line, gutter: _Gutter) -> bool | None:
    """False for text across the gutter, True for a full line of prose beside it, None for either."""
    parts = _parts(line)
    if any(p[0].box.x0 < gutter.x - WHITE and p[-1].box.x1 > gutter.x + WHITE for p in parts):
        return False
    if line.values or caption_label(line.text):
        return None
    for part in parts:
        column = gutter.left_width if _centre(part[0]) < gutter.x else gutter.right_width
        if part[-1].box.x1 - part[0].box.x0 > 0.9 * column and _is_prose(part):
            return True
    return None
