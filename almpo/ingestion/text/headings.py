"""Headings told by how they are printed: for documents without a usable outline."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from almpo.evidence.documents import Section
from almpo.ingestion.text.page_text import PageText, Paragraph, Role
from almpo.ingestion.text.paragraphs import BULLETS

_LONGEST = 140  # characters
_MOST_COMMAS = 2  # of a heading without a number: more are lists of names
_MOST_WORDS_PLAIN = 12  # of a numbered heading that is printed like the text
_LARGER = 1.15  # times the size of body text
_MUCH_LARGER = 1.5
_MOSTLY = 0.3  # share of the text from which on bold print means nothing
_FEWEST_WORDS_BELOW = 10  # of the paragraph that a heading introduces
_FEWEST_ENTRIES = 3  # of a table of contents
_MOST_A_PAGE = 1.5  # headings that only their print tells
_PAGE_NUMBER = re.compile(r"[\s.]\d{1,3}$")
_NUMBER = re.compile(
    r"""(?:(?P<digits>\d{1,2}(?:\.\d{1,2}){0,3})[.)]?\s+(?=["“„«¿¡]?[^\W\d_])
        |(?P<letters>(?:[A-H]|[IVX]{1,5})(?:\.\d{1,2}){0,3})[.)]?\s+(?=["“„«¿¡]?[A-ZÀ-ÖØ-ÞŁŚŻŹĆ]))""",
    re.VERBOSE,
)
_CAPTION = re.compile(
    r"(?:table|figure|fig\.|tab\.|tabelle|abbildung|abb\.|tableau|tabla|figura|tabela|wykres|rysunek|panel)"
    r"\s*[\dA-Z]",
    re.IGNORECASE,
)
_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8, "IX": 9, "X": 10}
_TITLES = """
    abstract summary introduction background data methods results discussion conclusion conclusions references
    bibliography appendix appendices acknowledgements
    zusammenfassung einleitung daten methoden ergebnisse fazit schlussfolgerungen literatur
    literaturverzeichnis anhang
    résumé données méthodes résultats références bibliographie annexe annexes
    resumen introducción datos métodos resultados conclusión conclusiones referencias bibliografía anexo
    streszczenie wstęp wprowadzenie dane metody wyniki wnioski podsumowanie bibliografia aneks
    sintesi introduzione dati metodi risultati conclusioni riferimenti appendice
    samenvatting inleiding resultaten conclusie literatuur bijlage
    resumo introdução conclusão referências sammanfattning inledning resultat slutsatser referenser bilaga
"""
_KNOWN = frozenset(_TITLES.split())


class _Candidate(NamedTuple):
    """A paragraph that may be a heading, and the one below it."""

    paragraph: Paragraph
    text: str
    below: Paragraph
    words_below: int
    first_page: bool

    @property
    def number(self) -> str:
        match = _NUMBER.match(self.text)
        return (match["digits"] or match["letters"]) if match else ""

    @property
    def style(self) -> tuple[float, bool]:
        return self.paragraph.size, self.paragraph.bold


def find_headings(pages: Sequence[PageText], body_size: float) -> list[Section]:
    """Short paragraphs in larger or bold print or with the next section number, in document order.

    A number tells the level by its parts; without one, a heading has the level of numbered ones in its print,
    or stands below those in larger print.
    """
    headings = _without_common_print(list(_headings(pages, body_size)), len(pages))
    levels = _style_levels(headings)
    return [
        Section(
            level=min(_depth(h.number) or (1 if is_usual_title(h.text) else levels[h.style]), 9),
            title=h.text,
            page=h.paragraph.page,
            start=h.paragraph.start,
        )
        for h in headings
    ]


def _without_common_print(headings: Sequence[_Candidate], pages: int) -> list[_Candidate]:
    """Print that comes all too often (on slides, in figures) is not that of headings.

    The smallest print goes first; numbers and usual titles count whatever their print.
    """
    kept = list(headings)
    told_by_print = [h for h in headings if not h.number and not is_usual_title(h.text)]
    for style in sorted({h.style for h in told_by_print}):
        if len(told_by_print) <= _MOST_A_PAGE * max(pages, 2):
            break
        dropped = [h for h in told_by_print if h.style == style]
        told_by_print = [h for h in told_by_print if h.style != style]
        kept = [h for h in kept if h not in dropped]
    return kept


def is_usual_title(title: str) -> bool:
    """Is this a usual title of sections of reports, number aside? Such headings need no special print."""
    return _NUMBER.sub("", title, count=1).strip(" .:").lower() in _KNOWN


def _headings(pages: Sequence[PageText], body_size: float) -> Iterator[_Candidate]:
    bold_tells = _bold_share(pages) < _MOSTLY
    title_size = max((p.size for page in pages[:1] for p in page.paragraphs), default=0.0)
    previous = ""
    for candidate in _candidates(pages):
        larger = candidate.paragraph.size / max(body_size, 1.0)
        bold = candidate.paragraph.bold and bold_tells
        title = candidate.first_page and candidate.paragraph.size >= title_size > body_size
        stands_out = not title and (
            (bold and larger >= 0.95) or (larger >= _LARGER and not candidate.first_page)
        )
        if (
            is_usual_title(candidate.text)
            or (stands_out and _may_stand(candidate, larger))
            or _is_next(candidate, previous)
        ):
            previous = candidate.number or previous
            yield candidate


def _may_stand(candidate: _Candidate, larger: float) -> bool:
    """Has a paragraph in heading print a number, or something below that it can be the heading of?"""
    if candidate.number:
        return True
    introduces = (
        candidate.words_below >= _FEWEST_WORDS_BELOW
        or candidate.below.size < 0.95 * candidate.paragraph.size
        or (larger >= _MUCH_LARGER and not candidate.first_page)
    )
    return introduces and candidate.text.count(",") <= _MOST_COMMAS


def _is_next(candidate: _Candidate, previous: str) -> bool:
    """Does a short paragraph in the print of the text carry the section number that comes next?"""
    number = candidate.number
    return bool(number) and _follows(number, previous) and len(candidate.text.split()) <= _MOST_WORDS_PLAIN


def _candidates(pages: Sequence[PageText]) -> Iterator[_Candidate]:
    spots = [
        (page, paragraph, page.text[paragraph.start : paragraph.end])
        for page in pages
        for paragraph in page.paragraphs
        if paragraph.role is Role.BODY
    ]
    entries = Counter(page.number for page, _, text in spots if _is_entry(text))
    for (page, paragraph, text), (_, below, text_below) in pairwise([*spots, *spots[-1:]]):
        in_contents = entries[page.number] >= _FEWEST_ENTRIES and _is_entry(text)
        if _may_be_title(text) and not in_contents:
            yield _Candidate(paragraph, text, below, len(text_below.split()), page is pages[0])


def _is_entry(text: str) -> bool:
    """Does this look like an entry of a table of contents: a short line that ends in a page number?"""
    return len(text) <= _LONGEST and bool(_PAGE_NUMBER.search(text))


def _may_be_title(text: str) -> bool:
    letters = sum(map(str.isalpha, text))
    return (
        letters >= 3
        and letters >= 0.5 * len(text.replace(" ", ""))
        and len(text) <= _LONGEST
        and not text[0].islower()
        and text[0] not in BULLETS
        and text[-1] not in ".,;-"
        and not _CAPTION.match(text)
    )


def _bold_share(pages: Sequence[PageText]) -> float:
    lengths: Counter[bool] = Counter()
    for page in pages:
        for paragraph in page.paragraphs:
            lengths[paragraph.bold] += paragraph.end - paragraph.start
    return lengths[True] / max(lengths.total(), 1)


def _style_levels(headings: Sequence[_Candidate]) -> dict[tuple[float, bool], int]:
    """The level of headings without a number by their print."""
    numbered: dict[tuple[float, bool], Counter[int]] = {}
    for heading in headings:
        if heading.number:
            numbered.setdefault(heading.style, Counter())[_depth(heading.number)] += 1
    levels: dict[tuple[float, bool], int] = {}
    deepest = 0
    for style in sorted({heading.style for heading in headings}, reverse=True):
        levels[style] = numbered[style].most_common(1)[0][0] if style in numbered else deepest + 1
        deepest = max(deepest, levels[style])
    return levels


def _depth(number: str) -> int:
    return number.count(".") + 1 if number else 0


def _follows(number: str, previous: str) -> bool:
    """Is this the next section number after `previous`, on its level, one below or any above?"""
    if not previous:
        return number in ("1", "I")
    parts, before = _ordinals(number), _ordinals(previous)
    below = [*before, 0]
    return any(parts == [*below[:depth], below[depth] + 1] for depth in range(len(below)))


def _ordinals(number: str) -> list[int]:
    return [
        int(part) if part.isdigit() else _ROMAN.get(part, ord(part[0]) - ord("A") + 1)
        for part in number.split(".")
    ]
