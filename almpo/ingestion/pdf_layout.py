"""PDF page -> PageLayout: tokens with baseline and style, ruled lines, all in displayed coordinates.

Characters come from MuPDF's structured text ("rawdict"), whose boxes span the advance width of a glyph: gaps
between such boxes tell words apart, gaps between ink boxes do not ("0. 196"). Ruled lines come from the log
of painted boxes, which is many times cheaper than the full list of drawings on pages with figures.
"""

import math
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import pymupdf

from almpo.evidence.anchors import Box
from almpo.ingestion.layout import PageLayout, Rule, Token

# Not str.isspace(): codes 0x1c-0x1f are ligatures in old TeX fonts, and Python calls them white space.
SPACES = frozenset(" \t\n\r\f\v\0\xa0\u202f\u3000\ufeff") | {chr(code) for code in range(0x2000, 0x200C)}
MARKS = frozenset("*∗⁎﹡＊+†‡§¶⋆★✱")  # superscripts that belong to the number they follow

_FLAGS = pymupdf.TEXT_PRESERVE_WHITESPACE | pymupdf.TEXT_PRESERVE_LIGATURES | pymupdf.TEXT_MEDIABOX_CLIP
_BOLD_NAME = re.compile(r"bold|black|heavy|cmbx|sfbx|ecbx|-demi", re.IGNORECASE)
_ITALIC_NAME = re.compile(r"italic|oblique|slanted|cmti|cmmi|ecti|sfti", re.IGNORECASE)
_FONT_ITALIC, _FONT_BOLD = 2, 16  # bits of a MuPDF span's flags

_CELL_WIDTH = 20.0  # points

_THIN = 2.5  # points: a painted box no thicker than this is a ruled line
_SHORTEST_RULE = 6.0  # points


def read_layout(page: pymupdf.Page, number: int) -> PageLayout:
    """What is printed on a page. `number` counts from 1.

    Raises what PyMuPDF raises on damaged content (RuntimeError and kin); the caller keeps the page accounts.
    """
    m = page.rotation_matrix
    display = _Display(m.a, m.b, m.c, m.d, m.e, m.f)
    raw = page.get_text("rawdict", flags=_FLAGS)
    tokens = [
        token
        for block_number, block in enumerate(raw["blocks"])
        for line_number, line in enumerate(block.get("lines", ()))
        for token in _line_tokens(line, block_number, line_number, display)
    ]
    return PageLayout(number, page.rect.width, page.rect.height, _once(tokens), _rules(page, display))


class _Display(NamedTuple):
    """The matrix from unturned page coordinates to the page as displayed."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    def point(self, x: float, y: float) -> tuple[float, float]:
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def box(self, x0: float, y0: float, x1: float, y1: float) -> Box:
        (u0, v0), (u1, v1) = self.point(x0, y0), self.point(x1, y1)
        return Box(min(u0, u1), min(v0, v1), max(u0, u1), max(v0, v1))

    def turned(self, cosine: float, sine: float) -> int:
        """Degrees clockwise, to the nearest quarter turn, of text in this direction: 270 reads upwards."""
        x, y = self.a * cosine + self.c * sine, self.b * cosine + self.d * sine
        return round(math.degrees(math.atan2(y, x)) / 90) % 4 * 90


class _Style(NamedTuple):
    """What the characters of a span share."""

    size: float
    bold: bool
    italic: bool
    superscript: bool


def _line_tokens(
    line: dict[str, Any], block_number: int, line_number: int, display: _Display
) -> Iterator[Token]:
    spans = [span for span in line["spans"] if span["chars"]]
    if not spans:
        return
    turned = display.turned(*line["dir"])
    for style, chars in _runs(spans, _styles(spans, line["dir"])):
        x0s, y0s, x1s, y1s = zip(*(char["bbox"] for char in chars), strict=True)
        x, y = display.point(*chars[0]["origin"])
        yield Token(
            text="".join(char["c"] for char in chars),
            box=display.box(min(x0s), min(y0s), max(x1s), max(y1s)),
            size=style.size,
            baseline=y if turned in (0, 180) else x,
            bold=style.bold,
            italic=style.italic,
            superscript=style.superscript,
            block=block_number,
            line=line_number,
            turned=turned,
        )


def _styles(spans: list[dict[str, Any]], direction: tuple[float, float]) -> list[_Style]:
    """Style of each span. A superscript is smaller than the largest text of its line and stands higher."""
    up = (direction[1], -direction[0])  # across the reading direction, in coordinates that grow downwards
    heights = [
        up[0] * span["chars"][0]["origin"][0] + up[1] * span["chars"][0]["origin"][1] for span in spans
    ]
    main_size, main_height = max(
        ((span["size"], height) for span, height in zip(spans, heights, strict=True)),
        key=lambda pair: pair[0],
    )
    return [
        _Style(
            size=span["size"],
            bold=bool(span["flags"] & _FONT_BOLD) or bool(_BOLD_NAME.search(span["font"])),
            italic=bool(span["flags"] & _FONT_ITALIC) or bool(_ITALIC_NAME.search(span["font"])),
            superscript=span["size"] < 0.9 * main_size and height - main_height > 0.1 * main_size,
        )
        for span, height in zip(spans, heights, strict=True)
    ]


def _runs(spans: list[dict[str, Any]], styles: list[_Style]) -> Iterator[tuple[_Style, list[dict[str, Any]]]]:
    """Split a line at white space, and where a superscript other than stars begins or ends.

    A run has the style of its first character: "0.05" with raised stars is one plain token.
    """
    chars: list[dict[str, Any]] = []
    current = styles[0]
    raised = False
    for span, style in zip(spans, styles, strict=True):
        for char in span["chars"]:
            if char["c"] in SPACES:
                if chars:
                    yield current, chars
                chars = []
                continue
            changes = style.superscript != raised and not (style.superscript and char["c"] in MARKS)
            if chars and changes:
                yield current, chars
                chars = []
            if not chars:
                current, raised = style, style.superscript
            chars.append(char)
    if chars:
        yield current, chars


def _once(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """Without the second print of shadowed or falsely bold text, and of words recognised twice in a scan."""
    kept: list[Token] = []
    starts: dict[tuple[str, int], list[Token]] = defaultdict(list)  # by first letter and rough place
    for token in tokens:
        letter, place = token.text[0].casefold(), int(token.box.x0 // _CELL_WIDTH)
        rivals = [other for near in (place - 1, place, place + 1) for other in starts[letter, near]]
        if any(_doubles(token, other) for other in rivals):
            continue
        kept.append(token)
        starts[letter, place].append(token)
    return tuple(kept)


def _doubles(token: Token, other: Token) -> bool:
    covered = token.box.overlap(other.box) > 0.5 * token.box.width * token.box.height
    return covered and other.text.casefold().startswith(token.text.casefold())


def _rules(page: pymupdf.Page, display: _Display) -> tuple[Rule, ...]:
    return tuple(
        Rule(*display.box(x0, y0, x1, y1))
        for kind, (x0, y0, x1, y1) in page.get_bboxlog()
        if kind.endswith("path")
        and min(x1 - x0, y1 - y0) <= _THIN
        and max(x1 - x0, y1 - y0) >= _SHORTEST_RULE
    )
