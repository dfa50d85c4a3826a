from typing import Any

import pytest

from almpo.evidence.answers import Part, Sentence
from almpo.evidence.findings import Finding, Reading
from almpo.evidence.vocabulary import Design, OutcomeGroup, TargetGroup
from almpo.synthesis.comparison import compared, verify_compared
from almpo.synthesis.results import results
from almpo.synthesis.templates import languages
from tests.support.evidence import made_document, made_finding, made_pack

TITLES = {"a": "Alpha report", "b": "Beta report", "c": "Gamma report"}
PAPERS = [made_document(letter, title) for letter, title in TITLES.items()]
DOCUMENTS = {paper.id: paper for paper in PAPERS}


def effect(paper: int, estimate: float, **fields: Any) -> Finding:
    return made_finding(
        paper * 1000 + int(estimate * 1000) + 500,
        **{
            "document_id": PAPERS[paper].id,
            "estimate": estimate,
            "se": 0.01,
            "outcome_group": OutcomeGroup.EMPLOYMENT,
            **fields,
        },
    )


def sentences(*findings: Finding, language: str = "en") -> list[Sentence]:
    return compared(results(made_pack(*findings, documents=PAPERS)), DOCUMENTS, language)


def verified(
    sentence: Sentence, *findings: Finding, language: str = "en"
) -> tuple[Sentence | None, tuple[str, ...]]:
    return verify_compared(sentence, {one.id: one for one in findings}, DOCUMENTS, language)


def test_studies_are_counted_by_what_they_find() -> None:
    (tally,) = sentences(effect(0, 0.04), effect(1, 0.03), effect(2, 0.001))
    assert tally.text == (
        "In 2 of the 3 studies cited here: higher employment; in 1: no clear effect on employment."
    )
    assert tally.computed
    assert tally.part is Part.COMPARED
    assert len(tally.citations) == 3


def test_one_estimate_bears_out_what_a_study_says() -> None:
    (tally,) = sentences(
        effect(0, 0.04, row_label="A"),
        effect(0, 0.001, row_label="B"),
        effect(0, 0.05, row_label="C"),
        effect(1, 0.0),
    )
    assert len(tally.citations) == 2


def test_a_single_study_is_not_compared() -> None:
    assert sentences(effect(0, 0.04), effect(0, -0.03)) == []


def test_outcomes_are_never_counted_together() -> None:
    assert sentences(effect(0, 0.04), effect(1, 0.03, outcome_group=OutcomeGroup.EARNINGS)) == []


def test_studies_that_contradict_each_other_are_named_with_what_sets_them_apart() -> None:
    up = effect(0, 0.04, country="AT", design=Design.RCT, horizon_months=12.0)
    down = effect(1, -0.03, country="SE", design=Design.RCT, horizon_months=36.0)
    _, contrast = sentences(up, down)
    assert contrast.text == (
        "The studies disagree. Alpha report: higher employment; Beta report: lower employment. "
        "What sets them apart: country (Austria / Sweden), time (12 months / 36 months)."
    )


def test_nothing_known_to_set_them_apart_is_said() -> None:
    _, contrast = sentences(effect(0, 0.04, country="AT"), effect(1, -0.03))
    assert contrast.text.endswith("as far as known, tells the two sides apart.")


def test_other_people_set_studies_apart() -> None:
    young = effect(0, 0.04, target_groups=(TargetGroup.YOUTH,))
    old = effect(1, -0.03, target_groups=(TargetGroup.OLDER,))
    assert "What sets them apart: target group (youth / older workers)." in sentences(young, old)[1].text


def test_a_study_that_contradicts_itself_is_mixed() -> None:
    both = (effect(0, 0.04, row_label="Men"), effect(0, -0.03, row_label="Women"))
    (tally,) = sentences(*both, effect(1, 0.02))
    assert "in 1: effects in both directions" in tally.text


@pytest.mark.parametrize("language", sorted(languages()))
def test_what_is_composed_is_verified_in_every_language(language: str) -> None:
    findings = (effect(0, 0.04, country="AT"), effect(1, -0.03, country="SE"), effect(2, 0.0))
    told = sentences(*findings, language=language)
    assert len(told) == 2
    for sentence in told:
        passed, problems = verified(sentence, *findings, language=language)
        assert problems == ()
        assert passed is not None
        assert all(check.computed for check in passed.numbers)


def test_what_was_changed_is_not_verified() -> None:
    findings = (effect(0, 0.04), effect(1, 0.03), effect(2, 0.0))
    (tally,) = sentences(*findings)
    for wrong in (
        tally.model_copy(update={"text": tally.text.replace("2 of", "3 of")}),
        tally.model_copy(update={"text": tally.text.replace("higher", "lower")}),
        tally.model_copy(update={"citations": tally.citations[:2]}),
    ):
        assert verified(wrong, *findings)[0] is None
    assert verified(tally, *findings[:2])[0] is None
    turned = findings[0].model_copy(update={"estimate": -0.04})
    assert verified(tally, turned, *findings[1:])[0] is None


def test_a_citation_that_points_elsewhere_is_not_verified() -> None:
    findings = (effect(0, 0.04), effect(1, 0.03))
    (tally,) = sentences(*findings)
    elsewhere = tally.citations[0].model_copy(update={"page": 99})
    moved = tally.model_copy(update={"citations": (elsewhere, *tally.citations[1:])})
    assert verified(moved, *findings)[0] is None


def test_a_study_without_a_name_is_not_verified() -> None:
    findings = (effect(0, 0.04), effect(1, 0.03))
    (tally,) = sentences(*findings)
    assert verify_compared(tally, {one.id: one for one in findings}, {}, "en")[0] is None


def test_what_is_mostly_unclear_is_not_counted_as_clear() -> None:
    rows = (
        effect(0, 0.04, row_label="A"),
        effect(0, 0.001, row_label="B"),
        effect(0, 0.002, row_label="C"),
    )
    (tally,) = sentences(*rows, effect(1, 0.05))
    assert tally.text == (
        "In 1 of the 2 studies cited here: higher employment; in 1: no clear effect on employment."
    )


def test_what_was_read_with_doubt_sets_nothing_apart() -> None:
    def read(paper: int, estimate: float, country: str) -> Finding:
        readings = {"estimate": Reading(raw=str(estimate)), "country": Reading(raw=country, confidence=0.1)}
        return effect(paper, estimate, country=country, readings=readings)

    _, contrast = sentences(read(0, 0.04, "AT"), read(1, -0.03, "SE"))
    assert "Austria" not in contrast.text


def test_reports_of_one_title_are_told_apart_by_their_files() -> None:
    twins = [made_document(letter, "Annual report on training") for letter in "ab"]
    findings = [
        made_finding(i, document_id=one.id, estimate=value, se=0.01, outcome_group=OutcomeGroup.EMPLOYMENT)
        for i, (one, value) in enumerate(zip(twins, (0.04, -0.03), strict=True), 1)
    ]
    documents = {one.id: one for one in twins}
    _, contrast = compared(results(made_pack(*findings, documents=twins)), documents, "en")
    assert "training (a.pdf): higher employment; Annual report on training (b.pdf): lower" in contrast.text
