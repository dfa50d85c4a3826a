"""Copies of the sample reports that every PDF reader can read, under the same names.

`score_answers.py` looks numbers up with PyMuPDF: in these copies scanned pages keep their text, and formats
without pages are PDFs with one page for each page that ingestion makes of them.
"""

import json
from pathlib import Path

import typst

from almpo.evaluation.samples.load import load_report, manuscript, report_ids
from almpo.evaluation.samples.pages import pages_of
from almpo.evaluation.samples.schema import Report
from almpo.evaluation.samples.writers.pdf import write_pdf

TEXT_PAGES = b"#for text in json(bytes(sys.inputs.pages)) { page(height: auto, raw(text)) }"


def build_readable(folder: Path) -> None:
    """Write the copies of all reports into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for report in map(load_report, report_ids()):
        (folder / report.file_name).write_bytes(_readable(report))


def _readable(report: Report) -> bytes:
    if report.format == "pdf":
        return write_pdf(manuscript(report), scanned=False)
    texts = json.dumps(pages_of(report).texts)
    pdf = typst.compile(TEXT_PAGES, sys_inputs={"pages": texts}, ignore_system_fonts=True)
    assert isinstance(pdf, bytes)
    return pdf
