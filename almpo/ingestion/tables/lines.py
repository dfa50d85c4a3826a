"""Tokens -> lines by baseline -> chunks: tokens on a line that stand close enough to be one cell."""

import itertools
from collections.abc import Iterable, Sequence
from statistics import median
from typing import NamedTuple

from almpo.evidence.anchors import Box
from almpo.ingestion.layout import Token
from almpo.ingestion.tables import numbers

# Distances in multiples of the font size
SAME_LINE = 0.35  # baselines closer than this are one line
CELL_GAP = 0.95  # a wider gap parts two cells of text
WORD_GAP = 0.5  # a wider gap parts a number from the text or number beside it
HEAD_GAP = 0.5  # a wider gap may part the heads of neighbouring columns
THOUSANDS_GAP = 0.42  # the widest space inside a number
TIGHT_GAP = 0.12  # tokens closer than this are printed without a space between them


class Chunk(NamedTuple):
    """What may be a cell: its text is folded (see numbers.fold), its tokens are as printed."""

    tokens: tuple[Token, ...]
    text: str
    box: Box
    value: bool  # nothing but numbers
    mark: bool  # stands where a number would

    @property
    def data(self) -> bool:
        return self.value or self.mark

    @property
    def centre(self) -> float:
        return (self.box.x0 + self.box.x1) / 2

    @property
    def size(self) -> float:
        return max(token.size for token in self.tokens)

    @property
    def bold(self) -> bool:
        return all(token.bold for token in self.tokens)


class Line(NamedTuple):
    """A line of text, its chunks from left to right."""

    chunks: tuple[Chunk, ...]
    baseline: float
    size: float
    box: Box

    @property
    def text(self) -> str:
        return " ".join(chunk.text for chunk in self.chunks)

    @property
    def values(self) -> list[Chunk]:
        return [chunk for chunk in self.chunks if chunk.value]


def build_lines(tokens: Iterable[Token]) -> list[Line]:
    """Lines from top to bottom."""
    groups: list[list[Token]] = []
    for token in sorted(tokens, key=lambda t: t.baseline):
        if groups and token.baseline - _baseline(groups[-1]) <= SAME_LINE * min(
            token.size, groups[-1][-1].size
        ):
            groups[-1].append(token)
        else:
            groups.append([token])
    return [make_line(group) for group in _with_scripts(_settled(groups))]


def _settled(groups: list[list[Token]]) -> list[list[Token]]:
    """Move tokens to the nearest line: in recognised text the first sweep may have cut between two."""
    heights = [_baseline(group) for group in groups]
    settled: list[list[Token]] = [[] for _ in groups]
    for i, group in enumerate(groups):
        for token in group:
            near = [j for j in (i - 1, i, i + 1) if 0 <= j < len(groups)]
            settled[min(near, key=lambda j: abs(heights[j] - token.baseline))].append(token)
    return [group for group in settled if group]


def make_line(tokens: Sequence[Token]) -> Line:
    size = _main_size(tokens)
    ordered = [part for token in sorted(tokens, key=lambda t: t.box.x0) for part in _parts(token)]
    chunks = tuple(make_chunk(group) for group in _grouped(ordered, size))
    return Line(chunks, _baseline(tokens), size, _box(ordered))


def make_chunk(tokens: Sequence[Token]) -> Chunk:
    text = joined(tokens)
    return Chunk(tuple(tokens), text, _box(tokens), numbers.is_value(text), numbers.is_mark(text))


def parted(chunk: Chunk, gap: float) -> list[Chunk]:
    """A chunk cut where its tokens stand further apart than `gap` points."""
    cuts = [i for i, found in enumerate(gaps(chunk), start=1) if found > gap]
    return [make_chunk(chunk.tokens[i:j]) for i, j in itertools.pairwise([0, *cuts, len(chunk.tokens)])]


def gaps(chunk: Chunk) -> list[float]:
    """White between its tokens, in points."""
    return [b.box.x0 - a.box.x1 for a, b in itertools.pairwise(chunk.tokens)]


def head_gap(lines: Sequence[Line]) -> float:
    """Points of white that may part the heads of neighbouring columns: more than between the words of one."""
    found = [(gap, line.size) for line in lines for chunk in line.chunks for gap in gaps(chunk)]
    spaces = [gap for gap, size in found if gap > TIGHT_GAP * size]
    usual = min((HEAD_GAP * line.size for line in lines), default=0.0)
    return min(usual, max(1.3 * min(spaces, default=usual), 0.6 * usual))


def joined(tokens: Sequence[Token]) -> str:
    """Text of tokens of one line, with a space where there is one on paper."""
    pieces: list[str] = []
    for previous, token in zip([None, *tokens], tokens, strict=False):
        if previous is not None and token.box.x0 - previous.box.x1 > TIGHT_GAP * max(
            token.size, previous.size
        ):
            pieces.append(" ")
        pieces.append(token.text)
    return numbers.fold("".join(pieces))


