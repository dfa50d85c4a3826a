"""Sentence borders in page text, as character spans."""

import re
from typing import NamedTuple

import sentencex

from almpo.synthesis.lexicon import lexicon

_OPENS_IN_LOWER_CASE = re.compile(r"[\s(\[]*[a-zà-öø-ÿā-ž]")
_ENDS_IN_ORDINAL = re.compile(r"(?<![\d.,])\d{1,2}\.\s*$")
_WRITE_ORDINALS_WITH_STOP = {"de", "pl", "cs", "sk", "da", "fi", "hu", "hr", "sl", "et", "lv"}
_LAST_WORD = re.compile(r"([^\s(\[]+)\.\s*$")


class Span(NamedTuple):
    start: int
    end: int


def _is_abbreviation(word: str, language: str) -> bool:
    table = lexicon("abbreviations")
    return word.lower() in table["any"] or word.lower() in table.get(language, ())


def _runs_on(text: str, left: Span, right: Span, language: str) -> bool:
    """Is the border between two pieces no sentence border?"""
    before, after = text[left.start : left.end], text[right.start : right.end]
    if "\n\n" in before[-3:]:
        return False
    word = _LAST_WORD.search(before)
    if word is None:
        return False
    if language in _WRITE_ORDINALS_WITH_STOP and _ENDS_IN_ORDINAL.search(before):
        return True
    return _is_abbreviation(word[1], language) or bool(_OPENS_IN_LOWER_CASE.match(after))


def split_sentences(text: str, language: str = "en") -> list[Span]:
    """Split text into sentences: spans without surrounding white space, in order, never overlapping.

    Borders are those of sentencex (rules of some 240 languages), mended where a report's abbreviation
    ("Tab. 3", "ok. 2,0 pkt. proc."), an ordinal ("am 3. Februar") or a lower-case beginning shows that the
    sentence runs on.
    """
    merged: list[Span] = []
    for piece in sentencex.get_sentence_boundaries(language, text):
        span = Span(piece["start_index"], piece["end_index"])
        if not text[span.start : span.end].strip():
            merged.append(Span(span.end, span.end))  # a paragraph break: nothing joins over it
        elif merged and merged[-1].start < merged[-1].end and _runs_on(text, merged[-1], span, language):
            merged[-1] = Span(merged[-1].start, span.end)
        else:
            merged.append(span)
    return [_stripped(text, span) for span in merged if span.start < span.end]


def _stripped(text: str, span: Span) -> Span:
    piece = text[span.start : span.end]
    start = span.start + len(piece) - len(piece.lstrip())
    return Span(start, start + len(piece.strip()))
