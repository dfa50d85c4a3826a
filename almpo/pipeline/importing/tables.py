"""Files of a data set as tables whose rows know where they stand in the file's text."""

import csv
import io
from collections.abc import Iterator, Sequence
from typing import NamedTuple, TypeAlias

from almpo.evidence.anchors import Anchor
from almpo.evidence.documents import Page
from almpo.evidence.vocabulary import PageStatus
from almpo.pipeline.importing.mapping import MappingError

ROWS_PER_PAGE = 50


class Row(NamedTuple):
    """A row: its number (1 is the first below the heads), its cells by head, and where it stands."""

    number: int
    cells: dict[str, str]
    anchor: Anchor


class DataTable(NamedTuple):
    """A CSV file of a data set, or a sheet of a workbook."""

    document_id: str
    file: str
    name: str  # of the file, and of the sheet where there are several
    heads: tuple[str, ...]
    rows: tuple[Row, ...]
    pages: tuple[Page, ...]  # the whole file's text, 50 rows a page

    def renamed(self, heads: dict[str, str]) -> "DataTable":
        """The same with other heads."""
        if not heads.keys() & set(self.heads):
            return self
        rows = (
            row._replace(cells={heads.get(head, head): cell for head, cell in row.cells.items()})
            for row in self.rows
        )
        return self._replace(heads=tuple(heads.get(head, head) for head in self.heads), rows=tuple(rows))


Record: TypeAlias = tuple[list[str], str]  # cells, and the text they were read from


def read_csv(raw: bytes, document_id: str, name: str) -> DataTable:
    """Read a comma- or semicolon-separated file. Raises MappingError where it is no table."""
    text = _decode(raw)
    if "\x00" in text:
        raise MappingError(f"{name} is not a CSV file")
    lines = list(io.StringIO(text, newline=""))
    return tabulate(list(_records(lines, name)), document_id, name)


def tabulate(
    records: Sequence[Record], document_id: str, file: str, sheet: str | None = None, first_page: int = 1
) -> DataTable:
    """A table from its records, the first of which are the heads. Raises MappingError."""
    name = f"{file} ({sheet})" if sheet else file
    if not records:
        raise MappingError(f"{name} is empty")
    heads = tuple(records[0][0])
    if len(set(heads)) < len(heads):
        raise MappingError(f"{name}: a column head occurs twice")
    rows: list[Row] = []
    pages: list[Page] = []
    for start in range(0, max(1, len(records) - 1), ROWS_PER_PAGE):
        number, text = first_page + len(pages), records[0][1] if not pages else ""
        for cells, row_text in records[1 + start : 1 + start + ROWS_PER_PAGE]:
            if len(cells) != len(heads):
                raise MappingError(
                    f"{name}: row {len(rows) + 1} has {len(cells)} cells, the heads {len(heads)}"
                )
            quote = row_text.rstrip("\r\n")
            anchor = Anchor(
                document_id=document_id, page=number, quote=quote, start=len(text), end=len(text) + len(quote)
            )
            rows.append(Row(len(rows) + 1, dict(zip(heads, cells, strict=True)), anchor))
            text += row_text
        pages.append(Page(number=number, status=PageStatus.PARSED, text=text))
    return DataTable(document_id, file, name, heads, tuple(rows), tuple(pages))


def _decode(raw: bytes) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace")


def _records(lines: Sequence[str], name: str) -> Iterator[Record]:
    """The cells of each record with the raw text they were read from. Blank lines are passed over."""
    delimiter = ";" if lines and lines[0].count(";") > lines[0].count(",") else ","
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    done = 0
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise MappingError(f"{name}, line {reader.line_num}: {error}") from error
        raw, done = "".join(lines[done : reader.line_num]), reader.line_num
        if cells:
            yield [cell.strip() for cell in cells], raw
