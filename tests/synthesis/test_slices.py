"""Which part of a table answers a question."""

from collections.abc import Callable
from typing import Any

import pytest

from almpo.evidence.findings import Finding
from almpo.evidence.vocabulary import OutcomeGroup
from almpo.synthesis.estimates import read_tables
from almpo.synthesis.question import Question, understand
from almpo.synthesis.slices import choose, cut_table

Cell = Callable[..., Finding]


@pytest.fixture
def cell(finding: Finding) -> Cell:
    """An estimate in a row and a column."""

    def made(row: str, column: str, estimate: float, **fields: Any) -> Finding:
        told = {
            "id": f"{fields.get('table', 'T')}|{fields.get('panel')}|{row}|{column}",
            "row_label": row,
            "column_label": column,
            "estimate": estimate,
            "se": 1.0,
            "table_id": fields.get("table", "T"),
            "treatment_effect": True,
        }
        return finding.model_copy(update={**told, **fields})

    return made


def told(question: str, findings: list[Finding], limit: int = 14) -> set[float]:
    return {one.estimate for one in cut_table(understand(question, "en"), findings, limit)}


def test_the_row_of_the_group_asked_for(cell: Cell) -> None:
    rows = [cell(row, "Employment", value) for row, value in (("Women", 1.0), ("Men", 2.0), ("Older", 3.0))]
    table = [
        *rows,
        *(cell(row, "Earnings", 10.0 * one.estimate) for row, one in zip("WMO", rows, strict=True)),
    ]
    assert 1.0 in told("Did employment of women rise?", table)
    assert 30.0 not in told("Did employment of women rise?", table)


def test_a_number_in_a_name_tells_rows_apart(cell: Cell) -> None:
    table = [cell(f"PSID-{i}", f"Year {y}", 10.0 * i + y) for i in (1, 2, 3) for y in range(4)]
    found = told("How far off are the estimates with PSID-2?", table)
    assert found == {20.0, 21.0, 22.0, 23.0}


def test_no_more_than_the_limit(cell: Cell) -> None:
    table = [cell(f"Row {i}", f"Column {j}", 10.0 * i + j) for i in range(9) for j in range(9)]
    assert len(told("What is the effect of training?", table, limit=7)) == 7


def test_what_differs_by_group_is_told_with_the_reference(cell: Cell) -> None:
    difference = {"treatment_effect": False, "panel": "Panel A"}
    findings = [
        cell("Constant", "Computer", 5.8, panel="Panel A"),
        cell("Constant", "Language", 2.6, panel="Panel A"),
        cell("Medium employability", "Computer", -2.9, **difference),
        cell("Medium employability", "Language", -0.2, **difference),
        cell("Age", "Computer", 0.1, treatment_effect=False, panel="Panel B"),
    ]
    (part,) = parts("Whom do computer courses help most, by employability?", findings)
    assert {5.8, -2.9} <= part
    assert 0.1 not in part


def test_only_effects_of_a_table_that_has_any(cell: Cell) -> None:
    findings = [cell("Voucher", "Employment", 1.0), cell("Age", "Employment", 9.0, treatment_effect=False)]
    assert parts("Did the voucher raise employment?", findings) == [{1.0}]


def test_tables_on_another_outcome_stand_back(cell: Cell) -> None:
    other = {"table": "Table 2", "outcome_group": OutcomeGroup.EARNINGS}
    findings = [cell("Voucher", "Employment", 1.0), cell("Voucher", "Earnings", 500.0, **other)]
    assert parts("Did the voucher raise employment?", findings) == [{1.0}]


def test_a_table_worth_much_less_than_the_best_is_not_told(cell: Cell) -> None:
    findings = [cell("A", "b", 1.0), cell("C", "d", 2.0, table="Table 2", document_id="e" * 64)]
    assert parts("What is the effect?", findings, worths=(2.0, 1.9)) == [{1.0}, {2.0}]
    assert parts("What is the effect?", findings, worths=(2.0, 0.5)) == [{1.0}]


def test_another_version_of_the_paper_becomes_a_twin(cell: Cell) -> None:
    row = {"estimate": 1.0}
    findings = [
        cell("Voucher", "Employment", **row),
        cell("Voucher", "Employment", **row, document_id="e" * 64),
    ]
    tables = [read_tables([one], {})[0] for one in findings]
    (part,) = chosen(
        understand("Did the voucher raise employment?", "en"), list(zip((2.0, 1.9), tables, strict=True))
    )
    assert [one.document_id for twins in part.twins.values() for one in twins] == ["e" * 64]


def chosen(question: Question, ranked: list[Any]) -> list[Any]:
    return choose(question, ranked, tables=4, per_table=14, margin=0.6, apart=1.0)


def parts(question: str, findings: list[Finding], worths: tuple[float, ...] = ()) -> list[set[float]]:
    tables = read_tables(findings, {})
    ranked = list(zip(worths or [2.0] * len(tables), tables, strict=True))
    return [{one.estimate for one in part.findings} for part in chosen(understand(question, "en"), ranked)]
