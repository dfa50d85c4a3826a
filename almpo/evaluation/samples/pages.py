"""On which page of the built document what is printed."""

import hashlib
import re
import tempfile
from pathlib import Path

import pymupdf

from almpo.evaluation.samples.build import document_bytes
from almpo.evaluation.samples.load import manuscript
from almpo.evaluation.samples.schema import Report, Row, Table
from almpo.evaluation.samples.writers.pdf import row_pages, write_pdf
from almpo.ingestion.parse import parse

MEDIA_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "html": "text/html",
    "md": "text/markdown",
}


LINE_END = "(?:[-‐\u00ad]\\s*\n)?"  # a hyphen between any two characters


class Pages:
    """The texts of the pages of a built document (index 0 is page 1), and the page of each table row."""

    def __init__(self, texts: list[str], rows: dict[str, int]) -> None:
        self.texts = texts
        self._rows = rows

    def of_row(self, table: Table, row: Row) -> int:
        return self._rows[f"{table.key}.{table.rows.index(row)}"]

    def of_quote(self, quote: str) -> tuple[int, str]:
        """Page and text of a sentence as it stands there: line breaks as blanks, hyphens at line ends kept.

        Raises LookupError unless exactly one page holds it.
        """
        pattern = re.compile(LINE_END.join(r"\s+" if c.isspace() else re.escape(c) for c in quote))
        found = [(n, match[0]) for n, text in enumerate(self.texts, 1) for match in pattern.finditer(text)]
        if len(found) != 1:
            raise LookupError(f"{len(found)} times in the document: {quote}")
        return found[0][0], " ".join(found[0][1].split())


def pages_of(report: Report) -> Pages:
    """The pages of the built report.

    A page that becomes a scan is read before. Formats without pages are divided as ingestion does it.
    """
    return _printed_pages(report) if report.format == "pdf" else _flowed_pages(report)


def _printed_pages(report: Report) -> Pages:
    ready = manuscript(report)
    with pymupdf.open(stream=write_pdf(ready, scanned=False), filetype="pdf") as document:
        return Pages([page.get_text() for page in document], row_pages(ready))


def _flowed_pages(report: Report) -> Pages:
    data = document_bytes(report)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / report.file_name
        path.write_bytes(data)
        parsed = parse(path, hashlib.sha256(data).hexdigest(), MEDIA_TYPES[report.format])
    rows = {
        f"{table.key}.{number}": read.page
        for table, read in zip(report.tables, parsed.tables, strict=True)
        for number in range(len(table.rows))
    }
    return Pages([page.text for page in parsed.pages], rows)
