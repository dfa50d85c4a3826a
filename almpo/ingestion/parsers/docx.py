"""DOCX: what Word prints, as blocks.

python-docx opens the package and knows the styles; text is taken from the XML itself (ECMA-376 part 1, 17.3),
because the library leaves out inserted text, content controls, formulas and footnotes.
"""

from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml

from almpo.evidence.documents import ParsedDocument
from almpo.evidence.errors import IngestError
from almpo.ingestion.gate import DOCX
from almpo.ingestion.parsers.base import OnPage, ParseOptions, no_progress
from almpo.ingestion.parsers.flow import Block, flow_document
from almpo.ingestion.parsers.grid import MAX_SPAN, SourceCell
from almpo.ingestion.parsers.html import RAISED
from almpo.ingestion.text.page_text import Role

PARSER = f"docx/1 python-docx/{version('python-docx')}"

_Element = Any  # lxml's elements have no types
_TEXT = {qn("w:t"), "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"}
_SIGNS = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
_DELETED = {
    qn("w:del"),
    qn("w:moveFrom"),
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
}
_WRAPPERS = {
    qn("w:sdt"),
    qn("w:sdtContent"),
    qn("w:ins"),
    qn("w:moveTo"),
    qn("w:customXml"),
    qn("w:smartTag"),
}
_OFF = ("0", "false", "off")


class DocxParser:
    """Reads Word documents."""

    media_types = (DOCX,)

    def parse(
        self, path: Path, document_id: str, options: ParseOptions, on_page: OnPage = no_progress
    ) -> ParsedDocument:
        """Read a document. Raises IngestError: damaged, no_text, too_many_pages."""
        try:
            document = docx.Document(str(path))
            blocks = [*_running_heads(document), *_Reader(document).read(), *_footnotes(document)]
            title = document.core_properties.title
        except (KeyError, ValueError, AttributeError, SyntaxError) as error:  # of python-docx and lxml
            raise IngestError(
                "damaged",
                f"{path.name} is not a sound Word document ({error}). Save it anew in a word processor.",
            ) from error
        return flow_document(path, document_id, PARSER, blocks, options, title or None)


class _Reader:
    """Walks the body. A page starts where the document says so or where Word last found that one did."""

    def __init__(self, document: Any) -> None:
        self.body = document.element.body
        self.levels = dict(_heading_levels(document))

    def read(self) -> Iterator[Block]:
        new_page = False
        for element in _members(self.body):
            if element.tag == qn("w:tbl"):
                yield Block(rows=_rows(element), new_page=new_page)
                new_page = False
                continue
            starts_page = _has(element, "w:lastRenderedPageBreak") or _is_on(element, "w:pageBreakBefore")
            level = self._level(element)
            role = Role.HEADING if level else Role.BODY
            yield Block(_text(element), role, level, new_page=new_page or starts_page)
            new_page = any(br.get(qn("w:type")) == "page" for br in element.iter(qn("w:br")))

    def _level(self, paragraph: _Element) -> int:
        properties = paragraph.find(qn("w:pPr"))
        if properties is None:
            return 0
        own = properties.find(qn("w:outlineLvl"))
        if own is not None:
            return _outline_level(own)
        style = properties.find(qn("w:pStyle"))
        return self.levels.get(style.get(qn("w:val")), 0) if style is not None else 0


def _heading_levels(document: Any) -> Iterator[tuple[str, int]]:
    """Style id -> level of the headings. Names of built-in styles are English in every language of Word."""
    for style in document.styles.element.iter(qn("w:style")):
        name = style.find(qn("w:name"))
        outline = next(style.iter(qn("w:outlineLvl")), None)
        words = (name.get(qn("w:val")) if name is not None else "").lower().split()
        if words == ["title"]:
            yield style.get(qn("w:styleId")), 1
        elif len(words) == 2 and words[0] == "heading" and words[1].isdecimal():
            yield style.get(qn("w:styleId")), int(words[1])
        elif outline is not None and _outline_level(outline):
            yield style.get(qn("w:styleId")), _outline_level(outline)


def _outline_level(element: _Element) -> int:
    """1 to 9, or 0 for body text, which has outline level 9 in the file."""
    value = element.get(qn("w:val")) or ""
    return (int(value) + 1) % 10 if value.isdecimal() and len(value) == 1 else 0


def _members(parent: _Element) -> Iterator[_Element]:
    """Paragraphs and tables in order, out of content controls and tracked insertions too."""
    stack = list(reversed(parent))
    while stack:
        element = stack.pop()
        if element.tag in (qn("w:p"), qn("w:tbl")):
            yield element
        elif element.tag in _WRAPPERS:
            stack += reversed(element)


def _text(paragraph: _Element) -> str:
    """The text of a paragraph: insertions in, deletions and hidden text out, raised digits as such."""
    parts = []
    stack = [paragraph]
    while stack:
        element = stack.pop()
        if element.tag in _DELETED:
            continue
        if element.tag in _TEXT:
            parts.append(_as_printed(element))
        elif element.tag in _SIGNS:
            parts.append(_SIGNS[element.tag])
        elif element.tag == qn("w:r") and _is_on(element, "w:vanish"):
            continue
        else:
            stack += reversed(element)
    return "".join(parts)


def _as_printed(text: _Element) -> str:
    run = text.getparent()
    raised = next(run.iter(qn("w:vertAlign")), None) if run is not None else None
    is_raised = raised is not None and raised.get(qn("w:val")) == "superscript"
    return (text.text or "").translate(RAISED) if is_raised else text.text or ""


def _has(element: _Element, tag: str) -> bool:
    return next(element.iter(qn(tag)), None) is not None


def _is_on(element: _Element, tag: str) -> bool:
    """Whether a property that is on by being there is on."""
    found = next(element.iter(qn(tag)), None)
    return found is not None and found.get(qn("w:val")) not in _OFF


def _rows(table: _Element) -> list[list[SourceCell]]:
    return [
        [_cell(cell) for cell in row.iter(qn("w:tc")) if next(cell.iterancestors(qn("w:tr"))) is row]
        for row in table.iter(qn("w:tr"))
        if next(row.iterancestors(qn("w:tbl"))) is table
    ]


def _cell(cell: _Element) -> SourceCell:
    """A cell. One that goes on a merged cell from above holds nothing."""
    properties = cell.find(qn("w:tcPr"))
    span = properties.find(qn("w:gridSpan")) if properties is not None else None
    width = (span.get(qn("w:val")) or "") if span is not None else ""
    lines = (_text(paragraph).strip() for paragraph in cell.iter(qn("w:p")))
    text = "\n".join(line for line in lines if line)
    return SourceCell(text, min(int(width), MAX_SPAN) if width.isdecimal() and len(width) < 12 else 1)


def _running_heads(document: Any) -> list[Block]:
    """The heads and feet of the pages, each once, before everything else."""
    texts = {
        _text(paragraph).strip()
        for section in document.sections
        for part in (section.header, section.footer)
        for paragraph in part._element.iter(qn("w:p"))
    }
    return [Block(text, Role.FURNITURE) for text in sorted(texts) if text]


def _footnotes(document: Any) -> list[Block]:
    """Footnotes at the end: which page of ours they would stand on, the file does not tell."""
    try:
        part = document.part.part_related_by(RELATIONSHIP_TYPE.FOOTNOTES)
    except KeyError:
        return []
    root = parse_xml(part.blob)
    return [Block(_text(paragraph), Role.FOOTNOTE) for paragraph in root.iter(qn("w:p"))]
