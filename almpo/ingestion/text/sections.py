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
    added = [s for s in by_print if is_usual_title(s.title) and (s.page, s.start) not in known]
    return tuple(sorted([*by_outline, *added], key=lambda section: (section.page, section.start)))


def mark_headings(pages: Sequence[PageText], sections: Sequence[Section]) -> tuple[PageText, ...]:
    """Give the paragraphs that are headings their role. One that goes on after its title stays body text."""
    titles = {(section.page, section.start): section.title for section in sections}

    def marked(paragraph: Paragraph) -> Paragraph:
        title = titles.get((paragraph.page, paragraph.start))
        if title is None or paragraph.end - paragraph.start > len(title) + _LONGER:
            return paragraph
        return paragraph._replace(role=Role.HEADING)

    return tuple(page._replace(paragraphs=tuple(map(marked, page.paragraphs))) for page in pages)
