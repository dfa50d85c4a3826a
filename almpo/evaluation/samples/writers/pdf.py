"""PDF through Typst: the manuscript goes to `report.typ` as JSON."""

import json
from importlib import resources
from typing import Any

import pymupdf
import typst

from almpo.evaluation.samples.manuscript import Manuscript
from almpo.evaluation.samples.writers.scan import scan_pages

TEMPLATE = resources.files("almpo.evaluation.samples.writers") / "report.typ"
TURNED = "turned"


def write_pdf(manuscript: Manuscript, scanned: bool = True) -> bytes:
    """The report as PDF. With `scanned=False` pages that are to be scans keep their text layer."""
    pdf = typst.compile(pdf_tags=False, **_inputs(manuscript))
    assert isinstance(pdf, bytes)
    if any(block.table and block.table.layout == TURNED for block in manuscript.blocks):
        pdf = _turn(pdf, [mark["page"] for mark in _marks(manuscript) if mark["row"] == TURNED])
    return scan_pages(pdf, manuscript.style.scanned) if scanned and manuscript.style.scanned else pdf


def row_pages(manuscript: Manuscript) -> dict[str, int]:
    """The page (from 1) on which each row of each table is printed, by `table.row-number`."""
    return {mark["row"]: mark["page"] for mark in _marks(manuscript) if mark["row"] != TURNED}


def _inputs(manuscript: Manuscript) -> dict[str, Any]:
    return {
        "input": TEMPLATE.read_bytes(),
        "sys_inputs": {"manuscript": manuscript.model_dump_json()},
        "ignore_system_fonts": True,
    }


def _marks(manuscript: Manuscript) -> list[dict[str, Any]]:
    return [found["value"] for found in json.loads(typst.query(selector="<row>", **_inputs(manuscript)))]


def _turn(pdf: bytes, pages: list[int]) -> bytes:
    document = pymupdf.open(stream=pdf, filetype="pdf")
    for page in pages:
        document[page - 1].set_rotation(90)
    return bytes(document.tobytes(no_new_id=True))
