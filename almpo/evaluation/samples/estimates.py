"""The estimates of a table, each with its meaning and the numbers that are printed with it."""

import itertools
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from almpo.evaluation.samples import numbers
from almpo.evaluation.samples.schema import (
    Column,
    Exceptional,
    Given,
    Kind,
    Meaning,
    Report,
    Row,
    Table,
    merge,
)

KINDS: tuple[Kind, ...] = ("se", "t", "p", "ci")
GIVEN: tuple[Given, ...] = ("treated_mean", "control_mean", "n", "n_treated", "n_control")


class Estimate(NamedTuple):
    """One estimate of a table, before printing."""

    table: Table
    panel: Row | None
    row: Row
    column: Column
    value: Decimal
    se: Decimal
    stars: str
    meaning: Meaning

    @property
    def reference(self) -> str:
        return f"{self.table.key}.{self.row.key}.{self.column.key}"

    def kinds(self) -> set[Kind]:
        """The kinds of uncertainty that are printed with it."""
        columns = self.table.columns
        behind = columns[columns.index(self.column) + 1 :]
        own = itertools.takewhile(lambda column: column.role != "estimate", behind)
        roles = {self.table.below, *(column.role for column in own)}
        return {kind for kind in KINDS if kind in roles}

    def uncertainty(self) -> dict[str, Decimal]:
        """The printed uncertainty, by the names of the gold annotations."""
        kinds, found = self.kinds(), {}
        if "se" in kinds:
            found["se"] = self.se
        if "t" in kinds:
            found["t"] = numbers.t_value(self.value, self.se)
        if "p" in kinds:
            found["p"] = numbers.p_value(self.value, self.se)
        if "ci" in kinds:
            found["ci_low"], found["ci_high"] = numbers.interval(self.value, self.se)
        return found

    def given(self, role: Given) -> Decimal | None:
        """A number printed for this row or column, such as its sample size or control mean."""
        if role in self.row.given:
            return self.row.given[role]
        at = self.table.columns.index(self.column)
        for row in self.table.rows:
            if row.role == role and (row.foot or panel_of(self.table, row) is self.panel):
                return Decimal(row.values[at])
        return None


def panel_of(table: Table, row: Row) -> Row | None:
    """The panel heading above the row."""
    panel = None
    for other in table.rows:
        if other is row:
            break
        if other.role == "panel":
            panel = other
    return panel


def estimates(report: Report, table: Table) -> Iterator[Estimate]:
    """All estimates of the table, row by row."""
    columns = [column for column in table.columns if column.role == "estimate"]
    for row in table.rows:
        panel = panel_of(table, row)
        for column, value, se in zip(columns, row.est, row.se, strict=False):
            if value is None or se is None:
                continue
            cell = row.cells.get(column.key, Exceptional())
            stars = numbers.stars(value, se, table.stars) if cell.stars is None else cell.stars
            meanings = [report.meaning, table.meaning, column.meaning]
            meanings += [panel.meaning] if panel else []
            yield Estimate(
                table, panel, row, column, value, se, stars, merge(*meanings, row.meaning, cell.meaning)
            )
