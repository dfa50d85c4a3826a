"""Running heads and feet: what stands again and again at the edges of the pages, and the page numbers."""

import math
import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from statistics import median_low
from typing import NamedTuple

from rapidfuzz import fuzz, process

from almpo.ingestion.text.lines import Line

_EDGE = 0.15  # share of the page height above and below in which furniture stands
_OUTERMOST = 4  # lines from either edge that may be furniture
_SHIFT = 8.0  # points up or down from page to page
_ALIKE = 88  # of 100: recognised text differs a little from page to page
_LARGER = 1.15  # times the size of body text: larger print is a title, however often it comes
_APART = 1.6  # em from baseline to baseline: the least white space between furniture and text
_FEWEST_LETTERS = 3
_LONGEST = 15  # words of a line with a page number in it
_CAPTION = re.compile(r"(table|tab|figure|fig|tabelle|abbildung|abb|tableau|tabla|figura|tabela|wykres)#")
_NUMBER = re.compile(r"\W*(?:(?:page|seite|página|pagina|strona|p|s)\W+)?(\d{1,4}|[ivxlc]{1,7})(?!\w|[.,]\d)")
_LAST_NUMBER = re.compile(r"(?<![\d.,\w])(\d{1,4}|[ivxlc]{1,7})\W*$")
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


class PageLines(NamedTuple):
    """The lines of a page, top to bottom, and the height of the page, in the upright frame."""

    number: int
    height: float
    lines: Sequence[Line]


class _Edge(NamedTuple):
    """A line near the upper or lower edge of a page."""

    page: int
    rank: int  # 0 for the line nearest the edge
    line: Line
    top: bool
    gap: float  # baseline to baseline of the next line inwards, in em

    @property
    def key(self) -> str:
        """The text without what changes from page to page."""
        return re.sub(r"\d+", "#", re.sub(r"[\W_]+", "", self.line.text.lower()))


def find_furniture(pages: Sequence[PageLines], body_size: float) -> dict[int, list[Line]]:
    """Page number -> its lines that are furniture, top to bottom. A single page shows no repetition.

    Lines repeat if the same text, digits aside, stands at the same edge of three pages (two in documents of
    two or three pages). A line with a number that runs with the pages is furniture, too. Only furniture may
    stand between a line of furniture and the edge, and white space parts it from the text.
    """
    fewest = 2 if len(pages) < 4 else 3
    edges = [edge for page in pages for edge in _edges(page, body_size)]
    repeated = set(_repeated(edges, fewest))
    numbered = set(_numbered(_outermost(edges, repeated), fewest))
    furniture: dict[int, list[Line]] = {page.number: [] for page in pages}
    for edge in sorted(_connected(edges, repeated, numbered), key=lambda edge: edge.line.baseline):
        furniture[edge.page].append(edge.line)
    return furniture


def _edges(page: PageLines, body_size: float) -> Iterator[_Edge]:
    for top, lines in ((True, page.lines), (False, page.lines[::-1])):
        inwards = [*lines[1:], None]
        for rank, (line, inner) in enumerate(zip(lines[:_OUTERMOST], inwards, strict=False)):
            distance = line.baseline if top else page.height - line.baseline
            if distance < _EDGE * page.height and line.size <= _LARGER * body_size:
                gap = abs(inner.baseline - line.baseline) / max(line.size, 1) if inner else math.inf
                yield _Edge(page.number, rank, line, top, gap)


def _repeated(edges: Sequence[_Edge], fewest: int) -> Iterator[_Edge]:
    for top in (True, False):
        groups: dict[str, list[_Edge]] = defaultdict(list)
        for edge in edges:
            if edge.top == top:
                groups[edge.key].append(edge)
        common = {key for key, group in groups.items() if _may_repeat(key) and _pages(group) >= fewest}
        for key, group in groups.items():
            if key in common or _like_one_of(key, common):
                yield from group


def _pages(group: Sequence[_Edge]) -> int:
    """On how many pages lines stand at the same height."""
    usual = median_low(edge.line.baseline for edge in group)
    return len({edge.page for edge in group if abs(edge.line.baseline - usual) <= _SHIFT})


def _may_repeat(key: str) -> bool:
    return sum(map(str.isalpha, key)) >= _FEWEST_LETTERS and not _CAPTION.match(key)


def _like_one_of(key: str, common: Collection[str]) -> bool:
    return process.extractOne(key, common, scorer=fuzz.ratio, score_cutoff=_ALIKE) is not None


def _outermost(edges: Sequence[_Edge], repeated: Collection[_Edge]) -> Iterator[_Edge]:
    """On each edge of each page the very first line, and the first one that is not repeated."""
    seen = set()
    for edge in edges:  # they come from the edge inwards
        if edge.rank == 0:
            yield edge
        if edge not in repeated and (edge.page, edge.top) not in seen:
            seen.add((edge.page, edge.top))
            if edge.rank:
                yield edge


def _numbered(edges: Iterator[_Edge], fewest: int) -> Iterator[_Edge]:
    """Lines with a number that keeps its distance to the number of the page."""
    runs: dict[tuple[bool, bool, int], list[_Edge]] = defaultdict(list)
    for edge in edges:
        for printed, roman in _numbers(edge.line.text.lower()):
            runs[edge.top, roman, printed - edge.page].append(edge)
    for run in runs.values():
        if len({edge.page for edge in run}) >= fewest:
            yield from run


def _numbers(text: str) -> set[tuple[int, bool]]:
    """The numbers a short line begins or ends with, and whether they are Roman."""
    if len(text.split()) > _LONGEST:
        return set()
    return {_value(match[1]) for match in (_NUMBER.match(text), _LAST_NUMBER.search(text)) if match}


def _value(printed: str) -> tuple[int, bool]:
    if printed.isdigit():
        return int(printed), False
    values = [_ROMAN[letter] for letter in printed]
    return sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True)), True


def _connected(
    edges: Sequence[_Edge], repeated: Collection[_Edge], numbered: Collection[_Edge]
) -> Iterator[_Edge]:
    """Furniture that nothing else parts from the edge, inwards as far as a page number or a wide gap."""
    unbroken: dict[tuple[int, bool], list[_Edge]] = defaultdict(list)
    for edge in edges:
        found = edge in repeated or edge in numbered
        if found and len(unbroken[edge.page, edge.top]) == edge.rank:
            unbroken[edge.page, edge.top].append(edge)
    for stack in unbroken.values():
        while stack and stack[-1].gap < _APART and stack[-1] not in numbered:
            stack.pop()
        yield from stack
