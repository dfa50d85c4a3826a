"""Lines of a column to paragraphs.

A paragraph ends where the space below is larger, the type changes, the next line is set in, or where the next
line begins with a word that would still have fitted.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from almpo.ingestion.text.lines import Line
from almpo.ingestion.text.reading_order import Column

_WIDER = 1.25  # times the usual distance of baselines
_OTHER_SIZE = 0.11  # recognised text has sizes of 10 and 11 points in one paragraph
_TIGHT = 1.25  # em from baseline to baseline, where lines are set without extra space
_INDENT = 0.8  # em
BULLETS = "•▪◦‣·–—*∗✓➢"
_SECTION_NUMBER = re.compile(r"\d{1,2}(?:\.\d{1,2})*\.?\s+[^\W\d]")
_ENDS = re.compile(r"[.!?:][\"”’»)\]⁰¹²³⁴⁵⁶⁷⁸⁹]*$")


def ends_sentence(text: str) -> bool:
    """Does the text end with a mark after which a new paragraph may begin?"""
    return bool(_ENDS.search(text))


def runs_on(before: str, after: str) -> bool:
    """Does a paragraph that ends in `before` go on in `after`, over a column or page break?"""
    if not before or not after or ends_sentence(before):
        return False
    return before.endswith(("-", ",", "\u00ad", "\u2010")) or after[0].islower()


def split_paragraphs(column: Column) -> list[list[Line]]:
    """The paragraphs of a column, top to bottom. A table is one paragraph."""
    if column.table:
        return [list(column.lines)]
    return list(_split(column))


def same_type(a: Line, b: Line) -> bool:
    """Are two lines printed alike? Lines without letters do not tell whether they are bold."""
    if abs(a.size - b.size) > _OTHER_SIZE * max(a.size, b.size):
        return False
    return a.bold == b.bold or not (any(map(str.isalpha, a.text)) and any(map(str.isalpha, b.text)))


def _split(column: Column) -> Iterator[list[Line]]:
    lines = column.lines
    usual = _usual_distance(lines)
    right = column.x1
    current = [lines[0]]
    for number, line in enumerate(lines[1:], start=1):
        following = lines[number + 1] if number + 1 < len(lines) else None
        before = current[-1]
        if (
            line.baseline - before.baseline > _WIDER * max(usual, _TIGHT * before.size)
            or not same_type(before, line)
            or _starts_item(line)
            or _ended_early(before, line, right)
            or _is_set_in(current, line, following)
        ):
            yield current
            current = []
        current.append(line)
    yield current


def _usual_distance(lines: Sequence[Line]) -> float:
    distances = [b.baseline - a.baseline for a, b in pairwise(lines)]
    alike = [d for d, line in zip(distances, lines, strict=False) if 0.8 * line.size < d < 3 * line.size]
    return median(alike) if alike else 1.4 * lines[0].size


def _starts_item(line: Line) -> bool:
    if len(line.tokens) > 1 and line.tokens[0].text in BULLETS:
        return True
    return line.bold and bool(_SECTION_NUMBER.match(line.text))


def _ended_early(before: Line, line: Line, right: float) -> bool:
    """Would the first word of this line have fitted into the line before?"""
    if before.bold and line.bold:
        return False  # headings are not filled
    if line.text[0].islower() and not ends_sentence(before.text):
        return False
    room = right - before.box.x1 - 0.3 * before.size
    return line.tokens[0].box.width < room - 0.05 * (right - before.box.x0)


def _is_set_in(current: Sequence[Line], line: Line, following: Line | None) -> bool:
    """Is this the indented first line of a paragraph, or the outdented one of an entry in a list?"""
    before = current[-1]
    indent = _INDENT * line.size
    if line.box.x0 - before.box.x0 > indent:
        returns = following is None or line.box.x0 - following.box.x0 > 0.5 * indent
        return returns and ends_sentence(before.text)
    hanging = len(current) > 1 and before.box.x0 - current[0].box.x0 > 0.5 * indent
    return hanging and before.box.x0 - line.box.x0 > indent