def _baseline(tokens: Sequence[Token]) -> float:
    return median(token.baseline for token in tokens)


def _main_size(tokens: Sequence[Token]) -> float:
    return median(size for token in tokens for size in [token.size] * len(token.text))


def _box(tokens: Sequence[Token]) -> Box:
    return Box(
        min(t.box.x0 for t in tokens),
        min(t.box.y0 for t in tokens),
        max(t.box.x1 for t in tokens),
        max(t.box.y1 for t in tokens),
    )


def _with_scripts(groups: list[list[Token]]) -> list[list[Token]]:
    """Join lines that hold only superscripts or subscripts to the line they belong to."""
    merged: list[list[Token]] = []
    for group in groups:
        if merged and _is_script(merged[-1], group):
            merged[-1] = merged[-1] + group
        else:
            merged.append(group)
    return merged


def _is_script(upper: list[Token], lower: list[Token]) -> bool:
    upper_size, lower_size = _main_size(upper), _main_size(lower)
    small, large = sorted((upper_size, lower_size))
    if small > 0.85 * large or _baseline(lower) - _baseline(upper) > 0.6 * large:
        return False
    scripts, base = (upper, lower) if upper_size < lower_size else (lower, upper)
    return all(
        any(abs(s.box.x0 - t.box.x1) < 0.3 * large or abs(s.box.x1 - t.box.x0) < 0.3 * large for t in base)
        for s in scripts
    )


def _parts(token: Token) -> list[Token]:
    """Cut a token that holds numbers of neighbouring cells, in proportion: digits are equally wide."""
    text = numbers.fold(token.text)
    cuts = numbers.fused_at(text) if len(text) == len(token.text) else []
    if not cuts:
        return [token]
    bounds = [0, *cuts, len(text)]
    step = token.box.width / len(text)
    return [
        token._replace(
            text=token.text[a:b],
            box=token.box._replace(x0=token.box.x0 + a * step, x1=token.box.x0 + b * step),
        )
        for a, b in itertools.pairwise(bounds)
    ]


def _grouped(tokens: Sequence[Token], size: float) -> list[list[Token]]:
    groups: list[list[Token]] = []
    for token in tokens:
        if groups and _belongs(groups[-1], token, size):
            groups[-1].append(token)
        else:
            groups.append([token])
    return groups


def _belongs(group: Sequence[Token], token: Token, size: float) -> bool:
    """Whether the token continues the chunk to its left."""
    gap = (token.box.x0 - max(t.box.x1 for t in group)) / size
    if gap > CELL_GAP:
        return False
    text, next_text = joined(group), numbers.fold(token.text)
    if _open_bracket(text):
        return True
    if text[0] in "([" and next_text[0] == text[0]:  # intervals of neighbouring cells
        return False
    left, right = numbers.is_value(text), numbers.is_number(next_text)
    if left and right:
        return _same_number(text, next_text, gap)
    if left and set(next_text) <= set("*+†‡"):
        return gap <= WORD_GAP
    if right and text[-1:] in "-+$€£<>=±" and len(text) <= 2:
        return True
    return gap <= (WORD_GAP if left or right else CELL_GAP)


def _open_bracket(text: str) -> bool:
    """An interval that is not closed yet: "[0.02,"."""
    opened = max(text.rfind("("), text.rfind("["))
    return (
        opened >= 0 and not any(c in text[opened:] for c in ")]") and any(c.isdigit() for c in text[opened:])
    )


def _same_number(text: str, next_text: str, gap: float) -> bool:
    """Thousands parted by a thin space, or an estimate and its bracket in one cell."""
    if gap <= THOUSANDS_GAP and numbers.is_number(f"{text} {next_text}") and next_text[:1].isdigit():
        return True
    return gap <= WORD_GAP and numbers.is_bracketed(next_text) and not numbers.is_bracketed(text)


def box_of(lines: Sequence[Line]) -> Box:
    """The smallest box around some lines."""
    box = lines[0].box
    for line in lines[1:]:
        box = box.union(line.box)
    return box


def cut_line(line: Line, xs: Sequence[float]) -> Line:
    """A line whose chunks end where vertical lines at these x run between their tokens."""
    if not xs:
        return line
    chunks = []
    for chunk in line.chunks:
        groups: dict[int, list[Token]] = {}
        for token in chunk.tokens:
            middle = (token.box.x0 + token.box.x1) / 2
            groups.setdefault(sum(x < middle for x in xs), []).append(token)
        chunks += [make_chunk(group) for _, group in sorted(groups.items())]
    return line._replace(chunks=tuple(chunks))
