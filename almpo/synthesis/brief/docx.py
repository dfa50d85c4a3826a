"""A brief as a DOCX file."""

import io
from datetime import datetime

from docx import Document
from docx.shared import Cm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from almpo.synthesis.brief.content import Brief

BLUE, AMBER = RGBColor(0x00, 0x44, 0x94), RGBColor(0x8A, 0x4B, 0x00)
TEXT, SMALL = Pt(10), Pt(8.5)


def brief_to_docx(brief: Brief) -> bytes:
    """A4, with headings, the figure with its alt text, and the language of the answer."""
    document, words = Document(), brief.words
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(1.8)
    document.core_properties.title, document.core_properties.language = brief.question, brief.language
    document.core_properties.author = "almpo"
    document.core_properties.created = datetime.fromisoformat(brief.date)

    def heading(text: str, level: int) -> None:
        for run in document.add_heading(text, level).runs:
            run.font.color.rgb = BLUE

    def paragraph(text: str, size: Pt = TEXT) -> Paragraph:
        added = document.add_paragraph()
        added.paragraph_format.space_after = Pt(3)
        added.add_run(text).font.size = size
        return added

    heading(brief.question, 1)
    if brief.synthetic:
        warning = paragraph(words.synthetic).runs[0]
        warning.bold, warning.font.color.rgb = True, AMBER
    if brief.refusal:
        paragraph(brief.refusal).runs[0].bold = True
    for line in brief.lines:
        marks = "".join(f"[{number}]" for number in line.sources)
        marks += f"({words.computed})" if line.computed else ""
        run = paragraph(line.text + " ").add_run(marks)
        run.font.size, run.font.color.rgb = SMALL, BLUE
    for note in brief.notes:
        paragraph(note).runs[0].italic = True
    if brief.figure:
        shape = document.add_picture(io.BytesIO(brief.figure), width=Cm(15))
        shape._inline.docPr.set("descr", brief.figure_alt)
    if brief.sources:
        heading(words.nearest if brief.refusal else words.sources, 2)
    for source in brief.sources:
        mark = f" ({words.synthetic_mark})" if source.synthetic else ""
        paragraph(f"[{source.number}] {source.text} {words.page} {source.page}{mark}", SMALL)
    heading(words.method_head, 2)
    paragraph(brief.method, SMALL)
    paragraph(f"{words.permalink}: {brief.permalink} · {words.asked} {brief.date}", SMALL)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()
