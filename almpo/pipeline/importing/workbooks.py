"""Excel workbooks as tables: a sheet is a table, a cell is what a CSV export would hold.

Formulas count as the value that was last computed. Dates become ISO 8601, percentages stay shares.
"""

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time
from typing import Any

from almpo.pipeline.importing.mapping import MappingError
from almpo.pipeline.importing.tables import DataTable, Record, read_csv, tabulate

MAGIC = b"PK\x03\x04"
LARGEST = 500 * 2**20  # bytes of an unpacked workbook


def read_tables(raw: bytes, document_id: str, name: str) -> list[DataTable]:
    """The tables of a file: one of a CSV file, one a filled sheet of a workbook. Raises MappingError."""
    if not raw.startswith(MAGIC):
        return [read_csv(raw, document_id, name)]
    sheets = {title: records for title, records in _sheets(raw, name) if records}
    tables: list[DataTable] = []
    for title, records in sheets.items():
        start = 1 + sum(len(table.pages) for table in tables)
        several = title if len(sheets) > 1 else None
        tables.append(tabulate(records, document_id, name, several, start))
    if not tables:
        raise MappingError(f"{name} is empty")
    pages = tuple(page for table in tables for page in table.pages)
    return [table._replace(pages=pages) for table in tables]


def _sheets(raw: bytes, name: str) -> Iterator[tuple[str, list[Record]]]:
    import openpyxl
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as packed:
            if sum(part.file_size for part in packed.infolist()) > LARGEST:
                raise MappingError(f"{name} unpacks to more than {LARGEST // 2**20} MB")
        book = openpyxl.load_workbook(io.BytesIO(raw), read_only=True, data_only=True)
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, OSError) as error:
        raise MappingError(f"{name} is not an Excel workbook: {error}") from error
    try:
        for sheet in book.worksheets:
            sheet.reset_dimensions()  # what a sheet says of its own size may be wrong
            yield sheet.title, _records(sheet.iter_rows(values_only=True))
    finally:
        book.close()


def _records(rows: Iterable[Sequence[Any]]) -> list[Record]:
    """Filled rows as wide as the heads; a column without head and cells is none."""
    filled = [cells for row in rows if any(cells := [_text(cell) for cell in row])]
    if not filled:
        return []
    width = max(_width(cells) for cells in filled)
    heads = [*filled[0], *[""] * width][:width]
    named = [head or f"column {at}" for at, head in enumerate(heads, 1)]
    return [_record([*cells, *[""] * width][:width]) for cells in (named, *filled[1:])]


def _width(cells: Sequence[str]) -> int:
    return max(at for at, cell in enumerate(cells, 1) if cell)


def _record(cells: list[str]) -> Record:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow(cells)
    return cells, out.getvalue()


def _text(cell: Any) -> str:
    match cell:
        case None:
            return ""
        case bool():
            return "TRUE" if cell else "FALSE"
        case float() if cell.is_integer() and abs(cell) < 2**53:
            return str(int(cell))
        case datetime() if cell.time() == time():
            return cell.date().isoformat()
        case datetime() | date() | time():
            return cell.isoformat()
    return str(cell).strip()
