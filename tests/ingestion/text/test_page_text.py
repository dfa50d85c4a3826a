"""The text of a page and its words."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from almpo.evidence.anchors import Box
from almpo.ingestion.layout import PageLayout, Token
from almpo.ingestion.text.document_text import read_document_text
from almpo.ingestion.text.page_text import Role

MakeLayout = Callable[..., PageLayout]


def test_a_hyphenated_word_is_whole_and_has_two_boxes(layout: MakeLayout) -> None:
    [page] = read_document_text(
        [layout(["it raised the employ-", "ment of all by a long-", "term effect"])]
    ).pages
    assert page.text == "it raised the employment of all by a long-term effect".replace(
        "long-term", "longterm"
    )
    head, tail = (w for w in page.words if w.start < page.text.index("ment of") + 4 and w.end > 14)
    assert (page.text[head.start : head.end], page.text[tail.start : tail.end]) == ("employ", "ment")
    assert head.end == tail.start
    assert head.y1 <= tail.y1 - 12


def test_paragraphs_are_parted_by_empty_lines_and_rows_by_line_breaks(
    layout: MakeLayout, tokens: Callable[..., list[Token]]
) -> None:
    page = layout([tokens("Before the table.", y=80), tokens("Age 33.4", y=110), tokens("SD (7.4)", y=122)])
    [read] = read_document_text([page], {1: [Box(70, 95, 200, 130)]}).pages
    assert read.text == "Before the table.\n\nAge 33.4\nSD (7.4)"
    assert [paragraph.role for paragraph in read.paragraphs] == [Role.BODY, Role.TABLE]


def test_heads_come_first_and_notes_and_feet_last(
    layout: MakeLayout, tokens: Callable[..., list[Token]]
) -> None:
    texts = ["wages rose again", "no effect was found", "in the second year", "they soon found work"]
    pages = [
        layout(
            [
                tokens("A running head", y=40, size=9),
                tokens(text, y=100),
                tokens("and that is all there is to say about it.", y=112),
                tokens("1 A note.", y=700, size=7),
                tokens(f"{number}", y=800),
            ],
            number=number,
        )
        for number, text in enumerate(texts, start=1)
    ]
    read = read_document_text(pages)
    assert read.body_size == 10
    for page, text in zip(read.pages, texts, strict=True):
        assert [p.role for p in page.paragraphs] == [Role.FURNITURE, Role.BODY, Role.FOOTNOTE, Role.FURNITURE]
        assert page.text.split("\n\n")[1].startswith(text)


def test_a_page_in_small_print_is_not_all_footnotes(
    layout: MakeLayout, tokens: Callable[..., list[Token]]
) -> None:
    large = layout([tokens(f"A line of the text number {n}.", y=100 + 12 * n) for n in range(9)], number=1)
    small = layout([tokens(f"{n} Conclusions", y=100 + 30 * n, size=8) for n in range(4)], number=2)
    [_, page] = read_document_text([large, small]).pages
    assert {paragraph.role for paragraph in page.paragraphs} == {Role.BODY}


def test_a_paragraph_goes_on_in_the_next_column(
    layout: MakeLayout, tokens: Callable[..., list[Token]]
) -> None:
    left = [tokens("words of a column of plain prose that", y=100 + 12 * n) for n in range(6)]
    right = [tokens("goes on in the other one as it should", x=310, y=100 + 12 * n) for n in range(6)]
    [page] = read_document_text([layout([*left, *right])]).pages
    assert len(page.paragraphs) == 1


def test_pages_without_tokens_have_no_text() -> None:
    [page] = read_document_text([PageLayout(7, 595, 842, ())]).pages
    assert (page.number, page.text, page.words, page.paragraphs) == (7, "", (), ())


words = st.text(st.characters(exclude_categories=["Z", "Cs", "Cc", "Cn"]), min_size=1, max_size=12)
place = st.tuples(
    st.integers(0, 500),
    st.integers(20, 820),
    st.sampled_from([8, 10, 14]),
    st.sampled_from([0, 0, 0, 90, 270]),
    st.booleans(),
)


@given(st.lists(st.tuples(words, place), max_size=40))
def test_words_are_slices_of_the_text_in_order(
    printed: list[tuple[str, tuple[int, int, int, int, bool]]],
) -> None:
    tokens = tuple(
        Token(
            text,
            Box(x, y - size, x + 5 * len(text), y),
            size,
            x if turned else y,
            bold=raised,
            superscript=raised,
            turned=turned,
        )
        for text, (x, y, size, turned, raised) in printed
    )
    [page] = read_document_text([PageLayout(1, 595, 842, tokens)]).pages
    ends = [0]
    for word in page.words:
        text = page.text[word.start : word.end]
        assert text
        assert not any(char.isspace() for char in text)
        assert word.start >= ends[-1]
        ends.append(word.end)
    between = "".join(page.text[a : b.start] for a, b in zip(ends, page.words, strict=False))
    assert set(between) <= set(" \n-")
    assert len(page.words) <= len(tokens)
    covered = [page.text[p.start : p.end] for p in page.paragraphs]
    assert "\n\n".join(covered) == page.text


@pytest.mark.parametrize("turned", [90, 270])
def test_boxes_of_turned_text_are_on_the_displayed_page(
    layout: MakeLayout, tokens: Callable[..., list[Token]], turned: int
) -> None:
    printed = tokens("Turned words here", turned=turned)
    [page] = read_document_text([layout([printed])]).pages
    assert page.text == "Turned words here"
    assert [word.box for word in page.words] == [pytest.approx(token.box) for token in printed]
