"""Rows of a data set to findings, or to rejections with a reason. Pure."""

import unicodedata
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from pydantic import ValidationError

from almpo.evidence.anchors import Anchor
from almpo.evidence.errors import StatisticsError
from almpo.evidence.findings import Check, Finding, Reading
from almpo.evidence.record import Record, content_id
from almpo.evidence.vocabulary import Origin
from almpo.pipeline.importing.mapping import FieldRule, Mapping, MappingError
from almpo.pipeline.importing.rules import Numbers, Taken, Unread, estimate, holds, number, take
from almpo.pipeline.importing.tables import DataTable, Row

LISTS = frozenset({"target_groups"})  # every rule that holds adds to these
WHOLE = frozenset({"n", "n_treated", "n_control", "study_year"})
NUMERIC = WHOLE | {"horizon_months", "duration_months"}


class Rejection(Record):
    """A row that was not taken in."""

    row: int  # 1 is the first below the heads
    reason: str
    cells: str  # the row as it stands in the file


class UnreadCell(Record):
    """A cell of an accepted row that the mapping has no reading for; the field is left empty."""

    row: int
    field: str
    column: str
    cell: str


class Converted(NamedTuple):
    findings: list[Finding]
    rejections: list[Rejection]
    unread: list[UnreadCell]


class _Joined(NamedTuple):
    """A row of the base table with the cells of the rows that belong to it."""

    row: Row
    cells: dict[str, str | None]  # of other tables as "table.column"; None: missing
    anchors: dict[str, Anchor]  # of the joined rows, by table


def convert(mapping: Mapping, tables: dict[str, DataTable]) -> Converted:
    """Every row of the base table as a finding or a rejection, in order.

    Raises:
        MappingError: a rule names a column that the files do not have, or a key is not unique.
    """
    _refuse_unknown_columns(mapping, tables)
    found = Converted([], [], [])
    for joined in _join(mapping, tables):
        try:
            finding, unread = _finding(mapping, joined)
        except _RejectedError as rejected:
            found.rejections.append(
                Rejection(row=joined.row.number, reason=str(rejected), cells=joined.row.anchor.quote)
            )
        else:
            found.findings.append(finding)
            found.unread.extend(unread)
    return found


class _RejectedError(Exception):
    """Why a row is not taken in."""


def _refuse_unknown_columns(mapping: Mapping, tables: dict[str, DataTable]) -> None:
    known = set(tables[mapping.base].heads)
    for name, spec in mapping.tables.items():
        heads = tables[name].heads if name in tables else spec.columns
        known |= {f"{name}.{head}" for head in heads}
    used: set[str] = set()
    for rule in (*mapping.reject, *mapping.estimates, *mapping.field_rules):
        used |= rule.when.keys()
        if isinstance(rule, FieldRule) and rule.column:
            used.add(rule.column)
    for rule in mapping.estimates:
        used |= set(rule.columns.values())
    if unknown := sorted(used - known):
        raise MappingError(f"mapping {mapping.name}: the files have no column {', '.join(unknown)}")


def _join(mapping: Mapping, tables: dict[str, DataTable]) -> Iterator[_Joined]:
    lookups: dict[str, tuple[str, dict[str, Row]]] = {}
    for name, spec in mapping.tables.items():
        if spec.key and name in tables:
            rows = {row.cells[spec.key]: row for row in tables[name].rows}
            if len(rows) < len(tables[name].rows):
                raise MappingError(f"{tables[name].name}: {spec.key} is not unique, so rows cannot be joined")
            lookups[name] = spec.key, rows
    missing = set(mapping.missing)
    for row in tables[mapping.base].rows:
        cells = {head: None if cell in missing else cell for head, cell in row.cells.items()}
        anchors = {}
        for name, (key, rows) in lookups.items():
            if other := rows.get(row.cells[key]):
                anchors[name] = other.anchor
                cells |= {
                    f"{name}.{head}": None if cell in missing else cell for head, cell in other.cells.items()
                }
        yield _Joined(row, cells, anchors)


