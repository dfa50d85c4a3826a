"""The sentences of retrieved passages that can be quoted word for word."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from almpo.evidence.anchors import Anchor
from almpo.evidence.documents import Page, Passage
from almpo.ingestion.tables.captions import caption_label, is_note_start
from almpo.synthesis.canonical import displayed
from almpo.synthesis.concepts import fold
from almpo.synthesis.lexicon import lexicon
from almpo.synthesis.sentences import Span, split_sentences

MIN_WORDS, MAX_WORDS = 5, 90
_MARKS = re.compile(
    r"(?:[\s⁰¹²³⁴-⁹*†‡§•◦▪‣·]|[–—-](?=\s))*"
)  # of footnotes and list items, before a sentence
_BULLET = re.compile(r"\s*[•◦▪‣·–—-]\s")
_FOOTNOTE_NUMBER = re.compile(r"(?<=[^\W\d][.!?])\d{1,2}(?=\s+[A-ZÀ-Ý])")  # "trainees.6 The": no decimal
_FOOTNOTE_MARK = re.compile(r"\s?[⁰¹²³⁴-⁹*†‡§]")
_LETTER = re.compile(r"[^\W\d_]")
_ENDS = (".", "!", "?", ";", ":")

PageOf = Callable[[str, int], Page]


class Candidate(NamedTuple):
    """A sentence as it stands on a page, or over the end of one."""

    anchors: tuple[Anchor, ...]
    text: str  # on one line
    passage: Passage
    relevance: float  # of its passage


class _Piece(NamedTuple):
    """A part of a passage's text and the page span it stands for."""

    start: int
    page: Page
    page_start: int
    length: int


def candidate_sentences(passages: Sequence[tuple[Passage, float]], page_of: PageOf) -> Iterator[Candidate]:
    """The whole sentences of passages with their relevance, each once; no fragments, no rows of tables."""
    seen: set[tuple[str, int, int | None]] = set()
    for passage, relevance in passages:
        text, pieces = _joined(passage, page_of)
        for start, end in _units(text, passage.language):
            anchors = tuple(_anchors(passage.document_id, pieces, start, end))
            shown = displayed(text[start:end])
            if not anchors or not is_quotable(shown, item=_is_item(text, start)) or _ends_in_doubt(text, end):
                continue
            key = (passage.document_id, anchors[0].page, anchors[0].start)
            if key not in seen:
                seen.add(key)
                yield Candidate(anchors, shown, passage, relevance)


def _joined(passage: Passage, page_of: PageOf) -> tuple[str, list[_Piece]]:
    """The page text under the anchors of a passage, in one string, and where each part comes from.

    A sentence may run on over the end of a printed page; in formats without pages no paragraph does.
    """
    joined = ""
    pieces: list[_Piece] = []
    for anchor in passage.anchors:
        if anchor.start is None or anchor.end is None:
            continue
        page = page_of(anchor.document_id, anchor.page)
        part = page.text[anchor.start : anchor.end]
        joined += "" if not pieces else " " if page.width else "\n\n"
        pieces.append(_Piece(len(joined), page, anchor.start, len(part)))
        joined += part
    return joined, pieces


def _units(text: str, language: str) -> Iterator[Span]:
    """Sentences without the marks before them; one that ends in a colon takes its list items along."""
    spans = [part for span in split_sentences(text, language) for part in _parted(text, span)]
    at = 0
    while at < len(spans):
        start, end = spans[at]
        at += 1
        if text[start:end].endswith(":"):
            while (
                at < len(spans)
                and _is_item(text, spans[at].start)
                and _words(text, start, spans[at].end) <= MAX_WORDS
            ):
                end = spans[at].end
                at += 1
        begin = _MARKS.match(text, start)
        yield Span(begin.end() if begin else start, end)


def _parted(text: str, span: Span) -> Iterator[Span]:
    """Sentences that only a footnote's number, set as a common one, keeps together."""
    start = span.start
    for mark in _FOOTNOTE_NUMBER.finditer(text, span.start, span.end):
        yield Span(start, mark.start())
        start = mark.end() + 1
    yield Span(start, span.end)


def _words(text: str, start: int, end: int) -> int:
    return len(text[start:end].split())


def _is_item(text: str, start: int) -> bool:
    """Does an item of a list begin here, or just after the mark before?"""
    line = text.rfind("\n", 0, start) + 1
    return _BULLET.match(text, start) is not None or _BULLET.fullmatch(text, line, start) is not None


def _anchors(document_id: str, pieces: Sequence[_Piece], start: int, end: int) -> Iterator[Anchor]:
    for piece in pieces:
        low, high = max(start, piece.start), min(end, piece.start + piece.length)
        if low < high and piece.page.text[low - piece.start + piece.page_start :][: high - low].strip():
            shift = piece.page_start - piece.start
            yield piece.page.anchor(document_id, low + shift, high + shift)


def _ends_in_doubt(text: str, end: int) -> bool:
    """Is a number set so close to a footnote mark here that its last digits cannot be told from it?"""
    return text[:end].rstrip(".,;:)")[-1:].isdigit() and _FOOTNOTE_MARK.match(text, end) is not None


def is_quotable(text: str, *, item: bool = False) -> bool:
    """Is it a whole sentence, or list item, to a reader? No heading, caption, note, row of numbers, order."""
    opens = text.lstrip("\"'“„«(•*–-·[ ")[:1]
    closed = text.rstrip("\"'”“»)] ")[-1:] in _ENDS
    return (
        MIN_WORDS <= len(text.split()) <= MAX_WORDS
        and (closed or item)
        and not opens.islower()
        and len(_LETTER.findall(text)) > 0.5 * len(text.replace(" ", ""))
        and not is_note_start(text)
        and caption_label(text) is None
        and not _orders().search(fold(text))
    )


@cache
def _orders() -> re.Pattern[str]:
    return re.compile("|".join(lexicon("orders")["orders"]))
