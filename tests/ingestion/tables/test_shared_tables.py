"""The hand-checked cells of real papers. The figures here are floors, not aims."""

import json
import re
from pathlib import Path

import pymupdf
import pytest

from almpo.evaluation.cells import read_gold, read_pages, score_cells
from almpo.ingestion.pdf_layout import read_layout
from almpo.ingestion.tables.numbers import fold
from almpo.ingestion.tables.reader import read_tables

pytestmark = pytest.mark.shared


def test_cells_pairs_and_labels(shared: Path) -> None:
    gold = read_gold(shared / "gold" / "tables" / "cells.txt")
    score = score_cells(gold, read_pages(shared / "corpus", gold))
    assert score.f1 >= 0.985
    assert score.pair >= 0.99
    assert score.label >= 0.94
    assert score.full >= score.tables - 1


def test_every_coded_estimate_stands_in_a_cell_beside_its_row_label(shared: Path) -> None:
    found = wanted = 0
    for path in sorted((shared / "gold").glob("*.jsonl")):
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        rows = [row for row in rows if row["source"] == "table"]
        with pymupdf.open(shared / "corpus" / f"{path.stem}.pdf") as document:
            numbers = sorted({row["page"] for row in rows})
            tables = read_tables(path.stem, [read_layout(document[n - 1], n) for n in numbers])
        cells = {(cell.page, _number(cell.text)) for table in tables for cell in table.cells if cell.column}
        labels = {
            (cell.page, _letters(cell.text)) for table in tables for cell in table.cells if not cell.column
        }
        for row in rows:
            first_label = _letters((row["row_label"] or "").split("|")[0])
            wanted += 1
            found += (row["page"], row["estimate"]) in cells and (row["page"], first_label) in labels
    assert found >= 0.98 * wanted


def _number(text: str) -> float | None:
    match = re.match(r"\(?-? ?\$?-?[\d,]*\.?\d+", fold(text))
    return float(re.sub(r"[^\d.-]", "", match[0])) if match else None


def _letters(text: str) -> str:
    return re.sub(r"\W", "", text).lower()