def _finding(mapping: Mapping, joined: _Joined) -> tuple[Finding, list[UnreadCell]]:
    for rule in mapping.reject:
        if holds(rule, joined.cells):
            raise _RejectedError(rule.reason)
    numbers = _numbers(mapping, joined)
    values, readings, unread = _fields(mapping, joined)
    checks = []
    fields = dict(numbers.fields)
    se = fields.get("se")
    if se is not None and se <= 0:
        fields.pop("se")
        checks.append(_doubt("SE", f"the standard error reads {se:g}, which is none"))
    if numbers.unit:
        values["unit"] = numbers.unit
    stated = _take_field("higher_is_better", mapping.stated_direction, mapping, joined)[0]
    if stated and stated[0].value != values.setdefault("higher_is_better", stated[0].value):
        checks.append(_doubt("DIR", "the stated favourable direction contradicts the outcome"))
    values["study"] = _study(mapping, joined, values)
    anchor = joined.row.anchor
    raw = joined.cells.get(numbers.column) or ""
    try:
        finding = Finding(
            id=content_id("import", anchor.document_id, mapping.name, joined.row.number),
            document_id=anchor.document_id,
            source="table",
            page=anchor.page,
            quote=anchor.quote,
            **{"table": mapping.title, "row_label": f"row {joined.row.number}", **fields, **values},
            derived=numbers.derived,
            origin=Origin.IMPORT,
            extractor=f"import {mapping.name} {mapping.version}",
            readings={"estimate": Reading(raw=raw, anchor=anchor, origin=Origin.IMPORT), **readings},
            checks=tuple(checks),
        )
    except ValidationError as error:
        first = error.errors()[0]
        raise _RejectedError(f"{'.'.join(map(str, first['loc']))}: {first['msg']}") from error
    return finding, unread


def _study(mapping: Mapping, joined: _Joined, values: dict[str, Any]) -> str | None:
    """author-year-country, in lower-case letters without marks, or None where the author is not told."""
    author = _take_field("study", mapping.study.author, mapping, joined)[0]
    if not author:
        return None
    plain = unicodedata.normalize("NFKD", str(author[0].value).casefold()).encode("ascii", "ignore").decode()
    parts = (plain, values.get("study_year"), values.get("country"))
    return "-".join(str(part) for part in parts if part)


def _doubt(code: str, message: str) -> Check:
    return Check(code=code, passed=False, doubt="source", message=message)


def _numbers(mapping: Mapping, joined: _Joined) -> Numbers:
    for rule in mapping.estimates:
        try:
            if found := estimate(rule, joined.cells):
                return found
        except StatisticsError as error:
            raise _RejectedError(str(error)) from error
    raise _RejectedError("no effect can be read or computed from the numbers of this row")


def _fields(mapping: Mapping, joined: _Joined) -> tuple[dict[str, Any], dict[str, Reading], list[UnreadCell]]:
    values: dict[str, Any] = {}
    readings: dict[str, Reading] = {}
    unread: list[UnreadCell] = []
    for field, rules in mapping.fields.items():
        taken, doubts = _take_field(field, rules, mapping, joined)
        if taken:
            listed = tuple(dict.fromkeys(one.value for one in taken))
            value: Any = listed if field in LISTS else taken[0].value
            values[field] = round(float(value)) if field in WHOLE else value
            if reading := _joined_reading(taken[0].column, joined):
                readings[field] = reading
        else:
            unread += [
                UnreadCell(row=joined.row.number, field=field, column=one.column, cell=one.cell)
                for one in doubts
            ]
    return values, readings, unread


def _take_field(
    field: str, rules: Sequence[FieldRule], mapping: Mapping, joined: _Joined
) -> tuple[list[Taken], list[Unread]]:
    taken: list[Taken] = []
    doubts: list[Unread] = []
    for rule in rules:
        if not holds(rule, joined.cells):
            continue
        match take(rule, joined.cells, mapping.translations):
            case Taken(value=str() as text, column=str() as column) if (
                field in NUMERIC and number(text) is None
            ):
                doubts.append(Unread(column, text))
            case Taken() as found:
                taken.append(found)
                if field not in LISTS:
                    break
            case Unread() as doubt if not rule.optional:
                doubts.append(doubt)
    return taken, doubts


def _joined_reading(column: str | None, joined: _Joined) -> Reading | None:
    """Where a value of a joined table stands; what is in the base row has the anchor of the estimate."""
    table = (column or "").partition(".")[0]
    if column is None or table not in joined.anchors:
        return None
    return Reading(raw=joined.cells[column] or "", anchor=joined.anchors[table], origin=Origin.IMPORT)
