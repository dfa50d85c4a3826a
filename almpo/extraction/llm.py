"""A language model's opinion of a table: which cells are programme effects, and which uncertainty is theirs.

The model sees the table cell by cell and may answer with ids of cells and codes only: there is no field that
could hold a number. What it says becomes a check of findings that are there anyway, and another reading of
their outcome; it makes no finding and changes no number. An answer that breaks the rules is no opinion.
"""

import re
from collections.abc import Callable, Mapping, Sequence

from pydantic import BaseModel, ConfigDict, Field

from almpo.evidence.documents import Cell, Table
from almpo.evidence.findings import Alternative, Check, Finding
from almpo.evidence.record import content_id
from almpo.evidence.vocabulary import OutcomeGroup
from almpo.extraction.second_opinion import numbers_of
from almpo.prompts import Prompt

Messages = list[tuple[str, str]]  # (role, text)
Ask = Callable[[Messages], object]  # gives a TableReading, or anything else for no answer

MOST_CELLS = 600  # of a table that a model is asked about
_UNKNOWN = 0.2  # share of answers about cells that are not there from which nothing is believed
_ALTERNATIVE = 0.3  # probability of an outcome that only the model reads
_MOST_IN_A_CELL = 4


class CellReading(BaseModel):
    """What one cell holds."""

    model_config = ConfigDict(extra="forbid")

    estimate: str = Field(pattern=r"^r\d{1,4}c\d{1,3}$", description="id of the cell with the estimate")
    uncertainty: str | None = Field(
        pattern=r"^r\d{1,4}c\d{1,3}$", description="id of the cell with its error"
    )
    programme_effect: bool
    outcome: OutcomeGroup | None


class TableReading(BaseModel):
    """The cells of a table that hold estimates."""

    model_config = ConfigDict(extra="forbid")

    readings: list[CellReading] = Field(max_length=MOST_CELLS)


def render(table: Table) -> str:
    """The table as the model sees it: caption, cells with ids, note, between two lines that nothing can forge."""
    lines = [f"caption: {_quoted(table.caption)}"]
    rows: dict[int, list[Cell]] = {}
    for cell in sorted(table.cells, key=lambda cell: (cell.row, cell.column)):
        rows.setdefault(cell.row, []).append(cell)
    for cells in rows.values():
        lines.append(" | ".join(f"r{cell.row}c{cell.column} {_quoted(cell.text)}" for cell in cells))
    lines.append(f"note: {_quoted(table.note)}")
    return "\n".join(["BEGIN DATA", *lines, "END DATA"])


def _quoted(text: str) -> str:
    """On one line, without what could be taken for the end of the data."""
    flat = " ".join(text.split())
    return re.sub(r"(?i)(begin|end)\s+data", r"\1-data", flat)


def with_llm_opinion(
    findings: Sequence[Finding], tables: Sequence[Table], ask: Ask, prompt: Prompt, model: str
) -> list[Finding]:
    """The findings, those of tables with a check "LLM" where the model has an opinion.

    Args:
        ask: what puts messages to the model. model: its name, for the record.
    """
    presented = {f.table_id for f in findings if f.source == "table" and f.treatment_effect is not False}
    opinions: dict[str, CellReading] = {}
    cells: dict[str, Mapping[str, Cell]] = {}
    for table in tables:
        if table.id in presented and len(table.cells) <= MOST_CELLS:
            cells[table.id] = {f"r{cell.row}c{cell.column}": cell for cell in table.cells}
            opinions |= _opinions(
                table, cells[table.id], ask([("system", prompt.text), ("human", render(table))])
            )
    by = f"{model}, prompt {prompt.name} {prompt.sha256[:12]}"
    return [
        _with_opinion(f, opinions[f.id], cells[f.table_id], by) if f.id in opinions and f.table_id else f
        for f in findings
    ]


def _opinions(table: Table, cells: Mapping[str, Cell], answer: object) -> dict[str, CellReading]:
    """What the model says, by finding id; nothing if it speaks of cells that are not there."""
    if not isinstance(answer, TableReading):
        return {}
    known = [reading for reading in answer.readings if _is_known(reading, cells)]
    if len(answer.readings) - len(known) > _UNKNOWN * len(answer.readings):
        return {}
    return {
        content_id(table.document_id, table.page, table.ordinal, cell.row, cell.column, ordinal): reading
        for reading in known
        for cell in (cells[reading.estimate],)
        for ordinal in range(_MOST_IN_A_CELL)
    }


def _is_known(reading: CellReading, cells: Mapping[str, Cell]) -> bool:
    named = [reading.estimate, *([reading.uncertainty] if reading.uncertainty else [])]
    return all(name in cells and numbers_of(cells[name].text) for name in named)


def _with_opinion(finding: Finding, said: CellReading, cells: Mapping[str, Cell], by: str) -> Finding:
    problem = _disagreement(finding, said, cells)
    message = f"{by}: {problem or 'the same'}"
    check = Check(code="LLM", passed=not problem, doubt="extraction" if problem else None, message=message)
    kept = tuple(other for other in finding.checks if other.code != "LLM")
    return _with_alternative(finding, said).model_copy(update={"checks": (*kept, check)})


def _disagreement(finding: Finding, said: CellReading, cells: Mapping[str, Cell]) -> str:
    """In words; empty where there is none."""
    if bool(finding.treatment_effect) and not said.programme_effect:
        return "no programme effect"
    error = next(
        (finding.readings[name].raw for name in ("se", "t", "p", "ci_low") if name in finding.readings), ""
    )
    if (
        said.uncertainty
        and error
        and not set(numbers_of(error)) <= set(numbers_of(cells[said.uncertainty].text))
    ):
        return f"its uncertainty is in cell {said.uncertainty}"
    return ""


def _with_alternative(finding: Finding, said: CellReading) -> Finding:
    reading = finding.readings.get("outcome_group")
    if reading is None or said.outcome is None or said.outcome is finding.outcome_group:
        return finding
    others = tuple(other for other in reading.alternatives if other.value != said.outcome.value)
    more = (*others, Alternative(value=said.outcome.value, probability=_ALTERNATIVE))
    again = reading.model_copy(update={"alternatives": more})
    return finding.model_copy(update={"readings": finding.readings | {"outcome_group": again}})
