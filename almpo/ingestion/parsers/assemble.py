"""The last step of every parser: from texts, sections and tables to a `ParsedDocument`."""

from collections.abc import Sequence

from almpo.evidence.documents import Page, ParsedDocument, Section, Table
from almpo.ingestion.captions_in_text import mark_captions
from almpo.ingestion.language import main_language
from almpo.ingestion.passages import make_passages
from almpo.ingestion.tables_in_text import place_tables
from almpo.ingestion.text.front_matter import find_title, says_synthetic
from almpo.ingestion.text.page_text import PageText
from almpo.ingestion.text.sections import mark_headings

_WITH_PASSAGE = "data"  # the kind of table that gets a passage


def assemble(
    document_id: str,
    parser: str,
    pages: Sequence[Page],
    texts: Sequence[PageText],
    sections: Sequence[Section],
    tables: Sequence[Table],
    stated_title: str | None = None,
    title: str | None = None,
) -> ParsedDocument:
    """Put a document together.

    `pages` are all pages, in order, with the text that `texts` has for those that were read. `stated_title`
    (of the file's properties) counts only if it is printed, `title` only if the document tells none.
    """
    marked, placed = place_tables(tables, mark_headings(texts, sections))
    marked = mark_captions(marked)
    language = main_language([page.text for page in texts])
    passages = make_passages(
        document_id,
        pages,
        [paragraph for page in marked for paragraph in page.paragraphs],
        sections,
        [found.paragraphs for found in placed if found.table.kind == _WITH_PASSAGE],
        language,
    )
    return ParsedDocument(
        document_id=document_id,
        title=find_title(marked, stated_title) or title,
        language=language,
        synthetic=says_synthetic(texts),
        pages=tuple(pages),
        sections=tuple(sections),
        passages=passages,
        tables=tuple(found.table for found in placed),
        parser=parser,
    )
