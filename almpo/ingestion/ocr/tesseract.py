"""Tesseract as a program on this machine: reads prose of the languages whose packs are installed."""

import re
import shutil
import subprocess
from collections.abc import Iterator

import cv2
import numpy as np
from numpy.typing import NDArray
from selectolax.lexbor import LexborHTMLParser, LexborNode

from almpo.evidence.anchors import Box
from almpo.evidence.errors import IngestError
from almpo.ingestion.layout import PageLayout
from almpo.ingestion.ocr.recognised import TextLine, TextWord, build_layout
from almpo.ingestion.ocr.rules import find_rules
from almpo.ingestion.ocr.tilt import level
from almpo.ingestion.ocr.upright import read_upright

PROGRAM = "tesseract"
_SPARSE_TEXT = "11"  # page segmentation mode: finds the cells of tables, where the others join or drop them
_NO_LANGUAGES = {"osd", "equ"}
_NUMBER = r"(-?[\d.]+)"
_BOX = re.compile(rf"\bbbox {_NUMBER} {_NUMBER} {_NUMBER} {_NUMBER}")
_BASELINE = re.compile(rf"\bbaseline {_NUMBER} {_NUMBER}")
_SIZE = re.compile(rf"\bx_size {_NUMBER}")
_CONFIDENCE = re.compile(rf"\bx_wconf {_NUMBER}")


class Tesseract:
    """Half the CPU time of RapidOCR and little memory, but more mistakes in numbers and stars."""

    def __init__(self) -> None:
        if shutil.which(PROGRAM) is None:
            raise IngestError(
                "unreadable",
                f"the program {PROGRAM!r} is not installed. Install it, or set ingest.ocr to rapidocr.",
            )
        listed = subprocess.run([PROGRAM, "--list-langs"], capture_output=True, text=True, check=True).stdout
        self._languages = "+".join(sorted(set(listed.split("\n")[1:]) - _NO_LANGUAGES - {""}))

    def read(self, image: NDArray[np.uint8], dpi: float, page_number: int) -> PageLayout:
        """Read an RGB picture of shape (height, width, 3). See `OcrEngine`."""

        def read(picture: NDArray[np.uint8]) -> PageLayout:
            height, width = picture.shape[:2]
            lines = parse_hocr(self._hocr(picture, dpi))
            return build_layout(lines, width, height, dpi, page_number, find_rules(picture, dpi))

        return read_upright(read, level(image))

    def _hocr(self, picture: NDArray[np.uint8], dpi: float) -> str:
        _, png = cv2.imencode(".png", cv2.cvtColor(picture, cv2.COLOR_RGB2BGR))
        options = ["--dpi", f"{dpi:.0f}", "--psm", _SPARSE_TEXT, "-l", self._languages, "hocr"]
        command = [PROGRAM, "stdin", "stdout", *options]
        return subprocess.run(command, input=png.tobytes(), capture_output=True, check=True).stdout.decode()


def parse_hocr(hocr: str) -> Iterator[TextLine]:
    """The lines in Tesseract's hOCR output (http://kba.github.io/hocr-spec/1.2/)."""
    for line in LexborHTMLParser(hocr).css(".ocr_line, .ocr_caption, .ocr_header, .ocr_textfloat"):
        words = [word for word in line.css(".ocrx_word") if word.text().strip()]
        if not words:
            continue
        box, title = _box(line), _title(line)
        slope, offset = _numbers(_BASELINE, title) or (0.0, 0.0)
        size = (_numbers(_SIZE, title) or (box.height,))[0]
        scores = [(_numbers(_CONFIDENCE, _title(word)) or (0.0,))[0] / 100 for word in words]
        yield TextLine(
            words=tuple(TextWord(word.text().strip(), _box(word)) for word in words),
            size=max(size, 1.0),
            baseline=box.y1 + offset + slope * box.width / 2,
            score=min(max(sum(scores) / len(scores), 0.0), 1.0),
        )


def _title(node: LexborNode) -> str:
    return node.attributes.get("title") or ""


def _box(node: LexborNode) -> Box:
    return Box(*(_numbers(_BOX, _title(node)) or (0.0, 0.0, 0.0, 0.0)))


def _numbers(pattern: re.Pattern[str], title: str) -> tuple[float, ...] | None:
    match = pattern.search(title)
    return tuple(map(float, match.groups())) if match else None
