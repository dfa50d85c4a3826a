"""Tokens to lines, upright or turned."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from almpo.evidence.anchors import Box
from almpo.ingestion.layout import PageLayout, Token
from almpo.ingestion.text.lines import Frame, Line, group_lines, read_frames

Tokens = Callable[..., list[Token]]
spot = st.floats(0, 500)


@given(spot, spot, st.floats(0, 90), st.floats(0, 90), st.sampled_from([0, 90, 180, 270]))
def test_the_way_to_a_frame_and_back(x: float, y: float, width: float, height: float, turned: int) -> None:
    frame, box = Frame(turned, 600, 800), Box(x, y, x + width, y + height)
    assert frame.as_displayed(frame.upright(box)) == pytest.approx(box)


@pytest.mark.parametrize("turned", [90, 180, 270])
def test_turned_text_reads_like_upright_text(tokens: Tokens, turned: int) -> None:
    printed = tokens("Second line", y=112, turned=turned) + tokens("First line", y=100, turned=turned)
    [(frame, upright)] = read_frames(PageLayout(1, 595, 842, tuple(printed)))
    lines = group_lines(upright)
    assert [line.text for line in lines] == ["First line", "Second line"]
    assert frame.as_displayed(lines[0].tokens[0].box) == pytest.approx(printed[2].box)


def test_the_frame_with_most_text_comes_first(tokens: Tokens) -> None:
    stamp, text = tokens("arXiv:2001.00001", turned=270), tokens("The effect of training on earnings")
    frames = read_frames(PageLayout(1, 595, 842, (*stamp, *text)))
    assert [frame.turned for frame, _ in frames] == [0, 270]


def test_raised_digits_stay_raised(tokens: Tokens) -> None:
    word, following = tokens("employed. The")
    mark = Token("3", Box(word.box.x1, 90, word.box.x1 + 3, 96), 6, 96, superscript=True)
    line = Line([word, mark, following])
    assert line.text == "employed.³ The"


def test_a_raised_number_that_stands_alone_is_a_number(tokens: Tokens) -> None:
    [word] = tokens("Estimate")
    number = Token("3", Box(300, 90, 303, 96), 6, 96, superscript=True)
    assert Line([word, number]).text == "Estimate 3"


def test_a_few_bold_words_do_not_make_a_line_bold(tokens: Tokens) -> None:
    names, rest = tokens("Card, David", bold=True), tokens("and others, on programme evaluations", x=180)
    assert not Line(names + rest).bold
    assert Line(names).bold


def test_empty_glyphs_leave_no_token(tokens: Tokens) -> None:
    [token] = tokens("\u200b")
    assert read_frames(PageLayout(1, 595, 842, (token,))) == []
