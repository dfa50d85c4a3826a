"""Pages whose text lies on its side: scans of tables that were bound sideways."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from almpo.evidence.anchors import Box
from almpo.ingestion.layout import PageLayout, Rule, Token
from almpo.ingestion.text.lines import Frame

_LONG_WORD = 4  # characters; shorter ones may be taller than wide on an upright page


def read_upright(read: Callable[[NDArray[np.uint8]], PageLayout], image: NDArray[np.uint8]) -> PageLayout:
    """Read a page; where its words stand on end, turn it either way and take the better reading.

    What comes back lies on the page as displayed, with `turned` saying how.
    """
    layout = read(image)
    if not _lies_on_its_side(layout):
        return layout
    readings = [
        _as_displayed(read(np.ascontiguousarray(np.rot90(image, quarters))), layout, turned)
        for turned, quarters in ((90, 1), (270, 3))
    ]
    return max(readings, key=_certainty)


def _lies_on_its_side(layout: PageLayout) -> bool:
    words = [token.box for token in layout.tokens if len(token.text) >= _LONG_WORD]
    return sum(box.height > box.width for box in words) > len(words) / 2


def _certainty(layout: PageLayout) -> float:
    return sum(token.score * len(token.text) for token in layout.tokens)


def _as_displayed(upright: PageLayout, page: PageLayout, turned: int) -> PageLayout:
    frame = Frame(turned, page.width, page.height)

    def displayed(token: Token) -> Token:
        baseline = page.width - token.baseline if turned == 90 else token.baseline
        return token._replace(box=frame.as_displayed(token.box), baseline=baseline, turned=turned)

    rules = (Rule(*frame.as_displayed(Box(*rule))) for rule in upright.rules)
    return page._replace(tokens=tuple(map(displayed, upright.tokens)), rules=tuple(rules))
