"""The outline (bookmarks) of a document, found again in its text."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rapidfuzz import fuzz

from almpo.evidence.documents import Section
from almpo.ingestion.text.bare import bare
from almpo.ingestion.text.page_text import PageText, Paragraph, Role

_ALIKE = 90  # of 100
_SHORTEST_RUN_IN = 6  # letters of a title that is followed by text on its line
_TRUSTED = 0.5  # share of entries that must stand in the text for an outline to be believed
_NUMBERING = re.compile(
    r"^\s*(?:(?:appendix|annexe?|anhang|anexo|aneks)\s+)?(?:(?:\d+|[ivxlc]+|[a-z])(?:\.\d+)*[.):]?\s+)?", re.I
)


class OutlineEntry(NamedTuple):
    level: int
    title: str
    page: int


def locate_outline(outline: Sequence[OutlineEntry], pages: Sequence[PageText]) -> list[Section]:
    """The entries of an outline where they are printed as headings, in document order.

    Entries that are not found near their page, or anywhere if they lead to none, are left out. Empty where most
    are not found: some files carry bookmarks that are no headings ("p. 604").
    """
    by_number = {page.number: page for page in pages}
    printed = {page.number: bare(page.text) for page in pages}
    found: dict[tuple[int, int], Section] = {}
    for entry in outline:
        near = [entry.page, entry.page + 1, entry.page - 1]
        if entry.page not in by_number:
            near = [
                number for number, text in printed.items() if any(key in text for key in _keys(entry.title))
            ]
        places = (_section(entry, by_number[number]) for number in near if number in by_number)
        section = next(filter(None, places), None)
        if section is not None:
            found.setdefault((section.page, section.start), section)
    if len(found) < _TRUSTED * len(outline):
        return []
    highest = min((section.level for section in found.values()), default=1)
    return [
        section.model_copy(update={"level": min(section.level - highest + 1, 9)})
        for _, section in sorted(found.items())
    ]


def _section(entry: OutlineEntry, page: PageText) -> Section | None:
    """The entry as a section of this page, where its heading stands on it."""
    spot = _locate(entry.title, page)
    if spot is None:
        return None
    start, title = spot
    return Section(level=min(max(entry.level, 1), 9), title=title, page=page.number, start=start)


def _locate(title: str, page: PageText) -> tuple[int, str] | None:
    """Start and printed form of the heading that matches the title best."""
    wanted = _keys(title)
    if not wanted:
        return None
    matches = [
        (quality, paragraph.size, -start, text)
        for start, text, paragraph in _candidates(page)
        if (quality := _quality(wanted, text))
    ]
    if not matches:
        return None
    quality, _, negative_start, text = max(matches)
    return -negative_start, text if quality > 1 else title.strip()


def _candidates(page: PageText) -> Iterator[tuple[int, str, Paragraph]]:
    """Paragraphs, and pairs of paragraphs in the same type: a long heading may have been divided."""
    body = [paragraph for paragraph in page.paragraphs if paragraph.role is Role.BODY]
    for paragraph, following in zip(body, [*body[1:], None], strict=True):
        yield paragraph.start, page.text[paragraph.start : paragraph.end], paragraph
        if following and following.size == paragraph.size and following.bold == paragraph.bold:
            yield paragraph.start, " ".join(page.text[paragraph.start : following.end].split()), paragraph


def _quality(wanted: set[str], text: str) -> int:
    """3: the title itself; 2: much like it; 1: text that begins with it; 0: none of these."""
    longest = max(map(len, wanted))
    keys = _keys(text[: 2 * longest + 40])
    if len(text) < 2 * longest + 40:
        if wanted & keys:
            return 3
        if any(fuzz.ratio(a, b) >= _ALIKE for a in wanted for b in keys):
            return 2
    return int(any(len(a) >= _SHORTEST_RUN_IN and b.startswith(a) for a in wanted for b in keys))


def _keys(text: str) -> set[str]:
    """Letters and digits of a title, with and without its number."""
    return {key for key in (bare(text), bare(_NUMBERING.sub("", text))) if key}
