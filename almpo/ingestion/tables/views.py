"""A page seen upright: text that is printed sideways is turned so that tables read left to right."""

from collections import Counter
from typing import NamedTuple

from almpo.evidence.anchors import Box
from almpo.ingestion.layout import PageLayout, Rule, Token

_FEWEST = 12  # tokens in a direction that could be a table


class View(NamedTuple):
    """The tokens of a page in one reading direction, in coordinates in which they read left to right."""

    page: int
    width: float
    height: float
    tokens: tuple[Token, ...]
    rules: tuple[Rule, ...]
    turned: int  # degrees clockwise of this text on the displayed page

    def on_page(self, box: Box) -> Box:
        """A box of this view in coordinates of the displayed page."""
        return _turn(box, self.width, self.height, self.turned)


def views(layout: PageLayout) -> list[View]:
    """One view for each reading direction that enough of the page's text is printed in."""
    counts = Counter(token.turned for token in layout.tokens)
    return [_view(layout, turned) for turned, count in sorted(counts.items()) if count >= _FEWEST]


def _view(layout: PageLayout, turned: int) -> View:
    back = -turned % 360
    sideways = turned in (90, 270)
    width, height = (layout.height, layout.width) if sideways else (layout.width, layout.height)
    tokens = []
    for token in layout.tokens:
        if token.turned != turned:
            continue
        box = _turn(token.box, layout.width, layout.height, back)
        baseline = {0: token.baseline, 90: layout.width - token.baseline, 180: layout.height - token.baseline}
        tokens.append(token._replace(box=box, baseline=baseline.get(turned, token.baseline), turned=0))
    rules = tuple(Rule(*_turn(Box(*rule), layout.width, layout.height, back)) for rule in layout.rules)
    return View(layout.number, width, height, tuple(tokens), rules, turned)


def _turn(box: Box, width: float, height: float, degrees: int) -> Box:
    """A box on a sheet of this size after the sheet is turned clockwise; the origin stays top left."""
    x0, y0, x1, y1 = box
    if degrees == 90:
        return Box(height - y1, x0, height - y0, x1)
    if degrees == 180:
        return Box(width - x1, height - y1, width - x0, height - y0)
    if degrees == 270:
        return Box(y0, width - x1, y1, width - x0)
    return box
