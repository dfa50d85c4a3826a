"""The pages of a PDF one by one: text layer or OCR, and why. What is wrong with one page stays with it."""

from collections.abc import Callable
from functools import cached_property
from typing import NamedTuple

import numpy as np
import pymupdf
from numpy.typing import NDArray

from almpo.evidence.vocabulary import PageStatus
from almpo.ingestion.layout import PageLayout
from almpo.ingestion.limits import is_out_of_memory
from almpo.ingestion.ocr.base import OcrEngine
from almpo.ingestion.parsers.base import ParseOptions
from almpo.ingestion.pdf_layout import read_layout
from almpo.ingestion.text.text_layer import characters, text_layer_fault

_PICTURE_PAGE = 0.8  # share of the page that pictures cover on a scan, at least
_FEW_CHARACTERS = 100  # on a scan: a stamp or a page number, no text layer
_PICTURE = "picture with hardly any text layer"
_MOST_PIXELS = 40_000_000  # of a page's picture: posters are drawn with fewer dots an inch
_PREVIEW_DPI = 20  # enough to see whether anything is printed


class PageReading(NamedTuple):
    """The fate of a page, and its layout if it was read."""

    number: int
    status: PageStatus
    reason: str | None = None
    width: float = 0.0  # points, as displayed
    height: float = 0.0
    layout: PageLayout | None = None


class PageReader:
    """Reads the pages of an open document. `open_engine` gives the OCR engine of a name when it is needed."""

    def __init__(
        self,
        document: pymupdf.Document,
        options: ParseOptions,
        open_engine: Callable[[str], OcrEngine | None],
    ) -> None:
        self._document = document
        self._options = options
        self._open_engine = open_engine

    @cached_property
    def _engine(self) -> OcrEngine | None:
        return self._open_engine(self._options.ocr)

    def read(self, number: int) -> PageReading:
        """Read a page (1-based). What the page holds never raises: a page that cannot be read has failed."""
        if number in self._options.lost_pages:
            return PageReading(number, PageStatus.FAILED, self._options.lost_pages[number])
        try:
            page = self._document[number - 1]
            reading = PageReading(number, PageStatus.PARSED, width=page.rect.width, height=page.rect.height)
            return self._read(page, reading)
        except Exception as error:  # MuPDF and OCR engines raise errors of many kinds
            if is_out_of_memory(error):  # of this process: the caller starts anew without this page
                raise MemoryError from error
            return PageReading(number, PageStatus.FAILED, f"{type(error).__name__}: {error}")

    def _read(self, page: pymupdf.Page, reading: PageReading) -> PageReading:
        layout = read_layout(page, reading.number)
        fault = text_layer_fault(layout)
        if fault is None and characters(layout) < _FEW_CHARACTERS and _covered(page) >= _PICTURE_PAGE:
            fault = _PICTURE
        if fault is None:
            return reading._replace(layout=layout)
        if not layout.tokens and _is_blank(page):
            return reading._replace(status=PageStatus.SKIPPED, reason="blank page")
        return self._recognise(page, reading, layout, fault)

    def _recognise(
        self, page: pymupdf.Page, reading: PageReading, layout: PageLayout, fault: str
    ) -> PageReading:
        if self._engine is None:
            if layout.tokens:
                return reading._replace(layout=layout, reason=f"{fault}; OCR is off")
            return reading._replace(status=PageStatus.SKIPPED, reason=f"{fault}; OCR is off")
        image, dpi = draw(page, self._options.ocr_dpi)
        recognised = self._engine.read(image, dpi, reading.number)
        if fault == _PICTURE and characters(recognised) <= characters(layout):
            return reading._replace(layout=layout)
        if recognised.tokens:
            return reading._replace(status=PageStatus.OCRED, reason=fault, layout=recognised)
        return reading._replace(
            status=PageStatus.SKIPPED, reason=f"{fault}; OCR found no text in the picture"
        )


def draw(page: pymupdf.Page, dpi: float) -> tuple[NDArray[np.uint8], float]:
    """The page as displayed as RGB picture of shape (height, width, 3), and the dots an inch it has."""
    inches = page.rect.width * page.rect.height / 72**2
    dpi = min(dpi, (_MOST_PIXELS / max(inches, 1e-6)) ** 0.5)
    zoom = pymupdf.Matrix(dpi / 72, dpi / 72)
    pixmap = page.get_pixmap(matrix=zoom, colorspace=pymupdf.csRGB, alpha=False)
    rows = np.frombuffer(pixmap.samples, dtype=np.uint8).reshape(pixmap.height, pixmap.stride)
    return rows[:, : 3 * pixmap.width].reshape(pixmap.height, pixmap.width, 3), dpi


def _covered(page: pymupdf.Page) -> float:
    """Share of the page that pictures cover, strips of one scan added up."""
    whole = page.rect
    areas = [(pymupdf.Rect(image["bbox"]) & whole).get_area() for image in page.get_image_info()]
    return min(sum(areas) / max(whole.get_area(), 1.0), 1.0)


def _is_blank(page: pymupdf.Page) -> bool:
    image, _ = draw(page, _PREVIEW_DPI)
    return int(image.max()) - int(image.min()) < 8
