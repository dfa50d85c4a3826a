import pytest
from hypothesis import given
from hypothesis import strategies as st

from almpo.evidence.anchors import Box
from almpo.ingestion.layout import Rule
from almpo.ingestion.ocr.recognised import TextLine, TextWord, build_layout


def line(x: float, baseline: float, *words: str, size: float = 30, score: float = 0.9) -> TextLine:
    boxes = [Box(x + 100 * n, baseline - size, x + 100 * n + 80, baseline + 8) for n in range(len(words))]
    return TextLine(tuple(map(TextWord, words, boxes)), size, baseline, score)


def test_pixels_become_points() -> None:
    layout = build_layout([line(100, 300, "0.031***")], 1700, 2200, 200, 7, [Rule(100, 400, 300, 400)])
    assert (layout.number, layout.width, layout.height) == (7, 612, 792)
    (token,) = layout.tokens
    assert token.text == "0.031***"
    assert tuple(token.box) == pytest.approx((36, 97.2, 64.8, 110.88))
    assert (token.size, token.baseline, token.score) == pytest.approx((10.8, 108, 0.9))
    assert tuple(layout.rules[0]) == pytest.approx((36, 144, 108, 144))


def test_lines_side_by_side_share_a_baseline() -> None:
    layout = build_layout(
        [line(900, 304, "0.05"), line(100, 300, "Employment"), line(100, 340, "Wage")], 1700, 2200, 200, 1
    )
    first, second, third = layout.tokens
    assert [first.text, second.text, third.text] == ["Employment", "0.05", "Wage"]
    assert first.baseline == second.baseline < third.baseline
    assert (first.line, second.line, third.line) == (0, 0, 1)


def test_sizes_near_the_usual_one_are_that_size() -> None:
    lines = [line(100, 100 * n, "text", "text", size=size) for n, size in enumerate([30, 31, 28, 30, 60], 1)]
    sizes = {token.size for token in build_layout(lines, 1700, 2200, 72, 1).tokens}
    assert sizes == {30, 60}


def test_empty_page() -> None:
    assert build_layout([], 100, 100, 72, 1).tokens == ()


@given(st.lists(st.tuples(st.floats(0, 1000), st.floats(0, 1000), st.floats(1, 80)), max_size=12))
def test_every_word_is_kept(places: list[tuple[float, float, float]]) -> None:
    lines = [line(x, y, f"w{n}", size=size) for n, (x, y, size) in enumerate(places)]
    texts = sorted(token.text for token in build_layout(lines, 1000, 1000, 100, 1).tokens)
    assert texts == sorted(f"w{n}" for n in range(len(places)))
