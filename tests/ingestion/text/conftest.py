"""Printed lines and pages, made of tokens with boxes."""

from collections.abc import Callable, Sequence

import pytest

from almpo.evidence.anchors import Box
from almpo.ingestion.layout import PageLayout, Token
from almpo.ingestion.text.lines import Frame, Line
from almpo.ingestion.text.page_text import PageText, Paragraph, Role

EM = 0.5  # width of a character in em


def _tokens(
    text: str, x: float = 72, y: float = 100, size: float = 10, bold: bool = False, turned: int = 0
) -> list[Token]:
    """The words of a line that begins at x, on a baseline at y (upright frame of A4 paper)."""
    frame = Frame(turned, 595, 842)
    tokens = []
    for word in text.split(" "):
        width = len(word) * EM * size
        box = frame.as_displayed(Box(x, y - 0.8 * size, x + width, y + 0.2 * size))
        baseline = {0: y, 90: 595 - y, 180: 842 - y, 270: y}[turned]
        tokens.append(Token(word, box, size, baseline, bold=bold, turned=turned))
        x += width + EM * size
    return tokens


@pytest.fixture
def tokens() -> Callable[..., list[Token]]:
    return _tokens


@pytest.fixture
def line() -> Callable[..., Line]:
    def make(text: str, **where: float) -> Line:
        return Line(_tokens(text, **where))

    return make


@pytest.fixture
def layout() -> Callable[..., PageLayout]:
    """A page of lines under one another, or of tokens that are placed already."""

    def make(printed: Sequence[str | list[Token]], number: int = 1, top: float = 100) -> PageLayout:
        groups = [
            _tokens(item, y=top + 12 * index) if isinstance(item, str) else item
            for index, item in enumerate(printed)
        ]
        return PageLayout(number, 595, 842, tuple(token for group in groups for token in group))

    return make


@pytest.fixture
def page_text() -> Callable[..., PageText]:
    """A page of paragraphs, each given as text or as (text, size, bold)."""

    def make(*items: str | tuple[str, float, bool], number: int = 1, role: Role = Role.BODY) -> PageText:
        texts, paragraphs, start = [], [], 0
        for item in items:
            text, size, bold = (item, 10.0, False) if isinstance(item, str) else item
            paragraphs.append(Paragraph(number, start, start + len(text), role, size, bold))
            texts.append(text)
            start += len(text) + 2
        return PageText(number, "\n\n".join(texts), (), tuple(paragraphs))

    return make
