"""Speed of reading tables beside pymupdf4llm, on the same pages in the same run.

Both read whole pages: almpo from the PDF page to `Table` records, pymupdf4llm from the PDF page to Markdown. CPU
seconds of this process; every page is read once by each before the clock runs, so that neither pays for start-up.

Run as `python -m almpo.evaluation.bench_tables GOLD.txt FOLDER_OF_PDFS`.
"""

import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import pymupdf
import pymupdf4llm

from almpo.evaluation.cells import GoldTable, read_gold
from almpo.evidence.record import Record
from almpo.ingestion.pdf_layout import read_layout
from almpo.ingestion.tables.reader import read_tables


class TableBench(Record):
    pages: int
    almpo: float  # CPU seconds a page
    pymupdf4llm: float

    @property
    def ratio(self) -> float:
        return self.pymupdf4llm / self.almpo

    def line(self) -> str:
        return (
            f"{self.pages} pages; CPU seconds a page: almpo {self.almpo:.4f}, "
            f"pymupdf4llm {self.pymupdf4llm:.4f}; {self.ratio:.0f} times faster"
        )


def bench_tables(
    gold: Sequence[GoldTable], folder: Path, clock: Callable[[], float] = time.process_time
) -> TableBench:
    """Read the gold pages with both. `clock` gives CPU seconds."""
    pages = sorted({(table.document, table.page) for table in gold})
    ours = theirs = 0.0
    for name, number in pages:
        with pymupdf.open(folder / f"{name}.pdf") as document:
            for timed in (False, True):
                spent = _spent(clock, partial(_read, document, number))
                ours += spent if timed else 0.0
                spent = _spent(clock, partial(_markdown, document, number))
                theirs += spent if timed else 0.0
    return TableBench(pages=len(pages), almpo=ours / len(pages), pymupdf4llm=theirs / len(pages))


def _spent(clock: Callable[[], float], work: Callable[[], object]) -> float:
    start = clock()
    work()
    return clock() - start


def _read(document: pymupdf.Document, number: int) -> object:
    return read_tables("", [read_layout(document[number - 1], number)])


def _markdown(document: pymupdf.Document, number: int) -> object:
    return pymupdf4llm.to_markdown(document, pages=[number - 1], show_progress=False)


def main(gold_path: str, folder: str) -> None:
    print(bench_tables(read_gold(Path(gold_path)), Path(folder)).line())


if __name__ == "__main__":
    main(*sys.argv[1:3])
