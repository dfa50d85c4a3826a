"""Passages: stretches of about 200 words that stay within a section, with anchors for every part.

A passage is cut at sentence borders, rather at the end of a paragraph. Running heads and feet are in no
passage; footnotes have their own passages, so that none interrupts a sentence that goes on over the page; a
table is one passage.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

import sentencex

from almpo.evidence.anchors import Anchor
from almpo.evidence.documents import Page, Passage, Section
from almpo.evidence.record import content_id
from almpo.ingestion.language import detect_language
from almpo.ingestion.text.hyphenation import ends_in_hyphen
from almpo.ingestion.text.page_text import PARAGRAPH_BREAK, Paragraph, Role
from almpo.ingestion.text.paragraphs import runs_on

USUAL_WORDS = 200
MOST_WORDS = 250
_SLACK = 25  # words by which a passage may miss its share in order to end with a paragraph
_PROSE = 0.3  # share of letters below which a paragraph is no prose: axis labels, stray numbers

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
    language: str = "und",
) -> tuple[Passage, ...]:
    """The passages of a document in the order of its text.

    `paragraphs` are in order and their roles say what is prose; each of `tables` holds the paragraphs of one
    table (caption, rows, note). `language` is that of the document, for passages that do not tell their own.
    The text of a passage equals the joined quotes of its anchors, white space aside.
    """
    texts = {page.number: page.text for page in pages}
    drafts = [
        draft
        for path, members in _segments(paragraphs, sections, texts)
        for role in ((Role.BODY, Role.HEADING), (Role.FOOTNOTE,))
        for draft in _prose(path, [p for p in members if p.role in role], texts, language)
    ]
    drafts += [_table(_path_at(table[0], sections), table, texts) for table in tables if table]
    drafts.sort(key=lambda draft: (draft.pieces[0].page, draft.pieces[0].start))
    by_number = {page.number: page for page in pages}
    return tuple(
        _passage(document_id, ordinal, draft, by_number, language) for ordinal, draft in enumerate(drafts)
    )


def section_paths(sections: Sequence[Section]) -> list[tuple[tuple[int, int], Path]]:
    """For each section where it starts (page, offset) and its path from the top."""
    paths: list[tuple[tuple[int, int], Path]] = []
    open_sections: list[Section] = []
    for section in sections:
        open_sections = [*(s for s in open_sections if s.level < section.level), section]
        paths.append(((section.page, section.start), tuple(s.title for s in open_sections)))
    return paths


def _path_at(paragraph: Paragraph, sections: Sequence[Section]) -> Path:
    path: Path = ()
    for start, found in section_paths(sections):
        if start <= (paragraph.page, paragraph.start):
            path = found
    return path


def _segments(
    paragraphs: Sequence[Paragraph], sections: Sequence[Section], texts: Mapping[int, str]
) -> Iterator[tuple[Path, list[Paragraph]]]:
    """Paragraphs by section. A heading with no text of its own goes with the section that follows."""
    borders = section_paths(sections)
    members: list[Paragraph] = []
    path: Path = ()
    for paragraph in paragraphs:
        entered = None
        while borders and borders[0][0] <= (paragraph.page, paragraph.start):
            entered = borders.pop(0)[1]
        if entered is not None:
            if any(p.role is not Role.HEADING for p in members):
                yield path, members
                members = []
            path = entered
        if _is_prose(paragraph, texts[paragraph.page]):
            members.append(paragraph)
    if members:
        yield path, members


def _is_prose(paragraph: Paragraph, page_text: str) -> bool:
    if paragraph.role in (Role.HEADING, Role.FOOTNOTE):
        return True
    text = page_text[paragraph.start : paragraph.end]
    return paragraph.role is Role.BODY and sum(map(str.isalpha, text)) > _PROSE * len("".join(text.split()))


def _prose(
    path: Path, paragraphs: Sequence[Paragraph], texts: Mapping[int, str], language: str
) -> Iterator[_Draft]:
    pieces = list(_pieces(paragraphs, texts, language))
    for start, end in pairwise([0, *_cuts(pieces), len(pieces)]):
        if start < end:
            yield _Draft(path, pieces[start:end])


def _pieces(paragraphs: Iterable[Paragraph], texts: Mapping[int, str], language: str) -> Iterator[_Piece]:
    before = ""
    for paragraph in paragraphs:
        text = texts[paragraph.page][paragraph.start : paragraph.end]
        separator = PARAGRAPH_BREAK
        if runs_on(before, text):
            separator = "" if ends_in_hyphen(before) else " "
        for start, end in _sentences(text, language):
            yield _Piece(
                paragraph.page,
                paragraph.start + start,
                paragraph.start + end,
                len(text[start:end].split()),
                separator,
            )
            separator = " "
        before = text


def _sentences(text: str, language: str) -> Iterator[tuple[int, int]]:
    """Spans of sentences without the space around them; longer than a passage, they are cut between words."""
    for border in sentencex.get_sentence_boundaries(language if language != "und" else "en", text):
        start, end = border["start_index"], border["end_index"]
        words = text[start:end].split()
        while words:
            part, words = words[:MOST_WORDS], words[MOST_WORDS:]
            start = text.index(part[0], start)
            stop = start
            for word in part:
                stop = text.index(word, stop) + len(word)
            yield start, stop
            start = stop


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
    cuts = {_nearest(part * total / parts, counts, pieces) for part in range(1, parts)}
    return sorted(cuts)


def _nearest(target: float, counts: Sequence[int], pieces: Sequence[_Piece]) -> int:
    """The piece before which to cut: near the target, at the start of a paragraph if there is one."""

    def distance(index: int) -> tuple[bool, float]:
        off = abs(counts[index] - target)
        return not (pieces[index].separator == PARAGRAPH_BREAK and off <= _SLACK), off

    return min(range(len(pieces)), key=distance)


def _table(path: Path, paragraphs: Sequence[Paragraph], texts: Mapping[int, str]) -> _Draft:
    """Caption, rows and note of a table; of a long one the first rows only, since `Table` holds them all."""
    pieces: list[_Piece] = []
    room = MOST_WORDS
    for paragraph in paragraphs:
        text = texts[paragraph.page][paragraph.start : paragraph.end]
        end = 0
        for row in text.split("\n"):
            words = len(row.split())
            if room < words and pieces:
                break
            room -= words
            end += len(row) + 1
        if end:
            words = len(text[: end - 1].split())
            pieces.append(
                _Piece(paragraph.page, paragraph.start, paragraph.start + end - 1, words, PARAGRAPH_BREAK)
            )
    return _Draft(path, pieces)


def _passage(
    document_id: str, ordinal: int, draft: _Draft, pages: Mapping[int, Page], language: str
) -> Passage:
    parts = [pages[piece.page].text[piece.start : piece.end] for piece in draft.pieces]
    text = parts[0] + "".join(
        piece.separator + part for piece, part in zip(draft.pieces[1:], parts[1:], strict=True)
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
    """One anchor for all pieces that only white space parts on a page."""
    spans: list[tuple[int, int, int]] = []
    for piece in pieces:
        if spans and spans[-1][0] == piece.page:
            page, start, end = spans[-1]
            if not pages[page].text[end : piece.start].strip() and piece.start >= end:
                spans[-1] = (page, start, piece.end)
                continue
        spans.append((piece.page, piece.start, piece.end))
    return (pages[page].anchor(document_id, start, end) for page, start, end in spans)
