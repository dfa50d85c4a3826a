"""Which tables speak to a question."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from almpo.evidence.findings import Finding, Reading
from almpo.evidence.vocabulary import FindingStatus, OutcomeGroup, ProgrammeType, TargetGroup
from almpo.synthesis.estimates import (
    ReadTable,
    Relevance,
    are_levels,
    coded_concepts,
    is_in_main_text,
    may_be_told,
    may_help,
    rank_tables,
    read_tables,
)
from almpo.synthesis.question import understand

Make = Callable[..., Finding]
NEAR = Relevance(page=0.3, findings=0.3, document=0.5)


@pytest.fixture
def make(finding: Finding) -> Make:
    """A finding like the synthetic one, with other fields."""

    def made(number: int, table: str = "Table 3", **fields: Any) -> Finding:
        told = {"id": f"{table}{number:030d}", "table": table, "table_id": table, "treatment_effect": True}
        return finding.model_copy(update={**told, **fields})

    return made


def ranked(question: str, tables: Sequence[ReadTable], *, effects: bool = True) -> list[str]:
    order = rank_tables(understand(question, "en"), tables, lambda _: NEAR, effects=effects)
    return [table.first.table or "" for _, table in order]


def test_coded_fields_stand_for_concepts(finding: Finding) -> None:
    coded = finding.model_copy(
        update={
            "outcome_group": OutcomeGroup.UNEMPLOYMENT_EXIT,
            "target_groups": (TargetGroup.WOMEN,),
            "lmp": ProgrammeType.MONITORING_SANCTIONS,
            "country": "SE",
        }
    )
    expected = {"outcome:exit", "target:women", "programme:monitoring", "programme:sanctions", "country:SE"}
    assert coded_concepts(coded) == expected


def test_a_doubtful_code_is_passed_over(finding: Finding) -> None:
    doubtful = Reading(raw="0.021", confidence=0.2)
    unsure = finding.model_copy(update={"readings": {**finding.readings, "outcome_group": doubtful}})
    assert "outcome:employment" not in coded_concepts(unsure)
    assert "outcome:employment" in coded_concepts(unsure, sure=False)


def test_what_is_rejected_or_in_the_text_is_not_told(make: Make) -> None:
    assert may_be_told(make(1))
    assert not may_be_told(make(1, status=FindingStatus.REJECTED))
    assert not may_be_told(make(1, source="text"))


def test_descriptions_come_without_precision(make: Make) -> None:
    assert may_help(make(1, treatment_effect=False))  # a control, or a placebo
    assert not may_help(make(1, treatment_effect=False, se=None))


def test_a_label_does_not_overrule_the_coded_outcome(make: Make) -> None:
    asked_of_people = make(1, column_label="Could not find a job offer", outcome_group=OutcomeGroup.OTHER)
    (table,) = read_tables([asked_of_people], {})
    assert not {"outcome:exit", "outcome:employment"} & table.concepts


def test_means_of_groups_are_no_effects(make: Make) -> None:
    (means,) = read_tables([make(i, estimate=3000.0 + i, se=200.0) for i in range(8)], {})
    (effects,) = read_tables([make(i, estimate=100.0 * (i - 4), se=200.0) for i in range(8)], {})
    assert are_levels(means)
    assert not are_levels(effects)


def test_effects_come_before_placebos_of_the_same_report(make: Make) -> None:
    tables = read_tables([make(1, "Table 1", treatment_effect=False), make(2, "Table 2")], {})
    assert ranked("Did the voucher raise employment?", tables) == ["Table 2", "Table 1"]


def test_a_table_on_the_outcome_asked_for_comes_first(make: Make) -> None:
    earnings = {"outcome_group": OutcomeGroup.EARNINGS, "column_label": "Earnings"}
    tables = read_tables([make(1, "Table 1", **earnings), make(2, "Table 2")], {})
    assert ranked("Did the voucher raise employment?", tables)[0] == "Table 2"
    assert ranked("Did the voucher raise earnings?", tables)[0] == "Table 1"


@pytest.mark.parametrize(("label", "main"), [("Table 3", True), ("Table B.3", False), (None, False)])
def test_the_main_text(label: str | None, main: bool) -> None:
    assert is_in_main_text(label) is main
