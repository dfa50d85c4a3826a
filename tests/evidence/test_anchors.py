"""Anchors and boxes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from almpo.evidence.anchors import Anchor, Box
from almpo.evidence.documents import Page, Word, line_boxes
from almpo.evidence.vocabulary import PageStatus

coordinate = st.floats(0, 1000)
boxes = st.builds(
    lambda x, y, w, h: Box(x, y, x + w, y + h),
    coordinate,
    coordinate,
    st.floats(0.1, 100),
    st.floats(0.1, 100),
)


@given(boxes, boxes)
def test_union_holds_both_and_overlap_is_symmetric(a: Box, b: Box) -> None:
    both = a.union(b)
    for box in (a, b):
        assert both.overlap(box) == pytest.approx(box.width * box.height)
    assert a.overlap(b) == b.overlap(a)


@given(st.lists(boxes, max_size=8))
def test_line_boxes_cover_all_boxes(given_boxes: list[Box]) -> None:
    merged = line_boxes(given_boxes)
    assert len(merged) <= len(given_boxes)
    for box in given_boxes:
        assert any(whole.overlap(box) == pytest.approx(box.width * box.height) for whole in merged)


def test_an_anchor_has_one_box_a_line() -> None:
    words = (
        Word(0, 3, 10, 10, 30, 20),
        Word(4, 7, 33, 10, 50, 20),
        Word(8, 11, 10, 24, 30, 34),
        Word(12, 15, 33, 24, 50, 34),
    )
    page = Page(number=3, status=PageStatus.PARSED, text="one two thr fou", words=words)
    anchor = page.anchor("d", 4, 11)
    assert (anchor.quote, anchor.page) == ("two thr", 3)
    assert anchor.boxes == (Box(33, 10, 50, 20), Box(10, 24, 30, 34))


def test_spans_are_whole_and_ordered() -> None:
    for span in ({"start": 3}, {"end": 3}, {"start": 5, "end": 4}):
        with pytest.raises(ValidationError):
            Anchor(document_id="d", page=1, quote="x", **span)


def test_web_annotation_has_all_three_selectors() -> None:
    anchor = Anchor(document_id="ab", page=2, quote="0.12", start=5, end=9, boxes=(Box(1, 2, 4, 8),))
    target = anchor.to_web_annotation()
    assert target["source"] == "urn:sha256:ab"
    fragment, quote, position = target["selector"]
    assert fragment["value"] == "page=2&viewrect=1.0,2.0,3.0,6.0"
    assert quote["exact"] == "0.12"
    assert (position["start"], position["end"]) == (5, 9)
