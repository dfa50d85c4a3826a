"""A report ready for print: blocks of text and printed tables. All file formats are written from this."""

from typing import Literal

from almpo.evaluation.samples.schema import Chart, Style
from almpo.evidence.record import Record


class Run(Record):
    text: str
    style: Literal["", "emphasis", "strong"] = ""


class Cell(Record):
    """`left` and `right` of the decimal mark, where the cell is to be aligned on it."""

    text: str
    left: str | None = None
    right: str = ""


class HeadCell(Record):
    text: str
    span: int = 1


class Line(Record):
    """A printed line of a table. `row` is the reference `table.row-number` of the row it belongs to."""

    kind: Literal["panel", "estimate", "uncertainty", "other"]
    row: str
    label: str
    cells: tuple[Cell, ...] = ()


class PrintedTable(Record):
    label: str  # "Table 3"
    caption: str
    note: str
    layout: str
    head: tuple[tuple[HeadCell, ...], ...]  # without the label column
    stub: str
    columns: int  # without the label column
    lines: tuple[Line, ...]


class Block(Record):
    """A heading, paragraph, list, table, chart, formula or label that the report is synthetic."""

    kind: Literal["heading", "paragraph", "list", "table", "chart", "math", "label"]
    level: int = 0
    runs: tuple[Run, ...] = ()
    items: tuple[tuple[Run, ...], ...] = ()
    table: PrintedTable | None = None
    chart: Chart | None = None
    chart_label: str = ""
    source: str = ""  # of a formula

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs) + " ".join(run.text for i in self.items for run in i)


class Manuscript(Record):
    id: str
    language: str
    label: str  # says that the report is synthetic
    page_word: str
    caption_mark: str  # between "Table 1" and its caption
    decimal: str
    title: str
    subtitle: str
    authors: tuple[str, ...]
    institute: str
    series: str
    date: str
    year: int
    abstract_heading: str
    abstract: tuple[Block, ...]
    blocks: tuple[Block, ...]
    style: Style
