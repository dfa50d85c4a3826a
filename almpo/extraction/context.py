"""What a document says as a whole, and where: title, abstract, topic, pages by number."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar, cast

from almpo.evidence.anchors import Anchor, Box
from almpo.evidence.documents import Cell, Page, ParsedDocument, Section
from almpo.extraction.folding import fold, words
from almpo.extraction.models.suggestions import Suggest
from almpo.extraction.topic import Topic, topic_of

Made = TypeVar("Made")

ABSTRACT = words(r"""
    abstract|(?:executive |non-technical )?summary|key findings|zusammenfassung|kurzfassung|resume
    synthese|resumen(?: ejecutivo)?|sommario|sintesi|streszczenie|podsumowanie|auf einen blick
    in aller kurze|l.essentiel|(?:beleids)?samenvatting|resumo|sumario(?: executivo)?|sammanfattning|sammendrag
    tiivistelma|(?:manazersk\w+ )?(?:shrnuti|suhrn|zhrnutie)|osszefoglal[ao]s?|vezetoi osszefoglalo|rezumat|περιληψη
    резюме|sazetak|povzetek|santrauka|kopsavilkums|kokkuvote
""")
CONCLUSION = words(r"""
    conclu(?:sions?|ding remarks)|discussion|fazit|schluss(?:folgerung(?:en)?|bemerkung(?:en)?)?
    conclusiones|conclusion[ei]|wnioski|podsumowanie|zakonczenie|policy implications
    conclusies?|conclusao|conclusoes|slutsatser|konklusion(?:er)?|johtopaatokset|zaver[y]?|kovetkeztetesek
    concluzi[ie]|συμπερασματα|заключение|zakljuc(?:ak|ci|ki)|isvados|secinajumi|jareldused
""")
_REFERENCES = words(r"""
    references|bibliograph(?:y|ie)|literatur(?:verzeichnis)?|bibliografia|referencias
    riferimenti(?: bibliografici)?|works cited|literatuur(?:lijst)?|referenser|litteratur|lahteet|literatur[ay]
    irodalom(?:jegyzek)?|bibliografie|βιβλιογραφια|литература|viri|kirjandus
""")
_REFERENCES_LINE = re.compile(
    r"(?m)^[\d. ]*(?:references|bibliography|literaturverzeichnis|bibliographie)\s*$"
)
# An abstract without a heading of its own stands within this many characters of the beginning.
LEADING_CHARACTERS = 3500
_ABSTRACT_PASSAGES = 4


@dataclass(frozen=True, eq=False)
class DocumentContext:
    """A parsed document as extraction sees it."""

    parsed: ParsedDocument
    suggest: Suggest | None = None  # what trained heads make of a text, where there are any
    _made: dict[object, object] = field(default_factory=dict, repr=False)

    def once(self, derive: Callable[["DocumentContext"], Made]) -> Made:
        """What `derive` makes of the document, made once and kept."""
        if derive not in self._made:
            self._made[derive] = derive(self)
        return cast(Made, self._made[derive])

    @property
    def document_id(self) -> str:
        return self.parsed.document_id

    @cached_property
    def pages(self) -> dict[int, Page]:
        return {page.number: page for page in self.parsed.pages}

    @cached_property
    def leading(self) -> str:
        """Title and abstract, or what stands where an abstract usually stands."""
        abstract = [p.text for p in self.parsed.passages if any(ABSTRACT.search(fold(s)) for s in p.section)]
        start = "\n".join(page.text for page in self.parsed.pages[:4])[:LEADING_CHARACTERS]
        return "\n".join([self.parsed.title or "", *(abstract[:_ABSTRACT_PASSAGES] or [start])])

    @cached_property
    def text(self) -> str:
        return "\n".join(page.text for page in self.parsed.pages)

    @cached_property
    def body(self) -> str:
        """The text without its list of references."""
        spot = self.references_from
        if spot is not None:
            pages = [page.text if page.number < spot[0] else "" for page in self.parsed.pages]
            last = self.pages.get(spot[0])
            return " ".join([*pages, last.text[: spot[1]] if last else ""])
        heading = list(_REFERENCES_LINE.finditer(fold(self.text)))
        end = next((match.start() for match in heading if match.start() > 0.4 * len(self.text)), None)
        return self.text[:end]

    @cached_property
    def topic(self) -> Topic:
        return topic_of(self.body)

    @cached_property
    def references_from(self) -> tuple[int, int] | None:
        """Page and offset where the list of references begins: numbers there are not the document's own."""
        for section in reversed(self.parsed.sections):
            if _REFERENCES.fullmatch(fold(section.title).strip(" .:0123456789")):
                return section.page, section.start
        return None

    def section_at(self, page: int, offset: int) -> Section | None:
        """The last heading before a spot."""
        before = [s for s in self.parsed.sections if (s.page, s.start) <= (page, offset)]
        return max(before, key=lambda s: (s.page, s.start)) if before else None

    def cell_anchor(self, cell: Cell, start: int = 0, end: int | None = None) -> Anchor:
        """The anchor of a cell, or of a part of its text where the cell is found in the page's text."""
        page = self.pages.get(cell.page)
        boxes = (cell.box,) if cell.box else ()
        if page is None or cell.start is None or cell.end is None:
            return Anchor(document_id=self.document_id, page=cell.page, quote=cell.text, boxes=boxes)
        span = (cell.start, cell.end)
        if page.text[cell.start : cell.end] == cell.text and end is not None:
            span = (cell.start + start, cell.start + end)
        quote = page.text[span[0] : span[1]]
        return Anchor(
            document_id=self.document_id,
            page=cell.page,
            quote=quote,
            start=span[0],
            end=span[1],
            boxes=boxes,
        )

    def find_anchor(self, words: str) -> Anchor:
        """The anchor of the first place on the first pages that has these words."""
        for page in self.parsed.pages[:4]:
            start = page.text.find(words) if words else -1
            if start >= 0:
                return page.anchor(self.document_id, start, start + len(words))
        return Anchor(document_id=self.document_id, page=1, quote=words)

    def text_anchor(self, page: int, quote: str, box: Box | None = None) -> Anchor:
        """The anchor of words on a page; their span is given where they stand there just once."""
        text = self.pages[page].text if page in self.pages else ""
        if quote and text.count(quote) == 1:
            start = text.index(quote)
            return self.pages[page].anchor(self.document_id, start, start + len(quote))
        return Anchor(document_id=self.document_id, page=page, quote=quote, boxes=(box,) if box else ())
