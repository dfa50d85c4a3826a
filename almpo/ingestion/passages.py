"""Passages: stretches of about 200 words that stay within a section, with anchors for every part.

A passage is cut at sentence borders, rather at the end of a paragraph. Running heads and feet and lists of
contents are in no passage; footnotes and captions have passages of their own, so that none interrupts a
sentence that goes on over the page; a table is one passage.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

import sentencex

from almpo.evidence.anchors import Anchor
from almpo.evidence.documents import Page, Passage, Section
from almpo.evidence.record import content_id
from almpo.ingestion.language import UNKNOWN, detect_language
from almpo.ingestion.tables.captions import has_leaders
from almpo.ingestion.text.hyphenation import Vocabulary, ends_in_hyphen, joint
from almpo.ingestion.text.page_text import PARAGRAPH_BREAK, ROW_BREAK, Paragraph, Role
from almpo.ingestion.text.paragraphs import runs_on

USUAL_WORDS = 200
MOST_WORDS = 250
_LONGEST_SENTENCE = 80  # words
_SLACK = 25  # words by which a passage may miss its share in order to end with a paragraph
_LETTERS = 0.3  # share of letters below which a paragraph is no prose: axis labels, stray numbers
_RULES_FOR_UNKNOWN = "en"  # sentence borders where the language cannot be told

_STREAMS = ((Role.BODY, Role.HEADING), (Role.FOOTNOTE,), (Role.CAPTION,))  # never in one passage

Path = tuple[str, ...]


class _Piece(NamedTuple):
    """A sentence as a span of a page's text."""

    page: int
    start: int
    end: int
    words: int
    separator: str  # stands between the piece before and this one in the text of a passage


class _Draft(NamedTuple):
    path: Path
    pieces: Sequence[_Piece]


def make_passages(
    document_id: str,
    pages: Sequence[Page],
    paragraphs: Sequence[Paragraph],
    sections: Sequence[Section] = (),
    tables: Sequence[Sequence[Paragraph]] = (),
    language: str = UNKNOWN,
) -> tuple[Passage, ...]:
    """The passages of a document in the order of its text.

    `paragraphs` are in order and their roles say what is prose; each of `tables` holds the paragraphs of one
    table (caption, rows, note). `language` is that of the document, for passages that do not tell their own.
    The text of a passage equals the joined quotes of its anchors, white space aside. A heading with nothing
    but subsections or tables below it is in no passage: it is in their paths.
    """
    by_number = {page.number: page for page in pages}
    outline = _Outline(sections)
    vocabulary = Vocabulary([page.text] for page in pages)
    drafts = [_table(outline.path(table[0]), table, by_number) for table in tables if table]
    told = outline.parents | {draft.path for draft in drafts}
    for path, members in outline.divide(paragraphs):
        prose = [p for p in members if _is_prose(p, by_number[p.page].text)]
        if path in told and all(p.role is Role.HEADING for p in prose):
            continue
        for roles in _STREAMS:
            drafts += _prose(path, [p for p in prose if p.role in roles], by_number, language, vocabulary)
    drafts.sort(key=lambda draft: (draft.pieces[0].page, draft.pieces[0].start))
    return tuple(
        _passage(document_id, ordinal, draft, by_number, language) for ordinal, draft in enumerate(drafts)
    )


class _Outline:
    """Which section a place is in."""

    def __init__(self, sections: Sequence[Section]) -> None:
        self._starts = [(section.page, section.start) for section in sections]
        self._paths: list[Path] = [()]
        open_sections: list[Section] = []
        for section in sections:
            open_sections = [*(s for s in open_sections if s.level < section.level), section]
            self._paths.append(tuple(s.title for s in open_sections))

    @property
    def parents(self) -> set[Path]:
        return {path[:-1] for path in self._paths if path}

    def path(self, paragraph: Paragraph) -> Path:
        return self._paths[self._index(paragraph)]

    def divide(self, paragraphs: Iterable[Paragraph]) -> Iterator[tuple[Path, list[Paragraph]]]:
        for index, members in groupby(paragraphs, key=self._index):
            yield self._paths[index], list(members)

    def _index(self, paragraph: Paragraph) -> int:
        return bisect_right(self._starts, (paragraph.page, paragraph.start))


def _is_prose(paragraph: Paragraph, page_text: str) -> bool:
    if paragraph.role is not Role.BODY:
        return any(paragraph.role in roles for roles in _STREAMS)
    text = page_text[paragraph.start : paragraph.end]
    printed = "".join(text.split())
    return sum(map(str.isalpha, printed)) > _LETTERS * len(printed) and not has_leaders(text)


