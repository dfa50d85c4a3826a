"""Which numbers of a table belong together: each estimate with its uncertainty, cases and means."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from almpo.evidence.documents import Cell
from almpo.evidence.vocabulary import UncertaintyKind
from almpo.extraction.grid import Block, Grid, GridCell, Row
from almpo.extraction.roles import OF_AN_ESTIMATE, Role, column_roles, named_role, row_role
from almpo.measures.numbers import Printed


class Spot(NamedTuple):
    """A printed number and the cell it stands in."""

    number: Printed
    cell: Cell


class Attached(NamedTuple):
    """An uncertainty value. `key` is the same for all values of a table that are of one kind."""

    spot: Spot
    role: Role
    key: tuple[str, int]


@dataclass(frozen=True)
class Estimate:
    """An estimate and what is printed for it elsewhere in the table."""

    spot: Spot
    ordinal: int  # among several in one cell
    row_label: str
    column_label: str
    panel: str | None
    row: int
    column: int
    column_role: Role
    uncertainty: list[Attached] = field(default_factory=list)
    related: dict[Role, Spot] = field(
        default_factory=dict
    )  # N, N_TREATED, N_CONTROL, CONTROL_MEAN, MEAN_TREATED


_ROLES = {
    UncertaintyKind.STANDARD_ERROR: Role.SE,
    UncertaintyKind.T_STATISTIC: Role.T,
    UncertaintyKind.P_VALUE: Role.P,
    UncertaintyKind.CONFIDENCE_INTERVAL: Role.CI,
}
_BY_ROW = (Role.N, Role.N_TREATED, Role.N_CONTROL, Role.CONTROL_MEAN)
_EFFECTS = (Role.ESTIMATE, Role.DIFFERENCE)


def find_estimates(grid: Grid, abbreviations: Mapping[str, UncertaintyKind] | None = None) -> list[Estimate]:
    """All estimates of a table, in reading order. `abbreviations` are column heads that the note explains."""
    explained = {name: _ROLES[kind] for name, kind in (abbreviations or {}).items() if kind in _ROLES}
    ruled = [(block, _rows_with_roles(block)) for block in grid.blocks]
    found: list[Estimate] = []
    for block, rows in ruled:
        columns = column_roles(block, [row for row, role in rows if role is Role.ESTIMATE], explained)
        for position, (row, role) in enumerate(rows):
            if role is Role.ESTIMATE:
                below = _uncertainty_rows(rows, position)
                found += [
                    _with_related(estimate, rows, position, ruled)
                    for estimate in _of_row(block, row, columns, below)
                ]
    return found


def _rows_with_roles(block: Block) -> list[tuple[Row, Role]]:
    """Rows and their roles; a label that goes on beside the uncertainty is joined to its estimate's."""
    rows: list[tuple[Row, Role]] = []
    paired = sum(row.wrapped for row in block.rows) >= 1
    for row, below in zip(block.rows, [*block.rows[1:], None], strict=True):
        above = rows[-1][1] if rows else None
        role = row_role(row, above, below is not None and below.wrapped, paired)
        if (
            role is Role.UNCERTAINTY
            and row.label
            and above is Role.ESTIMATE
            and named_role(row.label) is None
        ):
            estimate = rows[-1][0]
            rows[-1] = (replace(estimate, label=_join(estimate.label, row.label)), Role.ESTIMATE)
        rows.append((row, role))
    return rows


def _join(first: str, second: str) -> str:
    return (
        f"{first[:-1]}{second}"
        if first.endswith("-") and second[:1].islower()
        else f"{first} {second}".strip()
    )


def _uncertainty_rows(rows: list[tuple[Row, Role]], position: int) -> list[tuple[Row, Role]]:
    """The rows directly below an estimate row that belong to it."""
    below: list[tuple[Row, Role]] = []
    for row, role in rows[position + 1 :]:
        if role not in OF_AN_ESTIMATE:
            break
        below.append((row, role))
    return below


def _of_row(
    block: Block, row: Row, columns: dict[int, Role], below: list[tuple[Row, Role]]
) -> Iterator[Estimate]:
    for column, cell in sorted(row.cells.items()):
        if columns.get(column) not in _EFFECTS:
            continue
        for ordinal, (number, wrapped) in enumerate(_split(cell)):
            beside = [Attached(Spot(n, cell.cell), Role.UNCERTAINTY, _key("cell", n, i)) for i, n in wrapped]
            yield Estimate(
                spot=Spot(number, cell.cell),
                ordinal=ordinal,
                row_label=row.label,
                column_label=block.head(column),
                panel=row.panel,
                row=row.index,
                column=column,
                column_role=columns[column],
                uncertainty=beside
                + list(_from_rows(below, column, ordinal))
                + list(_from_columns(row, column, columns)),
                related=_beside(row, column, columns),
            )


