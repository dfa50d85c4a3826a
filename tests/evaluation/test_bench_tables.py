"""The race of table readers, on a page made here and with a clock that counts calls."""

from itertools import count
from pathlib import Path

import pymupdf

from almpo.evaluation.bench_tables import bench_tables
from almpo.evaluation.cells import GoldTable


def test_every_page_is_read_by_both_and_timed_once(tmp_path: Path) -> None:
    document = pymupdf.open()
    page = document.new_page()
    page.insert_text((50, 100), "Table 1: Effects")
    document.save(tmp_path / "paper.pdf")
    ticks = count()
    gold = [GoldTable("paper", 1, False, ()), GoldTable("paper", 1, False, ())]
    bench = bench_tables(gold, tmp_path, clock=lambda: float(next(ticks)))
    assert (bench.pages, bench.almpo, bench.pymupdf4llm, bench.ratio) == (1, 1.0, 1.0, 1.0)
    assert "1 pages" in bench.line()
