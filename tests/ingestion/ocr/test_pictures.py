"""What is done to a picture besides recognition: tilt, ruled lines, text on its side."""

import cv2
import numpy as np
import pytest

from almpo.evidence.anchors import Box
from almpo.ingestion.layout import PageLayout, Rule, Token
from almpo.ingestion.ocr.rules import find_rules
from almpo.ingestion.ocr.tilt import estimate_tilt, level
from almpo.ingestion.ocr.upright import read_upright


def turned(picture: np.ndarray, degrees: float) -> np.ndarray:
    """Counter-clockwise."""
    height, width = picture.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1)
    return cv2.warpAffine(picture, matrix, (width, height), borderValue=(255, 255, 255))


@pytest.mark.parametrize("degrees", [-3.1, -0.4, 0.0, 0.6, 2.0])
def test_tilt(page_picture: np.ndarray, degrees: float) -> None:
    assert estimate_tilt(turned(page_picture, -degrees)) == pytest.approx(degrees, abs=0.1)
    assert estimate_tilt(level(turned(page_picture, -degrees))) == pytest.approx(0, abs=0.15)


def test_blank_pages_are_level() -> None:
    assert abs(estimate_tilt(np.full((300, 200, 3), 255, np.uint8))) <= 5.5


def test_rules(page_picture: np.ndarray) -> None:
    (rule,) = find_rules(page_picture, 150)
    assert [side * 72 / 150 for side in rule] == pytest.approx([40, 92, 360, 92], abs=1)


def test_rules_of_a_tilted_page(page_picture: np.ndarray) -> None:
    rules = find_rules(turned(page_picture, 0.4), 150)
    assert sum(rule.x1 - rule.x0 for rule in rules) * 72 / 150 == pytest.approx(320, abs=15)


def test_blocks_of_ink_are_no_rules() -> None:
    picture = np.full((300, 600, 3), 255, np.uint8)
    picture[100:180, 50:550] = 0
    assert find_rules(picture, 150) == []


def reader(picture: np.ndarray) -> PageLayout:
    """Reads a picture whose text, 40 by 10, stands where the darkest pixels are; well only if it is red."""
    height, width = picture.shape[:2]
    rows, columns = np.nonzero(picture.sum(axis=2) < 400)
    box = Box(float(columns.min()), float(rows.min()), float(columns.max() + 1), float(rows.max() + 1))
    right_way_up = bool(picture[rows.min(), columns.min(), 0] > 100)
    token = Token("0.031", box, 10, box.y1, score=0.9 if right_way_up else 0.2)
    return PageLayout(3, width, height, (token,), (Rule(box.x0, box.y1 + 5, box.x1, box.y1 + 5),))


@pytest.mark.parametrize(("turns", "degrees"), [(0, 0), (1, 270), (3, 90)])
def test_text_on_its_side(turns: int, degrees: int) -> None:
    upright = np.full((200, 300, 3), 255, np.uint8)
    upright[50:60, 100:140] = 0
    upright[50, 100] = (200, 0, 0)  # where the text begins
    picture = np.ascontiguousarray(np.rot90(upright, turns))
    layout = read_upright(reader, picture)
    (token,) = layout.tokens
    assert (layout.width, layout.height) == (picture.shape[1], picture.shape[0])
    assert (token.turned, token.score) == (degrees, 0.9)
    x, y = round(token.box.x0), round(token.box.y0)
    corner = {0: (y, x), 270: (y + 39, x), 90: (y, x + 9)}[degrees]
    assert picture[corner][0] == 200
    baseline = {0: token.box.y1, 270: token.box.x1, 90: token.box.x0}[degrees]
    assert token.baseline == pytest.approx(baseline)
    assert len(layout.rules) == 1