def _prose(
    path: Path,
    paragraphs: Sequence[Paragraph],
    pages: Mapping[int, Page],
    language: str,
    vocabulary: Vocabulary,
) -> Iterator[_Draft]:
    pieces = list(_pieces(paragraphs, pages, language, vocabulary))
    for start, end in pairwise([0, *_cuts(pieces), len(pieces)]):
        if start < end:
            yield _Draft(path, pieces[start:end])


def _pieces(
    paragraphs: Sequence[Paragraph], pages: Mapping[int, Page], language: str, vocabulary: Vocabulary
) -> Iterator[_Piece]:
    texts = [pages[paragraph.page].text[paragraph.start : paragraph.end] for paragraph in paragraphs]
    separator = PARAGRAPH_BREAK
    for paragraph, (text, following) in zip(paragraphs, pairwise([*texts, ""]), strict=True):
        after = PARAGRAPH_BREAK
        if runs_on(text, following):  # over a page, or around a table
            after = joint(text, following, vocabulary) if ends_in_hyphen(text) else " "
            if not after:
                text = text[:-1]
            after = after.removeprefix("-")
        for start, end in _sentences(text, language):
            words = len(text[start:end].split())
            yield _Piece(paragraph.page, paragraph.start + start, paragraph.start + end, words, separator)
            separator = " "
        separator = after


def _sentences(text: str, language: str) -> Iterator[tuple[int, int]]:
    """Spans of sentences without the space around them. Endless ones (lists) are cut between words."""
    rules = _RULES_FOR_UNKNOWN if language == UNKNOWN else language
    for border in sentencex.get_sentence_boundaries(rules, text):
        stop = border["start_index"]
        words = text[stop : border["end_index"]].split()
        while words:
            part, words = words[:_LONGEST_SENTENCE], words[_LONGEST_SENTENCE:]
            start = text.index(part[0], stop)
            stop = start
            for word in part:
                stop = text.index(word, stop) + len(word)
            yield start, stop


def _cuts(pieces: Sequence[_Piece]) -> list[int]:
    """Indices of the pieces that begin a new passage, so that all passages are about equally long."""
    total = sum(piece.words for piece in pieces)
    if total <= MOST_WORDS:
        return []
    parts = max(2, round(total / USUAL_WORDS))
    before, counts = 0, []
    for piece in pieces:
        counts.append(before)
        before += piece.words
    return sorted({_nearest(part * total / parts, counts, pieces) for part in range(1, parts)})


def _nearest(target: float, counts: Sequence[int], pieces: Sequence[_Piece]) -> int:
    """The piece before which to cut: near the target, at the start of a paragraph if there is one."""

    def distance(index: int) -> tuple[bool, float]:
        off = abs(counts[index] - target)
        return not (pieces[index].separator == PARAGRAPH_BREAK and off <= _SLACK), off

    return min(range(len(pieces)), key=distance)


def _table(path: Path, paragraphs: Sequence[Paragraph], pages: Mapping[int, Page]) -> _Draft:
    """Caption, rows and note of a table; of a long one the first rows only, since `Table` holds them all."""
    pieces: list[_Piece] = []
    room = MOST_WORDS
    for paragraph in paragraphs:
        rows = pages[paragraph.page].text[paragraph.start : paragraph.end].split(ROW_BREAK)
        kept = 0
        while kept < len(rows) and (room > 0 or not pieces):
            room -= len(rows[kept].split())
            kept += 1
        if kept:
            end = paragraph.start + len(ROW_BREAK.join(rows[:kept]))
            pieces.append(_Piece(paragraph.page, paragraph.start, end, 0, PARAGRAPH_BREAK))
    return _Draft(path, pieces)


def _passage(
    document_id: str, ordinal: int, draft: _Draft, pages: Mapping[int, Page], language: str
) -> Passage:
    text = "".join(
        (piece.separator if number else "") + pages[piece.page].text[piece.start : piece.end]
        for number, piece in enumerate(draft.pieces)
    )
    return Passage(
        id=content_id(document_id, ordinal, text),
        document_id=document_id,
        ordinal=ordinal,
        text=text,
        language=detect_language(text, default=language),
        section=draft.path,
        anchors=tuple(_anchors(document_id, draft.pieces, pages)),
    )


def _anchors(document_id: str, pieces: Sequence[_Piece], pages: Mapping[int, Page]) -> Iterator[Anchor]:
    """One anchor for all pieces of a page that only white space parts."""
    spans: list[tuple[int, int, int]] = []
    for piece in pieces:
        if spans and spans[-1][0] == piece.page and piece.start >= spans[-1][2]:
            page, start, end = spans[-1]
            if not pages[page].text[end : piece.start].strip():
                spans[-1] = (page, start, piece.end)
                continue
        spans.append((piece.page, piece.start, piece.end))
    return (pages[page].anchor(document_id, start, end) for page, start, end in spans)
