import pytest

from almpo.evidence.findings import Check, Reading
from almpo.evidence.vocabulary import OutcomeGroup, ProgrammeType
from almpo.synthesis.results import ESTIMATES, LABEL, horizon_of, results
from tests.support.evidence import made_document, made_finding, made_pack

WORK = {"outcome_group": OutcomeGroup.EMPLOYMENT}
PAY = {"outcome_group": OutcomeGroup.EARNINGS}


def test_only_outcomes_that_are_asked_for_are_told() -> None:
    pack = made_pack(made_finding(1, **WORK), made_finding(2, **PAY), question="Does it raise employment?")
    assert [one.outcome for one in results(pack)] == [OutcomeGroup.EMPLOYMENT]


def test_where_none_is_asked_for_participation_is_no_success() -> None:
    pack = made_pack(
        made_finding(1, outcome_group=OutcomeGroup.PROGRAMME_PARTICIPATION), made_finding(2, **PAY)
    )
    assert [one.outcome for one in results(pack)] == [OutcomeGroup.EARNINGS]


def test_a_close_outcome_stands_in_for_the_one_asked_for() -> None:
    pack = made_pack(
        made_finding(outcome_group=OutcomeGroup.UNEMPLOYMENT_EXIT), question="Does it raise employment?"
    )
    assert [one.outcome for one in results(pack)] == [OutcomeGroup.UNEMPLOYMENT_EXIT]
    pack = made_pack(made_finding(**PAY), question="Does it raise employment?")
    assert results(pack) == []


@pytest.mark.parametrize("treatment_effect", [None, False])
def test_what_was_not_judged_an_effect_is_no_result(treatment_effect: bool | None) -> None:
    assert results(made_pack(made_finding(**WORK, treatment_effect=treatment_effect))) == []


def test_effects_of_another_programme_are_no_answer() -> None:
    question = "Does training raise employment?"
    other = made_finding(**WORK, lmp=ProgrammeType.DIRECT_JOB_CREATION)
    assert results(made_pack(other, question=question)) == []
    assert results(made_pack(made_finding(**WORK, lmp=ProgrammeType.TRAINING), question=question))
    assert results(made_pack(made_finding(**WORK), question=question))


def test_versions_of_a_paper_are_one_study() -> None:
    papers = [made_document("a", "One"), made_document("b", "Two")]
    found = [made_finding(i, **WORK, document_id=paper.id) for i, paper in enumerate(papers)]
    assert len(results(made_pack(*found, documents=papers))) == 2
    same = [one.model_copy(update={"study": "Smith (2019)"}) for one in found]
    assert len(results(made_pack(*same, documents=papers))) == 1


def test_headline_results_come_first_and_specifications_once() -> None:
    rows = [made_finding(i, **WORK, row_label=f"Arm {i}") for i in range(5)]
    again = made_finding(7, **WORK, row_label="Arm 0", column_label="(3) | With covariates")
    headline = made_finding(9, **WORK, row_label="Main", headline=True)
    (found,) = results(made_pack(*rows, again, headline))
    assert found.first.id == headline.id
    assert len(found.told) == ESTIMATES
    ids = [told.estimate.finding.id for told in found.told]
    assert again.id not in ids


def test_the_time_asked_for_comes_first() -> None:
    months = [made_finding(i, **WORK, row_label=f"Arm {i}", horizon_months=float(12 * i)) for i in (1, 2, 3)]
    (found,) = results(made_pack(*months, question="Does it raise employment after 24 months?"))
    assert found.first.horizon_months == 24


def test_all_participants_come_before_some_and_the_latest_before_the_first_months() -> None:
    some = made_finding(1, **WORK, row_label="Women", panel=None, horizon_months=36.0)
    months = [
        made_finding(i, **WORK, row_label=f"Month {i}", panel=None, horizon_months=float(i))
        for i in (2, 24, 12)
    ]
    (found,) = results(made_pack(some, *months, label="Effect"))
    assert [told.estimate.finding.row_label for told in found.told] == ["Month 24", "Month 12", "Month 2"]
    asked = "Does it raise employment of women?"
    (found,) = results(made_pack(some, *months, label="Effect", question=asked))
    assert found.first.row_label == "Women"


def test_generic_heads_are_no_labels_and_long_ones_are_cut_to_what_sets_them_apart() -> None:
    (found,) = results(made_pack(made_finding(**WORK), label="Dependent variable · Any employment"))
    assert found.told[0].label == "Voucher · Any employment"
    (found,) = results(made_pack(made_finding(**WORK), label="x" * LABEL))
    assert found.told[0].label == "x" * LABEL


def test_a_doubtful_or_broken_horizon_is_not_told() -> None:
    sure, unsure = Reading(raw="12", confidence=0.9), Reading(raw="12", confidence=0.2)
    assert horizon_of(made_finding(horizon_months=12.0, readings={"horizon_months": sure})) == 12
    assert horizon_of(made_finding(horizon_months=12.0, readings={"horizon_months": unsure})) is None
    assert horizon_of(made_finding(horizon_months=0.99, readings={"horizon_months": sure})) is None


@pytest.mark.parametrize(
    "fields",
    [
        {"readings": {"se": Reading(raw="(0.008)")}},
        {"derived": ("estimate",)},
        {"confidence": 0.02},
        {"checks": (Check(code="C1", passed=False, doubt="extraction"),)},
    ],
)
def test_what_is_not_trusted_does_not_head_an_answer(fields: dict[str, object]) -> None:
    assert results(made_pack(made_finding(**WORK, **fields))) == []
