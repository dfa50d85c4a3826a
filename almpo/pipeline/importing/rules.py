"""Rules of a mapping applied to one row. Pure."""

import re
from collections.abc import Mapping as Cells
from typing import NamedTuple

from almpo.evidence.errors import StatisticsError
from almpo.measures.conversions import mean_difference, risk_difference, standard_error_of_mean
from almpo.pipeline.importing.mapping import Conditions, EstimateRule, FieldRule, Scalar

_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")


class Taken(NamedTuple):
    """A field's value and the cell it was taken from (None: from no single cell)."""

    value: Scalar
    column: str | None


class Unread(NamedTuple):
    """A cell that a rule could not make sense of."""

    column: str
    cell: str


def holds(rule: Conditions, cells: Cells[str, str | None]) -> bool:
    """Whether a row meets the conditions of a rule."""
    return all(pattern.fullmatch(cells.get(column) or "") for column, pattern in rule.patterns.items())


def number(cell: str | None) -> float | None:
    """The number in a cell; None for a missing cell or anything else."""
    return float(cell) if cell and _NUMBER.fullmatch(cell) else None


def take(
    rule: FieldRule, cells: Cells[str, str | None], translations: Cells[str, Cells[str, Scalar]]
) -> Taken | Unread | None:
    """What a rule makes of a row. None where its cells are missing."""
    if rule.value is not None:
        return Taken(rule.value, None)
    if rule.flags:
        length = len(rule.flags)
        names = [
            column[length:].replace("_", " ")
            for column, cell in cells.items()
            if column.startswith(rule.flags) and cell == "1"
        ]
        return Taken(" + ".join(names), None) if names else None
    if rule.text:
        parts = re.findall(r"\{(.+?)\}", rule.text)
        if any(not cells.get(part) for part in parts):
            return None
        return Taken(re.sub(r"\{(.+?)\}", lambda m: str(cells[m[1]]), rule.text), None)
    column = rule.column or ""
    cell = cells.get(column)
    if not cell:
        return None
    value = _read(rule, cell, translations)
    return Unread(column, cell) if value is None else Taken(value, column)


def _read(rule: FieldRule, cell: str, translations: Cells[str, Cells[str, Scalar]]) -> Scalar | None:
    if rule.pattern:
        match = re.search(rule.pattern, cell, re.IGNORECASE)
        if match is None:
            return None
        if rule.midpoint:
            return (float(match[1]) + float(match[2])) / 2
        if match.re.groups == 2:
            return match[1], match[2]
        cell = match[1] if match.re.groups else match[0]
    if rule.translate:
        return translations[rule.translate].get(cell)
    if rule.times is not None:
        found = number(cell)
        return None if found is None else found * rule.times
    return cell


class Numbers(NamedTuple):
    """The numbers of an effect by field of a finding, in which unit if the form fixes it, and its column."""

    fields: dict[str, float]
    derived: tuple[str, ...]
    unit: str | None
    column: str


def estimate(rule: EstimateRule, cells: Cells[str, str | None]) -> Numbers | None:
    """The numbers a row states, by one rule; None where it does not apply. Raises StatisticsError."""
    if not holds(rule, cells):
        return None
    given = {
        what: found
        for what, column in rule.columns.items()
        if (found := number(cells.get(column))) is not None
    }
    if rule.form == "printed":
        return Numbers(given, (), None, rule.columns["estimate"]) if "estimate" in given else None
    if not {"treated", "control"} <= given.keys():
        return None
    column = rule.columns["treated"]
    return _proportions(given, column) if rule.form == "proportions" else _means(given, column)


def _proportions(given: dict[str, float], column: str) -> Numbers | None:
    """The difference of the shares; a printed standard error where the printed effect tells its scale."""
    if "n_treated" not in given or "n_control" not in given:
        return None
    effect = risk_difference(given["treated"], given["n_treated"], given["control"], given["n_control"])
    fields = {"estimate": effect.value, "control_mean": 100 * given["control"]}
    printed, se = given.get("estimate"), given.get("se")
    scale = _scale(printed, effect.value)
    if printed is not None and scale and se and se > 0:
        return Numbers(fields | {"se": se * scale}, ("estimate",), "percentage_points", column)
    if effect.se is not None:
        fields["se"] = effect.se
    return Numbers(fields, ("estimate", "se"), "percentage_points", column)


def _scale(printed: float | None, points: float) -> float | None:
    """100 where `printed` is the share of `points`, 1 where it is points; None where neither or unclear."""
    if printed is None or abs(points) < 0.1:
        return None
    near = [scale for scale in (1.0, 100.0) if abs(printed * scale - points) <= 0.25 * abs(points)]
    return near[0] if len(near) == 1 else None


def _means(given: dict[str, float], column: str) -> Numbers:
    errors = [_mean_error(given, side) for side in ("treated", "control")]
    effect = mean_difference(given["treated"], errors[0], given["control"], errors[1])
    fields = {"estimate": effect.value, "control_mean": given["control"]}
    if effect.se is not None:
        fields["se"] = effect.se
    return Numbers(fields, ("estimate", "se"), None, column)


def _mean_error(given: dict[str, float], side: str) -> float | None:
    if (se := given.get(f"se_{side}")) is not None:
        return se
    sd, cases = given.get(f"sd_{side}", given.get("sd")), given.get(f"n_{side}")
    if sd is None or cases is None:
        return None
    try:
        return standard_error_of_mean(sd, cases)
    except StatisticsError:
        return None
