"""RapidOCR (PP-OCR models through onnxruntime). Its models come inside the package; nothing is loaded."""

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rapidocr import RapidOCR

from almpo.ingestion.layout import PageLayout
from almpo.ingestion.ocr.recognised import Point, Quad, TextLine, TextWord, build_layout
from almpo.ingestion.ocr.rules import find_rules

_PARAMETERS = {
    "Global.log_level": "error",
    "Global.use_cls": False,  # tells upside-down lines, which reports do not have
    "Global.return_word_box": True,
}


class RapidOcr:
    """Reads about a page in ten seconds of CPU time at 200 dpi, in about 1 GB."""

    def __init__(self) -> None:
        self._engine = RapidOCR(params=_PARAMETERS)

    def read(self, image: NDArray[np.uint8], dpi: float, page_number: int) -> PageLayout:
        """Read an RGB picture of shape (height, width, 3). See `OcrEngine`."""
        height, width = image.shape[:2]
        found = self._engine(np.ascontiguousarray(image[:, :, ::-1]))  # it wants BGR
        return build_layout(list(_lines(found)), width, height, dpi, page_number, find_rules(image, dpi))


def _lines(found: Any) -> Iterator[TextLine]:
    if found.boxes is None:
        return
    for text, score, box, words in zip(
        found.txts, found.scores, found.boxes, found.word_results, strict=True
    ):
        quad = _quad(box)
        parts = text.split()
        if [word for word, _, _ in words] == parts:
            placed = tuple(TextWord(word, _quad(corners)) for word, _, corners in words)
        else:  # signs that the engine counts as Chinese come one by one
            placed = tuple(_spread(text, parts, quad))
        yield TextLine(placed, quad, float(score))


def _quad(corners: Any) -> Quad:
    a, b, c, d = (Point(float(x), float(y)) for x, y in corners)
    return a, b, c, d


def _spread(text: str, parts: list[str], quad: Quad) -> Iterator[TextWord]:
    """Words of a line by their share of its characters."""
    at = 0
    for part in parts:
        start = text.index(part, at)
        at = start + len(part)
        yield TextWord(part, _cut(quad, start / len(text), at / len(text)))


def _cut(quad: Quad, start: float, end: float) -> Quad:
    """The part of a quadrangle from `start` to `end`, as shares of its length."""
    a, b, c, d = quad
    return _between(a, b, start), _between(a, b, end), _between(d, c, end), _between(d, c, start)


def _between(p: Point, q: Point, share: float) -> Point:
    return Point(p.x + share * (q.x - p.x), p.y + share * (q.y - p.y))
