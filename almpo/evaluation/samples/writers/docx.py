"""DOCX through python-docx: Word tables with booktabs rules, the label in running head and text."""

import datetime
import io
import zipfile
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from almpo.evaluation.samples.manuscript import Block, Manuscript, PrintedTable, Run

LABEL_COLOUR = RGBColor(0x8A, 0x1C, 0x1C)
ZIP_DATE = (1980, 1, 1, 0, 0, 0)


def write_docx(manuscript: Manuscript) -> bytes:
    """The report as a Word document."""
    document = docx.Document()
    _properties(document, manuscript)
    _running_head(document, manuscript.label)
    _label(document, manuscript.label)
    document.add_paragraph(f"{manuscript.institute} · {manuscript.series}")
    document.add_heading(manuscript.title, 0)
    if manuscript.subtitle:
        document.add_paragraph(manuscript.subtitle, style="Subtitle")
    document.add_paragraph(f"{', '.join(manuscript.authors)} · {manuscript.date}")
    document.add_heading(manuscript.abstract_heading, 1)
    for block in (*manuscript.abstract, *manuscript.blocks):
        _block(document, block, manuscript.caption_mark)
    _label(document, manuscript.label)
    return _without_clock(document)


def _properties(document: Any, manuscript: Manuscript) -> None:
    properties = document.core_properties
    properties.title, properties.author = manuscript.title, "; ".join(manuscript.authors)
    properties.keywords, properties.language = f"synthetic; {manuscript.label}", manuscript.language
    properties.comments = ""
    properties.created = properties.modified = datetime.datetime(manuscript.year, 1, 1)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Cambria", Pt(11)


def _running_head(document: Any, label: str) -> None:
    paragraph = document.sections[0].header.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run(label)
    run.font.size, run.font.color.rgb = Pt(8), LABEL_COLOUR


def _label(document: Any, label: str) -> None:
    run = document.add_paragraph().add_run(label)
    run.bold, run.font.color.rgb = True, LABEL_COLOUR


def _runs(paragraph: Any, runs: tuple[Run, ...]) -> None:
    for run in runs:
        added = paragraph.add_run(run.text)
        added.italic, added.bold = run.style == "emphasis", run.style == "strong"


def _block(document: Any, block: Block, caption_mark: str) -> None:
    if block.kind == "label":
        _label(document, block.text)
    elif block.kind == "heading":
        document.add_heading(block.text, block.level)
    elif block.kind == "list":
        for item in block.items:
            _runs(document.add_paragraph(style="List Bullet"), item)
    elif block.table:
        _table(document, block.table, caption_mark)
    else:
        _runs(document.add_paragraph(), block.runs)


def _table(document: Any, table: PrintedTable, caption_mark: str) -> None:
    caption = document.add_paragraph()
    caption.paragraph_format.keep_with_next = True
    caption.add_run(table.label).bold = True
    caption.add_run(caption_mark + table.caption)
    rows = len(table.head) + len(table.lines)
    grid = document.add_table(rows=rows, cols=table.columns + 1)
    for number, level in enumerate(table.head):
        at = 1
        for cell in level:
            merged = grid.cell(number, at).merge(grid.cell(number, at + cell.span - 1))
            _fill(merged, cell.text, centred=True)
            if cell.span > 1 and cell.text:
                _rule(merged, "bottom", 4)
            at += cell.span
    _fill(grid.cell(len(table.head) - 1, 0), table.stub)
    for number, line in enumerate(table.lines, len(table.head)):
        head = grid.cell(number, 0)
        if line.kind == "panel":
            head = head.merge(grid.cell(number, table.columns))
        _fill(head, line.label, italic=line.kind == "panel")
        for at, printed in enumerate(line.cells, 1):
            _fill(grid.cell(number, at), printed.text, centred=True)
    for at in range(table.columns + 1):
        _rule(grid.cell(0, at), "top", 8)
        _rule(grid.cell(len(table.head) - 1, at), "bottom", 4)
        _rule(grid.cell(rows - 1, at), "bottom", 8)
    note = document.add_paragraph()
    note.add_run(table.note).font.size = Pt(8.5)


def _fill(cell: Any, text: str, centred: bool = False, italic: bool = False) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_after = Pt(0)
    if centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run(text)
    run.font.size, run.italic = Pt(9.5), italic


def _rule(cell: Any, side: str, eighths: int) -> None:
    """A rule on one side of a cell, its width in eighths of a point."""
    properties = cell._tc.get_or_add_tcPr()
    borders = properties.find(qn("w:tcBorders"))
    if borders is None:
        borders = OxmlElement("w:tcBorders")
        properties.append(borders)
    border = OxmlElement(f"w:{side}")
    for key, value in (("val", "single"), ("sz", str(eighths)), ("color", "000000")):
        border.set(qn(f"w:{key}"), value)
    borders.insert(0 if side == "top" else len(borders), border)  # the schema wants top before bottom


def _without_clock(document: Any) -> bytes:
    """The file with fixed dates, so that its bytes do not depend on the day."""
    written, fixed = io.BytesIO(), io.BytesIO()
    document.save(written)
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(fixed, "w") as target:
        for name in source.namelist():
            target.writestr(zipfile.ZipInfo(name, ZIP_DATE), source.read(name), zipfile.ZIP_DEFLATED)
    return fixed.getvalue()
