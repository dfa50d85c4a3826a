"""Numbers are read back from the file: right boxes are confirmed, wrong ones are told."""

from pathlib import Path

import pymupdf
import pytest
from made_up import finding

from almpo.evaluation.anchors import check_anchors
from almpo.evidence.anchors import Anchor, Box
from almpo.evidence.findings import Finding, Reading


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """A page with two numbers and a sentence."""
    document = pymupdf.open()
    sheet = document.new_page()
    sheet.insert_text((100, 100), "-0.042**")
    sheet.insert_text((100, 120), "(0.018)")
    sheet.insert_text((100, 140), "fell by three additional months")
    path = tmp_path / "page.pdf"
    document.save(path)
    return path


def read_at(y: float, **fields: object) -> Finding:
    anchor = Anchor(document_id="d", page=1, quote="x", boxes=(Box(95, y - 15, 300, y + 5),))
    name = "se" if fields.get("se") else "estimate"
    return finding(1, readings={name: Reading(raw="x", anchor=anchor)}, **fields)


@pytest.mark.parametrize(
    ("found", "confirmed"),
    [
        (read_at(100, estimate=-0.042, se=None), True),
        (read_at(100, estimate=0.042, se=None), False),  # a lost minus
        (read_at(120, se=0.018), True),
        (read_at(100, se=0.018), False),  # the box of another number
        (read_at(140, estimate=-3.0, se=None, source="text"), True),
        (read_at(140, estimate=-4.0, se=None, source="text"), False),
    ],
)
def test_boxes_hold_their_numbers_or_are_told(page: Path, found: Finding, confirmed: bool):
    share = check_anchors(page, [found])
    assert (share.readings, share.confirmed) == (1, int(confirmed))
    assert bool(share.failures) is not confirmed


def test_what_cannot_be_read_back_is_left_out_or_counted(page: Path):
    scanned = check_anchors(page, [read_at(100, estimate=-0.042)], scanned=[1])
    assert (scanned.readings, scanned.unboxed) == (0, 0)
    bare = finding(1, readings={"estimate": Reading(raw="3")})
    assert check_anchors(page, [bare]).unboxed == 1
    assert check_anchors(page, [read_at(100, treatment_effect=False)]).readings == 0
