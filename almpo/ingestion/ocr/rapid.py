"""RapidOCR (PP-OCR models through onnxruntime). Its models come inside the package; nothing is loaded."""

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rapidocr import RapidOCR

from almpo.evidence.anchors import Box
from almpo.ingestion.layout import PageLayout
from almpo.ingestion.ocr.recognised import TextLine, TextWord, build_layout
from almpo.ingestion.ocr.rules import find_rules
from almpo.ingestion.ocr.tilt import level
from almpo.ingestion.ocr.upright import read_upright

# Of a line's box, in font sizes: its height, and how far the baseline lies below its centre. Medians over 2,300
# lines of reports whose sizes and baselines are known from the text layer.
_HEIGHT = 1.32
_BELOW_CENTRE = 0.33
_PARAMETERS = {
    "Global.log_level": "error",
    "Global.use_cls": False,  # would tell lines that stand on their head, which reports do not have
    "Global.return_word_box": True,
}


class RapidOcr:
    """Takes some ten seconds of CPU time for a page at 200 dpi, and 1 GB of memory."""

    def __init__(self) -> None:
        self._engine = RapidOCR(params=_PARAMETERS)

    def read(self, image: NDArray[np.uint8], dpi: float, page_number: int) -> PageLayout:
        """Read an RGB picture of shape (height, width, 3). See `OcrEngine`.

        A page that was scanned askew is read level: its boxes are then off by the tilt, a point or two.
        """

        def read(picture: NDArray[np.uint8]) -> PageLayout:
            found = self._engine(np.ascontiguousarray(picture[:, :, ::-1]))  # it wants BGR
            height, width = picture.shape[:2]
            rules = find_rules(picture, dpi)
            return build_layout(_lines(found), width, height, dpi, page_number, rules)

        return read_upright(read, level(image))


def _lines(found: Any) -> Iterator[TextLine]:
    if found.boxes is None:
        return
    for text, score, corners, words in zip(
        found.txts, found.scores, found.boxes, found.word_results, strict=True
    ):
        box, parts = _box(corners), text.split()
        if [word for word, _, _ in words] == parts:
            placed = tuple(TextWord(word, _box(word_corners)) for word, _, word_corners in words)
        else:  # signs that the engine takes for Chinese come one by one
            placed = tuple(_spread(text, parts, box))
        size = max(box.height, 1.0) / _HEIGHT
        baseline = (box.y0 + box.y1) / 2 + _BELOW_CENTRE * size
        yield TextLine(placed, size, baseline, float(score))


def _box(corners: Any) -> Box:
    """The upright box with the centre and the sides of a quadrangle that is nearly upright itself."""
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = ((float(x), float(y)) for x, y in corners)
    return Box((ax + dx) / 2, (ay + by) / 2, (bx + cx) / 2, (cy + dy) / 2)


def _spread(text: str, parts: list[str], box: Box) -> Iterator[TextWord]:
    """Words of a line by their share of its characters."""
    at = 0
    character = box.width / len(text)
    for part in parts:
        start = text.index(part, at)
        at = start + len(part)
        yield TextWord(part, Box(box.x0 + start * character, box.y0, box.x0 + at * character, box.y1))
