"""`almpo bench tables`: processor time a page of the table reader, beside pymupdf4llm on the same pages."""

import time
from collections.abc import Callable
from pathlib import Path

import pymupdf
import pymupdf4llm

from almpo.evaluation.cells import read_gold_tables
from almpo.evidence.record import Record
from almpo.ingestion.pdf_layout import read_layout
from almpo.ingestion.tables.reader import read_tables


class TableSpeed(Record):
    pages: int
    ours: float  # CPU seconds a page: layout and tables
    other: float  # CPU seconds a page: pymupdf4llm.to_markdown, the same pages

    @property
    def ratio(self) -> float:
        return self.other / self.ours


def bench_tables(gold: Path, corpus: Path) -> TableSpeed:
    """Both read every page of the gold tables once, each page by itself; one page before the clock starts."""
    pages = sorted({tuple(table.key.rsplit(":", 1)) for table in read_gold_tables(gold)})
    found = [(corpus / f"{name}.pdf", int(page)) for name, page in pages]
    found = [(path, page) for path, page in found if path.exists()]
    return TableSpeed(pages=len(found), ours=_mean(_ours, found), other=_mean(_other, found))


def _mean(read: Callable[[pymupdf.Document, int], object], pages: list[tuple[Path, int]]) -> float:
    total = 0.0
    for k, (path, page) in enumerate([pages[0], *pages]):
        with pymupdf.open(path) as document:
            began = time.process_time()
            read(document, page)
            total += (time.process_time() - began) * (k > 0)
    return total / len(pages)


def _ours(document: pymupdf.Document, page: int) -> object:
    return read_tables("", [read_layout(document[page - 1], page)])


def _other(document: pymupdf.Document, page: int) -> object:
    return pymupdf4llm.to_markdown(document, pages=[page - 1])
