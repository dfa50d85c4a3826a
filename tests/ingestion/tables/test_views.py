"""Pages turned upright and straight."""

import math
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from almpo.evidence.anchors import Box
from almpo.ingestion.layout import PageLayout, Token
from almpo.ingestion.tables.views import View, views


def test_text_that_reads_upwards_is_turned_and_boxes_find_back(
    sheet: Any, upwards: Callable[[PageLayout], PageLayout]
) -> None:
    sheet.prose(100)
    layout = upwards(sheet.layout())
    (view,) = views(layout)
    assert (view.width, view.height, view.turned) == (595, 842, 270)
    for original, seen, printed in zip(sheet.tokens, view.tokens, layout.tokens, strict=True):
        assert seen.box == pytest.approx(original.box)
        assert view.on_page(seen.box) == pytest.approx(printed.box)


@given(
    st.sampled_from([0, 90, 180, 270]),
    st.floats(0, 300),
    st.floats(0, 300),
    st.floats(1, 90),
    st.floats(1, 90),
)
def test_turning_back_and_forth_is_no_change(
    turned: int, x: float, y: float, width: float, height: float
) -> None:
    tokens = tuple(Token("word", Box(x, y, x + width, y + height), 10, y, turned=turned) for _ in range(12))
    (view,) = views(PageLayout(1, 400, 500, tokens))
    assert view.on_page(view.tokens[0].box) == pytest.approx(tokens[0].box)


@pytest.mark.parametrize("degrees", [-2.0, -0.5, 0.7, 1.5])
def test_a_scan_that_lay_askew_is_straightened(sheet: Any, degrees: float) -> None:
    sheet.prose(100, lines=12)
    slope = math.tan(math.radians(degrees))
    tokens = tuple(_lean(token, slope) for token in sheet.tokens)
    (view,) = views(PageLayout(1, 595, 842, tokens))
    assert view.slope == pytest.approx(slope, abs=0.002)
    assert len({round(token.baseline / 3) for token in view.tokens}) <= 24
    assert view.on_page(view.tokens[5].box) == pytest.approx(tokens[5].box, abs=0.5)


def _lean(token: Token, slope: float) -> Token:
    x, y = (token.box.x0 + token.box.x1) / 2, (token.box.y0 + token.box.y1) / 2
    box = Box(
        token.box.x0 - slope * y, token.box.y0 + slope * x, token.box.x1 - slope * y, token.box.y1 + slope * x
    )
    return token._replace(box=box, baseline=token.baseline + slope * x)


def test_straight_pages_are_left_as_they_are(sheet: Any) -> None:
    sheet.prose(100, lines=12)
    (view,) = views(sheet.layout())
    assert view == View(1, 595, 842, tuple(sheet.tokens), (), 0)


def test_a_few_turned_words_are_no_view(sheet: Any) -> None:
    sheet.prose(100)
    layout = sheet.layout()
    label = Token("Effect", Box(20, 300, 30, 340), 10, 28, turned=270)
    assert len(views(layout._replace(tokens=(*layout.tokens, label)))) == 1
