"""Quotes found again in the text of a page: exact, but for how pages break words and draw characters.

Ignored are white space, hyphens within words and at line ends, ligatures, and which glyph stands for a minus.
Digits, signs, letters and negations must agree; a quote neither begins nor ends within a word or a number.
"""

import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from almpo.evidence.documents import Page
from almpo.ingestion.text.repair import SOFT_HYPHEN, repair

_MINUS = "-−–‐‑‒﹣－"
_HYPHENS = f"-\u2010\u2011{SOFT_HYPHEN}"
_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_LIGATURES = "ﬀﬁﬂﬃﬄﬅﬆ"
_PAGES_KEPT = 64


def find_quote(page: Page, quote: str) -> tuple[int, int] | None:
    """Start and end of the first place in `page.text` where the quote stands, None if there is none.

    `page.anchor(document_id, start, end)` makes an anchor of the place.
    """
    wanted = _fold(repair(" ".join(quote.split()))).text
    folded = _fold_page(page.text)
    for at in _occurrences(folded.text, wanted):
        start, end = folded.starts[at], folded.ends[at + len(wanted) - 1]
        if not (_begins_within(page.text, start) or _ends_within(page.text, end)):
            return start, end
    return None


class _Folded(NamedTuple):
    """Text without what is ignored, and for each of its characters the span that it stands for."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]


def _fold(text: str) -> _Folded:
    chars: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for start, end in _clusters(text):
        for char in _folded(text, start, end, chars):
            chars.append(char)
            starts.append(start)
            ends.append(end)
    return _Folded("".join(chars), tuple(starts), tuple(ends))


_fold_page = lru_cache(maxsize=_PAGES_KEPT)(_fold)


def _clusters(text: str) -> Iterator[tuple[int, int]]:
    """Spans: a character with the marks that combine with it, a run of white space, a raised number."""
    start = 0
    while start < len(text):
        end = start + 1
        while end < len(text) and (
            unicodedata.combining(text[end])
            or (text[end].isspace() and text[start].isspace())
            or (text[end] in _RAISED and text[start] in _RAISED)
        ):
            end += 1
        yield start, end
        start = end


def _folded(text: str, start: int, end: int, before: list[str]) -> str:
    """What is left of a cluster, given what is left of the text before it."""
    char = text[start]
    if char.isspace():
        return " " if _stands_before_number(before, text[end : end + 2]) else ""
    if char in _HYPHENS and (char == SOFT_HYPHEN or _is_within_word(text, start)):
        return ""
    if char in _MINUS:
        return "-"
    if char in _RAISED and _ends_in_digit(before):
        return text[start:end]  # "0.05" and a note 1 are not "0.051"
    plain = char in _RAISED or char in _LIGATURES
    return unicodedata.normalize("NFKC" if plain else "NFC", text[start:end])


def _stands_before_number(before: list[str], after: str) -> bool:
    """Would text and number, or two numbers, run into one without the white space?"""
    number = after[:1].isdigit() or (after[1:].isdigit() and after[0] in ".,")
    return number and bool(before) and (before[-1].isalnum() or before[-1] in ".,")


def _is_within_word(text: str, at: int) -> bool:
    """Do letters stand on both sides of a hyphen, white space after it aside?"""
    return _at(text, at - 1).isalpha() and text[at + 1 : at + 4].lstrip()[:1].isalpha()


def _ends_in_digit(before: list[str]) -> bool:
    last = before[-1:]
    if last and last[0] in ".,":
        last = before[-2:-1]
    return bool(last) and last[0].isdigit()


def _occurrences(text: str, wanted: str) -> Iterator[int]:
    at = text.find(wanted) if wanted.strip() else -1
    while at >= 0:
        yield at
        at = text.find(wanted, at + 1)


def _begins_within(text: str, start: int) -> bool:
    """Would a quote from here on begin in the middle of a word or number, or behind the sign of a number?"""
    first, before, earlier = text[start], _at(text, start - 1), _at(text, start - 2)
    if first in _MINUS:
        return before.isalnum() and before not in _RAISED
    if not first.isalnum() or not before:
        return False
    if first.isdigit():
        sign = text[max(start - 4, 0) : start].rstrip()[-1:] or "."
        return sign in _MINUS or before in ".," or (before.isalnum() and before not in _RAISED)
    return (before.isalnum() and before not in _RAISED) or (before in _HYPHENS and earlier.isalpha())


def _ends_within(text: str, end: int) -> bool:
    last, after, later = text[end - 1], _at(text, end), _at(text, end + 1)
    if after and last in _MINUS:
        return after.isdigit()
    if not last.isalnum() or not after or after in _RAISED:
        return False
    if last.isdigit() and after in ".,":
        return later.isdigit()
    return after.isalnum() or (after in _HYPHENS and last.isalpha() and later.isalpha())


def _at(text: str, index: int) -> str:
    """The character there, "" beyond the ends."""
    return text[index] if 0 <= index < len(text) else ""
