import shutil

import numpy as np
import pytest

from almpo.evidence.errors import IngestError
from almpo.ingestion.layout import PageLayout
from almpo.ingestion.ocr.base import open_engine
from almpo.ingestion.ocr.tesseract import PROGRAM, Tesseract, parse_hocr

needs_tesseract = pytest.mark.skipif(shutil.which(PROGRAM) is None, reason="tesseract is not installed")

HOCR = """<html><body><div class='ocr_page'><span class='ocr_line'
 title="bbox 36 92 236 122; baseline 0.01 -8; x_size 30.5; x_descenders 7; x_ascenders 8">
<span class='ocrx_word' title='bbox 36 92 136 114; x_wconf 96'>0.031***</span>
<span class='ocrx_word' title='bbox 150 92 236 122; x_wconf 84'>(0.012)</span></span>
<span class='ocr_line' title="bbox 1 1 2 2"><span class='ocrx_word' title='bbox 1 1 2 2; x_wconf 9'> </span></span>
</div></body></html>"""


def test_hocr() -> None:
    (line,) = parse_hocr(HOCR)
    assert [word.text for word in line.words] == ["0.031***", "(0.012)"]
    assert tuple(line.words[1].box) == (150, 92, 236, 122)
    assert (line.size, line.baseline, line.score) == pytest.approx((30.5, 115, 0.9))


def test_tesseract_that_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(IngestError, match="is not installed"):
        Tesseract()


@pytest.mark.slow
@pytest.mark.parametrize("name", ["rapidocr", pytest.param("tesseract", marks=needs_tesseract)])
def test_reading_a_page(page_picture: np.ndarray, name: str) -> None:
    engine = open_engine(name)
    assert engine is not None
    layout = engine.read(page_picture, 150, 4)
    assert (layout.number, round(layout.width), round(layout.height)) == (4, 400, 300)
    assert len(layout.rules) == 1
    estimate = token(layout, "0.031***")
    error = token(layout, "(0.012)")
    assert estimate.size == pytest.approx(9, rel=0.25)
    assert estimate.baseline == pytest.approx(60 + 24 * 2, abs=2)
    assert error.baseline == pytest.approx(60 + 24 * 3, abs=2)
    assert estimate.box.x0 == pytest.approx(40 + 23 * 5.4, abs=4)
    assert estimate.score > 0.8


@pytest.mark.slow
def test_a_blank_page_has_no_tokens() -> None:
    engine = open_engine("rapidocr")
    assert engine is not None
    assert engine.read(np.full((600, 400, 3), 255, np.uint8), 100, 1).tokens == ()


def token(layout: PageLayout, text: str):
    (found,) = [token for token in layout.tokens if token.text == text]
    return found
