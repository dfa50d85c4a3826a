"""Captions and notes that stand among the paragraphs of a page."""

import re
from collections.abc import Iterator, Sequence

from almpo.ingestion.tables.captions import caption_label, is_figure_caption, is_note_start
from almpo.ingestion.text.page_text import PageText, Paragraph, Role

_LONGEST_BARE = 25  # words of a caption with no mark after its number
_MARKED = re.compile(r"\S+\s+\S*?[:.)|–—]|\S+\s+\S+\s+[–—|-]\s")


def mark_captions(pages: Sequence[PageText]) -> tuple[PageText, ...]:
    """Give captions of figures and tables, and the notes right below them, their role."""
    return tuple(page._replace(paragraphs=tuple(_marked(page))) for page in pages)


def _marked(page: PageText) -> Iterator[Paragraph]:
    below_caption = False
    for paragraph in page.paragraphs:
        text = page.text[paragraph.start : paragraph.end]
        is_body = paragraph.role is Role.BODY
        below_caption = is_body and (_is_caption(text) or (below_caption and is_note_start(text)))
        yield paragraph._replace(role=Role.CAPTION) if below_caption else paragraph


def _is_caption(text: str) -> bool:
    if caption_label(text):
        return True
    bare = len(text.split()) <= _LONGEST_BARE and not text.endswith(".")
    return is_figure_caption(text) and (bare or bool(_MARKED.match(text)))
