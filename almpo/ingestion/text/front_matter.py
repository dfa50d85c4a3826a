"""What a document says of itself: its title, and whether it is made up."""

import re
from collections.abc import Sequence
from itertools import takewhile

from almpo.ingestion.text.page_text import PageText, Role
from almpo.ingestion.text.repair import repair

_LONGEST_TITLE = 300  # characters
_FOUND = 0.8  # share of the words of a stated title that must be printed
_PAGES_WITH_TITLE = 3
_NEARLY_ALL = 0.9  # of the pages
_LONGEST_LABEL = 30  # words
_NOTE_MARKS = "*∗†‡§¶⁰¹²³⁴⁵⁶⁷⁸⁹ "
_WORD = re.compile(r"[^\W_]{2,}")
# In capitals, as a label; "synthetic control" is a method.
_SYNTHETIC = re.compile(
    r"\b(?:SYNTHETIC(?! CONTROL)|SYNTHETISCH\w*|SYNTH[ÉE]TIQUE|SINT[ÉE]TIC[OA]|SYNTETYCZN\w+)\b"
)


def find_title(pages: Sequence[PageText], stated: str | None = None) -> str | None:
    """The title in the file's properties if it stands on the first pages, else the largest print there."""
    first = [page for page in pages if page.text.strip()][:_PAGES_WITH_TITLE]
    stated = " ".join(repair(stated or "").split())
    words = set(_WORD.findall(stated.lower()))
    printed = set(_WORD.findall(" ".join(page.text for page in first).lower()))
    if words and len(words & printed) >= _FOUND * len(words):
        return stated
    return _largest_print(first[0]) if first else None


def _largest_print(page: PageText) -> str | None:
    candidates = [
        paragraph
        for paragraph in page.paragraphs
        if paragraph.role in (Role.BODY, Role.HEADING)
        and any(map(str.isalpha, page.text[paragraph.start : paragraph.end]))
    ]
    if not candidates:
        return None
    if not any(paragraph.size for paragraph in candidates):  # a format without print
        heading = next((p for p in candidates if p.role is Role.HEADING), None)
        return page.text[heading.start : heading.end] if heading else None
    largest = max(candidates, key=lambda paragraph: paragraph.size)
    following = candidates[candidates.index(largest) :]
    title = takewhile(lambda p: p.size == largest.size and p.bold == largest.bold, following)
    text = " ".join(" ".join(page.text[p.start : p.end] for p in title).split()).rstrip(_NOTE_MARKS)
    return text if len(text) <= _LONGEST_TITLE else None


def says_synthetic(pages: Sequence[PageText]) -> bool:
    """Does a label on nearly every page with text say that the content is synthetic?"""
    with_text = [page for page in pages if page.text.strip()]
    labelled = [page for page in with_text if any(map(_is_label, page.text.split("\n")))]
    return bool(with_text) and len(labelled) >= _NEARLY_ALL * len(with_text)


def _is_label(line: str) -> bool:
    return bool(_SYNTHETIC.search(line)) and len(line.split()) <= _LONGEST_LABEL
