"""What the parsers ask of an OCR engine, and the list of engines there are."""

from importlib import import_module
from typing import Protocol, cast

import numpy as np
from numpy.typing import NDArray

from almpo.evidence.errors import IngestError
from almpo.ingestion.layout import PageLayout

# Engines are imported on first use: their models are large and most documents need none.
ENGINES = {
    "rapidocr": ("almpo.ingestion.ocr.rapid", "RapidOcr"),
    "tesseract": ("almpo.ingestion.ocr.tesseract", "Tesseract"),
}


class OcrEngine(Protocol):
    """Reads a picture of a page."""

    def read(self, image: NDArray[np.uint8], dpi: float, page_number: int) -> PageLayout:
        """Read an RGB picture of shape (height, width, 3).

        Boxes and page size come back in PDF points (pixels * 72 / dpi), tokens with their recognition score.
        A page without any text gives a layout without tokens. Rules may be left empty.
        """
        ...


def open_engine(name: str) -> OcrEngine | None:
    """The engine of that name, None for "none". Raises IngestError (code "unreadable") for an unknown one."""
    if name == "none":
        return None
    if name not in ENGINES:
        known = ", ".join(["none", *ENGINES])
        raise IngestError("unreadable", f"no OCR engine named {name!r}; there are: {known}")
    module, attribute = ENGINES[name]
    return cast(OcrEngine, getattr(import_module(module), attribute)())
