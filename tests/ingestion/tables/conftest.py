"""Made-up pages: text set in a font whose characters are all half as wide as it is high."""

from collections.abc import Callable, Sequence

import pytest

from almpo.evidence.anchors import Box
from almpo.evidence.documents import Table
from almpo.ingestion.layout import PageLayout, Rule, Token

WIDTH, HEIGHT = 595.0, 842.0


class Sheet:
    """A page to print on. Positions in points from the top left; `y` is the baseline."""

    def __init__(self, size: float = 10.0) -> None:
        self.size = size
        self.tokens: list[Token] = []
        self.rules: list[Rule] = []

    def print(
        self,
        x: float,
        y: float,
        text: str,
        align: str = "left",
        *,
        size: float | None = None,
        bold: bool = False,
    ) -> float:
        """Print words from x, up to x, or around x; returns the right edge."""
        size = size or self.size
        step = size / 2
        x -= {"left": 0.0, "right": 1.0, "centre": 0.5}[align] * step * len(text)
        for word in text.split(" "):
            if word:
                box = Box(x, y - 0.75 * size, x + step * len(word), y + 0.25 * size)
                self.tokens.append(Token(word, box, size, y, bold=bold, line=len(self.tokens)))
            x += step * (len(word) + 1)
        return x - step

    def rule(self, x0: float, x1: float, y: float) -> None:
        self.rules.append(Rule(x0, y, x1, y + 0.5))

    def row(
        self, y: float, label: str, cells: Sequence[str], xs: Sequence[float], align: str = "centre"
    ) -> None:
        """A row label at the left margin and cells at these places; empty cells are left out."""
        self.print(60, y, label)
        for x, cell in zip(xs, cells, strict=True):
            self.print(x, y, cell, align)

    def prose(self, y: float, lines: int = 4, leading: float = 13.0) -> float:
        """A paragraph across the page; returns the baseline below it."""
        for _ in range(lines):
            self.print(
                60, y, "The programme was open to all who had been out of work for half a year and more"
            )
            y += leading
        return y

    def layout(self, number: int = 1) -> PageLayout:
        return PageLayout(number, WIDTH, HEIGHT, tuple(self.tokens), tuple(self.rules))


@pytest.fixture(scope="session")
def new_sheet() -> type[Sheet]:
    return Sheet


@pytest.fixture
def sheet() -> Sheet:
    return Sheet()


@pytest.fixture
def upwards() -> Callable[[PageLayout], PageLayout]:
    """Turns a page as wide tables are turned on upright pages: everything reads upwards."""
    return _turned


def _turned(layout: PageLayout) -> PageLayout:
    return layout._replace(
        width=layout.height,
        height=layout.width,
        tokens=tuple(t._replace(box=_turn(t.box, layout.width), turned=270) for t in layout.tokens),
        rules=tuple(Rule(*_turn(Box(*r), layout.width)) for r in layout.rules),
    )


def _turn(box: Box, width: float) -> Box:
    return Box(box.y0, width - box.x1, box.y1, width - box.x0)


@pytest.fixture(scope="session")
def column_heads() -> Callable[[Table], list[str]]:
    """The head of every column, its levels from the top joined by " | ", spans written out."""
    return _column_heads


def _column_heads(table: Table) -> list[str]:
    heads: list[list[str]] = [[] for _ in range(table.n_columns)]
    for cell in table.cells:
        if cell.row < table.header_rows:
            for column in range(cell.column, cell.column + cell.columns_spanned):
                heads[column].append(cell.text)
    return [" | ".join(parts) for parts in heads]
