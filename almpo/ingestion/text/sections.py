"""Sections of a document: the outline first, else headings by their print."""

from collections.abc import Sequence

from almpo.evidence.documents import Section
from almpo.ingestion.text.headings import find_headings, is_usual_title
from almpo.ingestion.text.outline import OutlineEntry, locate_outline
from almpo.ingestion.text.page_text import PageText, Paragraph, Role

_LONGER = 40  # characters a heading paragraph may have beside the title


def read_sections(
    pages: Sequence[PageText], outline: Sequence[OutlineEntry], body_size: float
) -> tuple[Section, ...]:
    """The sections of a document in order, each with the place of its heading.

    Outlines often leave out the abstract and the references: such headings are added.
    """
    by_print = find_headings(pages, body_size)
    by_outline = locate_outline(outline, pages)
    if not by_outline:
        return tuple(by_print)
    known = {(section.page, section.start) for section in by_outline}
    added = [
        section.model_copy(update={"level": _level_beside(section, by_outline)})
        for section in by_print
        if is_usual_title(section.title) and (section.page, section.start) not in known
    ]
    return tuple(sorted([*by_outline, *added], key=lambda section: (section.page, section.start)))


def _level_beside(section: Section, outline: Sequence[Section]) -> int:
    """The level of a section that the outline leaves out: that of the highest before it, or of the next."""
    before = [s.level for s in outline if (s.page, s.start) < (section.page, section.start)]
    return min(before) if before else outline[0].level


def mark_headings(pages: Sequence[PageText], sections: Sequence[Section]) -> tuple[PageText, ...]:
    """Give the paragraphs that are headings their role. One that goes on after its title stays body text."""
    titles = {(section.page, section.start): section.title for section in sections}

    def marked(paragraph: Paragraph) -> Paragraph:
        title = titles.get((paragraph.page, paragraph.start))
        if title is None or paragraph.end - paragraph.start > len(title) + _LONGER:
            return paragraph
        return paragraph._replace(role=Role.HEADING)

    return tuple(page._replace(paragraphs=tuple(map(marked, page.paragraphs))) for page in pages)
