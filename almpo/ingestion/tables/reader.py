"""Page layouts -> tables."""

from collections import Counter
from collections.abc import Sequence

from almpo.evidence.documents import Table
from almpo.ingestion.layout import PageLayout
from almpo.ingestion.tables.continuation import join_pages
from almpo.ingestion.tables.draft import drafts
from almpo.ingestion.tables.lines import build_lines
from almpo.ingestion.tables.records import TableWriter
from almpo.ingestion.tables.regions import find_regions
from almpo.ingestion.tables.running import running_lines
from almpo.ingestion.tables.views import View, views
from almpo.ingestion.tables.zones import zones
from almpo.ingestion.text.hyphenation import Vocabulary
from almpo.ingestion.text.repair import uses_cork


def read_tables(document_id: str, layouts: Sequence[PageLayout]) -> tuple[Table, ...]:
    """The tables of a document in reading order.

    Blocks of numbers without caption are tables of kind "data" if they have rules or the marks of estimates
    (brackets, stars) and few gaps; others are of kind "figure_axis".
    """
    cork = uses_cork(token.text for layout in layouts for token in layout.tokens)
    pages = [view for layout in layouts for view in views(layout, cork)]
    lines = [build_lines(view.tokens) for view in pages]
    running = running_lines([(view.height, page) for view, page in zip(pages, lines, strict=True)])
    prose_size = usual_size(pages)
    found = [
        draft
        for view, page, skip in zip(pages, lines, running, strict=True)
        for zone in zones([line for i, line in enumerate(page) if i not in skip], view.width, view.rules)
        for region in find_regions(zone, view.rules, prose_size)
        for draft in drafts(view, region)
    ]
    writer = TableWriter(document_id, Vocabulary([line.text for line in page] for page in lines))
    return tuple(writer.table(n, parts) for n, parts in enumerate(join_pages(found)))


def usual_size(pages: Sequence[View]) -> float:
    """The font size that most of the text is set in."""
    sizes = Counter[float]()
    for view in pages:
        for token in view.tokens:
            sizes[round(2 * token.size) / 2] += len(token.text)
    return max(sizes, key=lambda size: sizes[size], default=10.0)
