"""Layout of PDF pages, on pages made here."""

import pymupdf
import pytest

from almpo.ingestion.pdf_layout import read_layout


@pytest.fixture
def page() -> pymupdf.Page:
    document = pymupdf.open()
    return document.new_page(width=400, height=300)


def test_words_have_box_baseline_and_style(page: pymupdf.Page) -> None:
    page.insert_text((50, 100), "Effect of training", fontsize=10, fontname="hebo")
    layout = read_layout(page, 3)
    assert (layout.number, layout.width, layout.height) == (3, 400, 300)
    assert [token.text for token in layout.tokens] == ["Effect", "of", "training"]
    first, second, _ = layout.tokens
    assert first.baseline == pytest.approx(100)
    assert first.size == pytest.approx(10)
    assert first.bold
    assert first.box.x0 == pytest.approx(50)
    assert first.box.x1 < second.box.x0


def test_raised_stars_stay_with_the_number_but_a_footnote_mark_does_not(page: pymupdf.Page) -> None:
    for x, base, raised in ((50, "0.052", "**"), (150, "programme", "1")):
        width = pymupdf.get_text_length(base, fontsize=10)
        page.insert_text((x, 100), base, fontsize=10)
        page.insert_text((x + width, 96), raised, fontsize=7)
    tokens = read_layout(page, 1).tokens
    assert [(token.text, token.superscript) for token in tokens] == [
        ("0.052**", False),
        ("programme", False),
        ("1", True),
    ]


def test_a_no_break_space_parts_words(page: pymupdf.Page) -> None:
    page.insert_text((50, 100), "in\xa0the", fontsize=10)
    assert [token.text for token in read_layout(page, 1).tokens] == ["in", "the"]


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_coordinates_are_those_of_the_displayed_page(page: pymupdf.Page, rotation: int) -> None:
    page.insert_text((50, 100), "Employment", fontsize=10)
    page.draw_line((50, 110), (200, 110), width=0.5)
    page.set_rotation(rotation)
    layout = read_layout(page, 1)
    assert (layout.width, layout.height) == ((300, 400) if rotation in (90, 270) else (400, 300))
    (token,) = layout.tokens
    assert token.turned == rotation
    assert len(layout.rules) == 1
    # Where the ink is: the rendered page is black in the token's box and white elsewhere
    pixels = page.get_pixmap(colorspace=pymupdf.csGRAY)
    dark = [(i % pixels.width, i // pixels.width) for i, value in enumerate(pixels.samples) if value < 100]
    rule = layout.rules[0]
    assert dark
    for x, y in dark:
        in_token = token.box.x0 - 1 <= x <= token.box.x1 + 1 and token.box.y0 - 1 <= y <= token.box.y1 + 1
        in_rule = rule.x0 - 1 <= x <= rule.x1 + 1 and rule.y0 - 1 <= y <= rule.y1 + 1
        assert in_token or in_rule


def test_text_written_upwards_is_turned_by_270_degrees_with_x_as_baseline(page: pymupdf.Page) -> None:
    page.insert_text((70, 200), "Upwards", fontsize=10, rotate=90)
    (token,) = read_layout(page, 1).tokens
    assert token.turned == 270
    assert token.baseline == pytest.approx(70)


def test_filled_thin_boxes_are_rules_and_thick_ones_are_not(page: pymupdf.Page) -> None:
    page.draw_rect(pymupdf.Rect(50, 50, 300, 50.8), fill=(0, 0, 0), color=None)
    page.draw_rect(pymupdf.Rect(50, 80, 300, 120), fill=(0, 0, 0), color=None)
    (rule,) = read_layout(page, 1).rules
    assert rule.y1 - rule.y0 < 1
    assert rule.x1 - rule.x0 == pytest.approx(250, abs=1)


def test_shadowed_text_counts_once_and_repeated_words_twice(page: pymupdf.Page) -> None:
    page.insert_text((50, 100), "very", fontsize=10)
    page.insert_text((50.4, 100.3), "very", fontsize=10)
    page.insert_text((75, 100), "very", fontsize=10)
    assert [token.text for token in read_layout(page, 1).tokens] == ["very", "very"]