def _split(cell: GridCell) -> list[tuple[Printed, list[tuple[int, Printed]]]]:
    """The unwrapped numbers of a cell, each with the numbered wrapped ones that follow it."""
    parts: list[tuple[Printed, list[tuple[int, Printed]]]] = []
    for number in cell.numbers:
        if number.wrapping is None and number.upper is None:
            parts.append((number, []))
        elif parts:
            parts[-1][1].append((len(parts[-1][1]), number))
    return parts


def _key(place: str, number: Printed, ordinal: int) -> tuple[str, int]:
    wrapping = "interval" if number.upper is not None else (number.wrapping or "bare")
    return (f"{place} {wrapping}", ordinal)


def _from_rows(below: list[tuple[Row, Role]], column: int, ordinal: int) -> Iterator[Attached]:
    seen: dict[str, int] = {}
    for row, role in below:
        cell = row.cells.get(column)
        numbers = cell.numbers if cell else ()
        wrapping = next((_key("row", number, 0)[0] for c in row.cells.values() for number in c.numbers), "")
        position = seen[wrapping] = seen.get(wrapping, -1) + 1
        if cell and len(numbers) == 2 and role is Role.CI:
            yield Attached(Spot(_interval(*numbers), cell.cell), role, ("row interval", position))
        elif cell and ordinal < len(numbers):
            number = numbers[ordinal]
            yield Attached(Spot(number, cell.cell), role, _key("row", number, position))


def _interval(low: Printed, high: Printed) -> Printed:
    return low._replace(upper=high.value, decimals=max(low.decimals, high.decimals), end=high.end)


def _from_columns(row: Row, column: int, columns: dict[int, Role]) -> Iterator[Attached]:
    """Uncertainty columns from the estimate's to the next column of estimates or means."""
    for later in sorted(other for other in columns if other > column):
        role = columns[later]
        if role in (*_EFFECTS, Role.MEAN, Role.MEAN_TREATED, Role.CONTROL_MEAN):
            return
        cell = row.cells.get(later)
        if role in OF_AN_ESTIMATE and cell and cell.numbers:
            number = (
                _interval(*cell.numbers) if role is Role.CI and len(cell.numbers) == 2 else cell.numbers[0]
            )
            yield Attached(Spot(number, cell.cell), role, _key("column", number, later - column))


def _beside(row: Row, column: int, columns: dict[int, Role]) -> dict[Role, Spot]:
    """Cases and means in other columns of the row: the nearest, cases preferably right, means left."""
    found: dict[Role, Spot] = {}
    counts = [c for c in sorted(columns) if columns[c] is Role.N and c in row.cells and c > column]
    treated = any(role in (Role.MEAN_TREATED, Role.CONTROL_MEAN) for role in columns.values())
    if len(counts) >= 2 and treated:
        for role, place in zip((Role.N_TREATED, Role.N_CONTROL), counts, strict=False):
            found[role] = Spot(row.cells[place].numbers[0], row.cells[place].cell)
    for role in (*_BY_ROW, Role.MEAN_TREATED):
        if role in found or (role is Role.N and found):
            continue
        places = [c for c in columns if columns[c] is role and c in row.cells]
        if places:
            left = role in (Role.CONTROL_MEAN, Role.MEAN_TREATED)
            place = min(places, key=lambda c: (c < column if not left else c > column, abs(c - column)))
            found[role] = Spot(row.cells[place].numbers[0], row.cells[place].cell)
    return found


def _with_related(
    estimate: Estimate,
    rows: list[tuple[Row, Role]],
    position: int,
    ruled: list[tuple[Block, list[tuple[Row, Role]]]],
) -> Estimate:
    """The estimate with the cases and means of its column: below it, above it, or in later blocks."""
    related = dict(estimate.related)
    later = [item for _, others in ruled for item in others if item[0].index > rows[-1][0].index]
    for role in _BY_ROW:
        if role in related:
            continue
        for row, its_role in [*rows[position + 1 :], *reversed(rows[:position]), *later]:
            if its_role is role and _covers(row, estimate.column):
                cell = _covering(row, estimate.column)
                related[role] = Spot(cell.numbers[min(estimate.ordinal, len(cell.numbers) - 1)], cell.cell)
                break
            if its_role is role and row.cells:
                break
    return replace(estimate, related=related)


def _covers(row: Row, column: int) -> bool:
    return any(c <= column < c + cell.cell.columns_spanned for c, cell in row.cells.items())


def _covering(row: Row, column: int) -> GridCell:
    return next(cell for c, cell in row.cells.items() if c <= column < c + cell.cell.columns_spanned)
