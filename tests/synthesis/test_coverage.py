"""How far the evidence covers what was asked."""

from typing import Any

import pytest

from almpo.evidence.findings import Finding
from almpo.evidence.vocabulary import Estimand, OutcomeGroup, TargetGroup
from almpo.synthesis.coverage import Coverage, Report, cover, states_result
from almpo.synthesis.estimates import read_tables
from almpo.synthesis.question import understand

REPORT = Report(
    id="d" * 64,
    favour=0.5,
    language="en",
    title="Training vouchers in Ireland",
    passages=("The training voucher was sent to unemployed people.",),
    countries=frozenset({"IE"}),
)


@pytest.fixture
def effect(finding: Finding) -> Finding:
    """An effect of the voucher on employment, intention to treat."""
    return finding.model_copy(
        update={"treatment_effect": True, "estimand": Estimand.ITT, "programme": "training voucher"}
    )


def covered(question: str, *effects: Finding, reports: tuple[Report, ...] = (REPORT,)) -> Coverage:
    return cover(
        understand(question, "en"),
        relevance=0.5,
        favour=max(report.favour for report in reports),
        reports=reports,
        sentences=[],
        tables=read_tables(effects, {}),
    )


def on(finding: Finding, **fields: Any) -> Finding:
    return finding.model_copy(update={"id": "e" * 32, "table_id": "other", **fields})


def test_what_is_there_is_not_missing(effect: Finding) -> None:
    found = covered("Did the training voucher raise employment in Ireland?", effect)
    assert found.model_copy(update={"overlap": 0.0, "match": 0}) == Coverage(relevance=0.5, favour=0.5)
    assert found.match >= 2  # the programme and the country


def test_another_outcome_is_missing(effect: Finding) -> None:
    assert covered("Did the training voucher raise wages?", effect).outcomes_missing == ("wage",)
    wages = on(effect, outcome_group=OutcomeGroup.WAGE, column_label="Wage")
    assert not covered("Did the training voucher raise wages?", effect, wages).outcomes_missing


def test_another_programme_is_missing(effect: Finding) -> None:
    asked = "Did start-up subsidies raise employment?"
    assert covered(asked, effect).programmes_missing == ("start_up", "subsidy")


@pytest.mark.parametrize("asked", ["young people", "people under 25", "refugees"])
def test_a_group_that_no_effect_is_told_for_is_missing(effect: Finding, asked: str) -> None:
    assert covered(f"Did the training voucher raise employment of {asked}?", effect).targets_missing


def test_a_group_in_the_rows_of_a_table_is_there(effect: Finding) -> None:
    women = on(effect, target_groups=(TargetGroup.WOMEN,))
    assert not covered("Did the training voucher raise employment of women?", effect, women).targets_missing


def test_another_method_is_missing(effect: Finding) -> None:
    asked = "What does the instrumental-variable estimate say about the training voucher?"
    assert covered(asked, effect).methods_missing == ("instrumental",)


def test_the_effect_of_an_offer_is_not_that_of_taking_part(effect: Finding) -> None:
    asked = "By how much does actually attending the training raise employment?"
    assert covered(asked, effect).offers_only
    assert not covered(asked, on(effect, estimand=Estimand.LATE)).offers_only
    assert not covered("Did the training voucher actually raise employment?", effect).offers_only


def test_a_country_named_in_passing_is_missing(effect: Finding) -> None:
    passing = REPORT._replace(
        countries=frozenset(), title="Vouchers", passages=("Spain has them too.", "In all,")
    )
    asked = "Did the training voucher raise employment in Spain?"
    assert covered(asked, effect, reports=(passing,)).countries_missing == ("ES",)
    about = passing._replace(passages=("In Spain,", "Spain has", "Spanish workers"))
    assert not covered(asked, effect, reports=(about,)).countries_missing


def test_names_are_missing_only_where_they_keep_their_form(effect: Finding) -> None:
    assert covered("Did the voucher in Marienthal raise employment?", effect).names_missing == ("Marienthal",)
    german = (REPORT._replace(language="de"),)
    assert not covered("Did the voucher in Marienthal raise it?", effect, reports=german).names_missing


def test_times_longer_than_any_reported_are_missing(effect: Finding) -> None:
    year = on(effect, horizon_months=12.0)
    assert covered("What is the effect of vouchers after ten years?", year).horizon_missing == 120
    assert covered("What is the effect of vouchers after two years?", year).horizon_missing is None


@pytest.mark.parametrize(
    ("sentence", "states"),
    [
        ("Employment rose by 4.2 percentage points.", True),
        ("We find no significant effect on wages.", True),
        ("Table 3 shows the results.", False),
        ("Card et al. (2018) find a rise of 4.2 percentage points.", False),
    ],
)
def test_results_of_its_own(sentence: str, states: bool) -> None:
    assert states_result(sentence) is states
