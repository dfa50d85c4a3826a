"""HTML: what a reader of the page sees, as blocks."""

import re
from collections.abc import Callable, Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from almpo.ingestion.parsers.flow import Block
from almpo.ingestion.parsers.grid import SourceCell
from almpo.ingestion.text.page_text import Role

_UNSEEN = frozenset({
    "head", "script", "style", "noscript", "template", "svg", "math", "nav", "iframe", "object",
    "audio", "video", "canvas", "select", "button", "input", "textarea", "datalist", "dialog",
    "annotation", "-comment",
})  # fmt: skip
_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "header", "hr", "html", "legend", "li",
    "main", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead",
    "tr", "ul",
})  # fmt: skip
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_PAGE_BREAK = re.compile(r"(page-break-before|break-before)\s*:\s*(always|page|left|right)", re.IGNORECASE)
RAISED = str.maketrans("0123456789+-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻")  # 10<sup>3</sup> must not become 103


def read_html(html: str) -> tuple[str | None, list[Block]]:
    """The title of the page and its blocks. Scripts, styles, menus and hidden parts are left out."""
    tree = LexborHTMLParser(html)
    blocks = _Reader().read(tree.body) if tree.body is not None else []
    named = tree.css_first("title")
    title = " ".join(named.text().split()) if named is not None else ""
    return title or next((block.text for block in blocks if block.level == 1), None), blocks


class _Reader:
    """Gathers running text until a block begins or ends."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.text: list[str] = []
        self.new_page = False

    def read(self, body: LexborNode) -> list[Block]:
        for node, entered in _walk(body, closed=_is_data_table):
            tag = node.tag or ""
            if tag in _BLOCKS or tag in _HEADINGS:
                self.end_block(_HEADINGS.get(tag, 0) if not entered else 0)
            if entered:
                self.new_page |= _PAGE_BREAK.search(_style(node)) is not None
                if _is_data_table(node):
                    self.add(Block(_caption(node), rows=_rows(node)))
                else:
                    self.text.append(_own_text(node))
        self.end_block()
        return self.blocks

    def end_block(self, level: int = 0) -> None:
        text, self.text = " ".join("".join(self.text).split()), []
        if text:
            self.add(Block(text, Role.HEADING if level else Role.BODY, level))

    def add(self, block: Block) -> None:
        self.blocks.append(block._replace(new_page=self.new_page))
        self.new_page = False


def _walk(
    root: LexborNode, closed: Callable[[LexborNode], bool] = lambda _: False
) -> Iterator[tuple[LexborNode, bool]]:
    """Nodes that are seen, when they are entered (True) and left (False). `closed` ones are not gone into.

    Without recursion, because pages nest deeply.
    """
    stack = [(root, True)]
    while stack:
        node, entered = stack.pop()
        if entered and _is_unseen(node):
            continue
        yield node, entered
        if entered:
            stack.append((node, False))
            if not closed(node):
                stack += [(child, True) for child in reversed(list(_children(node)))]


def _children(node: LexborNode) -> Iterator[LexborNode]:
    child = node.child
    while child is not None:
        yield child
        child = child.next


def _is_unseen(node: LexborNode) -> bool:
    if node.tag == "-text":
        return False
    return node.tag in _UNSEEN or "hidden" in node.attributes or _HIDDEN.search(_style(node)) is not None


def _style(node: LexborNode) -> str:
    return (node.attributes.get("style") or "") if node.tag != "-text" else ""


def _own_text(node: LexborNode) -> str:
    """What a node itself shows: its characters, a line break, the words that stand for a picture."""
    match node.tag:
        case "-text":
            text = re.sub(r"\s+", " ", node.text_content or "")
            raised = node.parent is not None and node.parent.tag == "sup"
            return text.translate(RAISED) if raised else text
        case "br":
            return "\n"
        case "img":
            return node.attributes.get("alt") or ""
    return ""


def _is_data_table(node: LexborNode) -> bool:
    """A table without a table in it; those with one are for layout."""
    return node.tag == "table" and len(node.css("table")) <= 1


def _caption(table: LexborNode) -> str:
    caption = table.css_first("caption")
    return _text(caption) if caption is not None else ""


def _rows(table: LexborNode) -> list[list[SourceCell]]:
    return [
        [_cell(cell) for cell in _children(row) if cell.tag in ("td", "th") and not _is_unseen(cell)]
        for row in table.css("tr")
        if not _is_unseen(row)
    ]


def _cell(node: LexborNode) -> SourceCell:
    head = node.tag == "th"
    return SourceCell(_text(node), _span(node, "colspan"), _span(node, "rowspan"), head)


def _span(node: LexborNode, name: str) -> int:
    value = (node.attributes.get(name) or "").strip()
    return min(int(value), 65534) if value.isdecimal() and len(value) < 12 and int(value) else 1


def _text(root: LexborNode) -> str:
    """The text of a cell, a line for every block in it."""
    parts = []
    for node, entered in _walk(root):
        if node.tag in _BLOCKS or node.tag in _HEADINGS:
            parts.append("\n")
        if entered:
            parts.append(_own_text(node))
    lines = (" ".join(line.split()) for line in "".join(parts).split("\n"))
    return "\n".join(line for line in lines if line)
