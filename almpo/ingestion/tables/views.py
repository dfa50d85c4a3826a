"""A page seen upright: text printed sideways or askew is turned so that tables read left to right."""

from collections import Counter
from collections.abc import Sequence
from math import radians, tan
from typing import NamedTuple

import numpy as np

from almpo.evidence.anchors import Box
from almpo.ingestion.layout import PageLayout, Rule, Token
from almpo.ingestion.text.repair import repair

_FEWEST = 12  # tokens in a direction that could be a table
_FEWEST_FOR_SLOPE = 40
_ANGLES = np.tan(np.radians(np.arange(-30, 31) / 10))  # slopes tried, from -3 to 3 degrees
_STRAIGHT = tan(radians(0.15))  # slopes smaller than this are left alone


class View(NamedTuple):
    """The tokens of a page in one reading direction, in coordinates in which they read left to right."""

    page: int
    width: float
    height: float
    tokens: tuple[Token, ...]
    rules: tuple[Rule, ...]
    turned: int  # degrees clockwise of this text on the displayed page
    slope: float = 0.0  # points by which the lines of the page fell per point to the right

    def on_page(self, box: Box) -> Box:
        """A box of this view in coordinates of the displayed page."""
        return _turn(_lean(box, -self.slope), self.width, self.height, self.turned)


def views(layout: PageLayout, cork: bool = False) -> list[View]:
    """One view for each reading direction that enough of the page's text is printed in.

    Its tokens are repaired (see almpo.ingestion.text.repair; `cork` as there).
    """
    counts = Counter(token.turned for token in layout.tokens)
    return [_straight(_view(layout, turned, cork)) for turned, n in sorted(counts.items()) if n >= _FEWEST]


def _view(layout: PageLayout, turned: int, cork: bool) -> View:
    back = -turned % 360
    sideways = turned in (90, 270)
    width, height = (layout.height, layout.width) if sideways else (layout.width, layout.height)
    tokens = []
    for token in layout.tokens:
        text = repair(token.text, cork) if token.turned == turned else ""
        if not text:
            continue
        box = _turn(token.box, layout.width, layout.height, back)
        baseline = {90: layout.width - token.baseline, 180: layout.height - token.baseline}
        tokens.append(
            token._replace(text=text, box=box, baseline=baseline.get(turned, token.baseline), turned=0)
        )
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


def _straight(view: View) -> View:
    """The view of a scan that lay askew, turned back. Born-digital pages have no slope."""
    slope = page_slope(view.tokens) if len(view.tokens) >= _FEWEST_FOR_SLOPE else 0.0
    if abs(slope) < _STRAIGHT:
        return view
    tokens = []
    for token in view.tokens:
        box = _lean(token.box, slope)
        baseline = token.baseline - slope * (token.box.x0 + token.box.x1) / 2
        tokens.append(token._replace(box=box, baseline=baseline))
    rules = tuple(Rule(*_lean(Box(*rule), slope)) for rule in view.rules)
    return view._replace(tokens=tuple(tokens), rules=rules, slope=slope)


def _lean(box: Box, slope: float) -> Box:
    """A box after the sheet is turned about its origin by a small angle, so that this slope becomes level."""
    dx, dy = slope * (box.y0 + box.y1) / 2, -slope * (box.x0 + box.x1) / 2
    return Box(box.x0 + dx, box.y0 + dy, box.x1 + dx, box.y1 + dy)


def page_slope(tokens: Sequence[Token]) -> float:
    """By how much lines of text fall per point to the right: the slope along which baselines gather best.

    Projection profile: W. Postl, Detection of linear oblique structures and skew scan in digitized documents,
    Proc. 8th ICPR, 1986.
    """
    baselines = np.array([token.baseline for token in tokens])
    centres = np.array([(token.box.x0 + token.box.x1) / 2 for token in tokens])
    heights = baselines[None, :] - _ANGLES[:, None] * centres[None, :]
    heights -= heights.min(axis=1, keepdims=True)
    gathered = [np.square(np.bincount(row)).sum() for row in heights.astype(int)]
    level = len(_ANGLES) // 2
    best = int(np.argmax(gathered))
    return float(_ANGLES[best]) if gathered[best] > 1.15 * gathered[level] else 0.0
