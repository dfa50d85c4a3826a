"""From a table of the data file to the table as printed."""

from decimal import Decimal, InvalidOperation

from almpo.evaluation.samples.estimates import GIVEN, Estimate, estimates
from almpo.evaluation.samples.manuscript import Cell, HeadCell, Line, PrintedTable
from almpo.evaluation.samples.numbers import printed
from almpo.evaluation.samples.schema import Column, Locale, Report, Row, Table
from almpo.evaluation.samples.words import WORDS


def table_label(report: Report, table: Table) -> str:
    """ "Table 2": tables are numbered in the order of the data file."""
    return f"{WORDS[report.language].table} {report.tables.index(table) + 1}"


def head_levels(table: Table) -> tuple[tuple[HeadCell, ...], ...]:
    """All head levels without the label column, widest first."""
    levels = [tuple(HeadCell(text=text, span=span) for text, span in level) for level in table.spans]
    levels.append(tuple(HeadCell(text=column.head) for column in table.columns))
    if table.numbered:
        levels.append(tuple(HeadCell(text=f"({i})") for i in range(1, len(table.columns) + 1)))
    return tuple(levels)


def column_label(table: Table, column: Column) -> str:
    """All that stands above a column, joined as in the gold annotations."""
    at, texts = table.columns.index(column), []
    for level in head_levels(table):
        start = 0
        for cell in level:
            if start <= at < start + cell.span and cell.text:
                texts.append(cell.text)
            start += cell.span
    return " | ".join(texts)


def print_table(report: Report, table: Table) -> PrintedTable:
    """The table with every number in the locale of the report."""
    found = {(id(e.row), e.column.key): e for e in estimates(report, table)}
    lines: list[Line] = []
    for number, row in enumerate(table.rows):
        reference = f"{table.key}.{number}"
        if row.role == "panel":
            lines.append(Line(kind="panel", row=reference, label=row.label))
        elif row.role != "estimate":
            cells = tuple(
                _value(row, v, report.locale, c) for v, c in zip(row.values, table.columns, strict=True)
            )
            lines.append(Line(kind="other", row=reference, label=row.label, cells=cells))
        else:
            own = [found.get((id(row), column.key)) for column in table.columns]
            lines += _estimate_lines(table, row, reference, own, report.locale)
    return PrintedTable(
        label=table_label(report, table),
        caption=table.caption,
        note=table.note,
        layout=table.layout,
        head=head_levels(table),
        stub=table.stub,
        columns=len(table.columns),
        lines=tuple(lines),
    )


def _estimate_lines(
    table: Table, row: Row, reference: str, own: list[Estimate | None], locale: Locale
) -> list[Line]:
    estimate_cells, below_cells = [], []
    latest: Estimate | None = None
    for column, estimate in zip(table.columns, own, strict=True):
        latest = estimate or latest
        if column.role != "estimate":
            estimate_cells.append(_statistic(row, column, latest, locale))
            below_cells.append(Cell(text=""))
            continue
        text = printed(estimate.value, locale) + column.suffix + estimate.stars if estimate else ""
        below = _bracketed(table, estimate, locale) if estimate else ""
        if table.beside and below:
            text, below = f"{text} {below}", ""
        estimate_cells.append(_aligned(text, locale, centred=table.beside))
        below_cells.append(_aligned(below, locale, centred=table.below == "ci"))
    lines = [Line(kind="estimate", row=reference, label=row.label, cells=tuple(estimate_cells))]
    if any(cell.text for cell in below_cells):
        lines.append(Line(kind="uncertainty", row=reference, label="", cells=tuple(below_cells)))
    return lines


def uncertainty_text(estimate: Estimate, kind: str, locale: Locale) -> str:
    """The uncertainty of one kind as printed, without brackets."""
    numbers = estimate.uncertainty()
    keys = ("ci_low", "ci_high") if kind == "ci" else (kind,)
    return locale.interval.join(printed(numbers[key], locale) for key in keys)


def _bracketed(table: Table, estimate: Estimate, locale: Locale) -> str:
    if table.below == "none":
        return ""
    return table.brackets[0] + uncertainty_text(estimate, table.below, locale) + table.brackets[1]


def _statistic(row: Row, column: Column, estimate: Estimate | None, locale: Locale) -> Cell:
    """A cell of a column that holds something else of the row than its estimate."""
    if column.role in GIVEN:
        value = row.given.get(column.role)
        suffix = column.suffix if column.role in ("treated_mean", "control_mean") else ""
        return _aligned(printed(value, locale) + suffix if value is not None else "", locale)
    if estimate is None:
        return Cell(text="")
    text = uncertainty_text(estimate, column.role, locale)
    return _aligned(f"[{text}]" if column.role == "ci" else text, locale, centred=column.role == "ci")


def _value(row: Row, value: str, locale: Locale, column: Column) -> Cell:
    try:
        number = Decimal(value)
    except InvalidOperation:
        return Cell(text=value)
    suffix = column.suffix if row.role in ("treated_mean", "control_mean") else ""
    return _aligned(
        printed(number, locale) + suffix, locale, centred=row.role not in ("treated_mean", "control_mean")
    )


def _aligned(text: str, locale: Locale, centred: bool = False) -> Cell:
    """Split at the decimal mark, or behind the digits where there is none."""
    if centred or not text:
        return Cell(text=text)
    at = text.find(locale.decimal)
    if at < 0:
        at = max(i for i, character in enumerate(text) if character.isdigit()) + 1
    return Cell(text=text, left=text[:at], right=text[at:])
