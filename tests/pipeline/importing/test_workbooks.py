"""Excel workbooks are read as the CSV files they could have been."""

import csv
import io
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from almpo.pipeline.importing.mapping import MappingError
from almpo.pipeline.importing.run import import_tables
from almpo.pipeline.importing.workbooks import read_tables
from almpo.pipeline.workspace import Workspace

CELL = st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=6).map(str.strip)


def workbook(**sheets: list[list[object]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def from_csv(path: Path) -> list[list[object]]:
    """The rows of a CSV file, numbers as numbers."""

    def typed(cell: str) -> object:
        try:
            return float(cell)
        except ValueError:
            return cell or None

    with path.open(encoding="utf-8", newline="") as file:
        return [[typed(cell) for cell in row] for row in csv.reader(file)]


@settings(max_examples=20, deadline=None)
@given(st.lists(st.tuples(CELL, st.integers(-9, 9)), min_size=1, max_size=60))
def test_anchors_hold_the_text_of_their_row(rows: list[tuple[str, int]]) -> None:
    raw = workbook(one=[["word", "number"], *[[word or None, number] for word, number in rows]])
    (table,) = read_tables(raw, "0" * 64, "t.xlsx")
    assert [int(row.cells["number"]) for row in table.rows] == [number for _, number in rows]
    for row in table.rows:
        page = table.pages[row.anchor.page - 1]
        assert page.text[row.anchor.start : row.anchor.end] == row.anchor.quote


def test_cells_as_a_csv_export_has_them() -> None:
    row = ["a", 3.0, 0.05, True, datetime(2024, 5, 1), None, 1e-7]
    raw = workbook(one=[[], ["text", "whole", "share", "yes", "day", None, "tiny"], row, [], [None] * 4])
    (table,) = read_tables(raw, "0" * 64, "t.xlsx")
    assert table.heads == ("text", "whole", "share", "yes", "day", "column 6", "tiny")
    assert list(table.rows[0].cells.values()) == ["a", "3", "0.05", "TRUE", "2024-05-01", "", "1e-07"]
    assert len(table.rows) == 1


def test_sheets_are_tables_of_one_document() -> None:
    raw = workbook(first=[["a"], *[[number] for number in range(120)]], empty=[], second=[["b"], [1]])
    first, second = read_tables(raw, "0" * 64, "t.xlsx")
    assert (first.name, second.name) == ("t.xlsx (first)", "t.xlsx (second)")
    assert first.pages == second.pages
    assert [page.number for page in first.pages] == [1, 2, 3, 4]
    assert second.rows[0].anchor.page == 4


@pytest.mark.parametrize(
    "raw", [b"PK\x03\x04 and no more", workbook(one=[]), workbook(one=[["a", "a"], [1, 2]])]
)
def test_what_is_no_table_is_refused(raw: bytes) -> None:
    with pytest.raises(MappingError):
        read_tables(raw, "0" * 64, "t.xlsx")


def test_a_workbook_is_imported_as_its_csv_files_are(workspace: Workspace, data_set, tmp_path: Path) -> None:
    plain = import_tables(workspace, data_set.files, data_set.mapping)
    path = tmp_path / "both.xlsx"
    path.write_bytes(workbook(places=from_csv(data_set.places), effects=from_csv(data_set.effects)))
    report = import_tables(workspace, [path], data_set.mapping)
    assert (report.rows, report.accepted) == (plain.rows, plain.accepted)
    assert [(one.row, one.reason) for one in report.rejected] == [
        (one.row, one.reason) for one in plain.rejected
    ]
    assert report.base == "both.xlsx (effects)"
    with workspace.store.read() as unit:
        here, there = (unit.findings.of_document(one.document_id) for one in (report, plain))
        same = [(one.estimate, one.se, one.country, one.horizon_months) for one in here]
        assert same == [(one.estimate, one.se, one.country, one.horizon_months) for one in there]
        for found in here:
            for reading in found.readings.values():
                assert reading.anchor is not None
                page = unit.documents.page(report.document_id, reading.anchor.page)
                assert page.text[reading.anchor.start : reading.anchor.end] == reading.anchor.quote
    assert import_tables(workspace, [path], data_set.mapping).unchanged


def test_rejected_rows_as_a_file(workspace: Workspace, data_set) -> None:
    report = import_tables(workspace, data_set.files, data_set.mapping)
    rows = list(csv.DictReader(io.StringIO(report.rejects_csv())))
    assert (rows[0]["row"], rows[0]["reason"]) == ("4", "the same as another row")
    assert rows[0]["cells"].startswith('"Ng_a",twin')
