from almpo.evidence.syntheses import SynthesisQuery
from almpo.evidence.vocabulary import OutcomeGroup, Unit
from almpo.synthesis.naming import MAX_NAME, document_name, with_names
from almpo.synthesis.pool import gather_inputs
from tests.support.evidence import DOCUMENT, made_document, made_finding


def test_a_title_with_digits_gives_way_to_the_file_name() -> None:
    assert document_name(DOCUMENT) == "Training vouchers"
    assert document_name(DOCUMENT.model_copy(update={"title": "Evaluation 2014"})) == "vouchers_2019.pdf"
    assert document_name(DOCUMENT.model_copy(update={"title": None})) == "vouchers_2019.pdf"


def test_long_titles_are_cut_at_a_word() -> None:
    name = document_name(DOCUMENT.model_copy(update={"title": "long " * 60}))
    assert len(name) <= MAX_NAME + 2
    assert name.endswith("long …")


def test_marks_of_footnotes_are_no_part_of_a_title() -> None:
    assert document_name(DOCUMENT.model_copy(update={"title": "Training vouchers*†"})) == "Training vouchers"


def test_studies_that_are_one_document_go_by_its_name() -> None:
    titles = {"a": "Job vouchers", "b": "Job vouchers", "c": "Start grants"}
    papers = [made_document(letter, title) for letter, title in titles.items()]
    fields = {"outcome_group": OutcomeGroup.EMPLOYMENT, "unit": Unit.PERCENTAGE_POINTS}
    found = [made_finding(i, document_id=paper.id, **fields) for i, paper in enumerate(papers)]
    named = made_finding(9, document_id="e" * 64, study="Smith (2019)", **fields)
    unclear = made_finding(8, document_id=papers[2].id, **{**fields, "unit": None})
    query = SynthesisQuery(outcome=OutcomeGroup.EMPLOYMENT)
    inputs = with_names(gather_inputs([*found, named, unclear], query, corpus=""), papers)
    assert {one.study for one in inputs.effects} == {
        "Job vouchers #aaaaaa",
        "Job vouchers #bbbbbb",
        "Start grants",
        "Smith (2019)",
    }
    assert {one.study for one in inputs.left_out} == {"Start grants"}


def test_a_title_that_could_be_a_claim_gives_way_to_the_file_name() -> None:
    for title in ("Training", "higher employment", "percent"):
        assert document_name(DOCUMENT.model_copy(update={"title": title})) == "vouchers_2019.pdf"
