import pytest

from almpo.evidence.answers import Part
from almpo.evidence.vocabulary import FindingStatus, OutcomeGroup, Unit
from almpo.synthesis.pack import EvidencePack
from almpo.synthesis.writers.plain import PlainWriter, directions
from tests.support.evidence import DOCUMENT, made_document, made_finding, made_pack


def texts(evidence: EvidencePack, language: str = "en") -> list[str]:
    return [sentence.text for sentence in PlainWriter().write(evidence, language)]


def test_an_estimate_is_told_with_its_labels_and_numbers_as_printed() -> None:
    said = texts(made_pack(made_finding()))
    assert "Training vouchers, Table 3: Voucher – Women: -0.021 (SE 0.008, n = 10,714)." in said


def test_a_unit_is_told_only_where_it_was_read() -> None:
    assert (
        "-0,021 Prozentpunkte (Standardfehler 0,008"
        in texts(made_pack(made_finding(unit=Unit.PERCENTAGE_POINTS)), "de")[-1]
    )
    assert "-0,021 (Standardfehler" in texts(made_pack(made_finding(unit=Unit.PROBABILITY)), "de")[-1]


def test_money_has_two_decimals_at_most() -> None:
    """An index between nought and one in a table on incomes is no amount."""
    share = made_finding(unit=Unit.CURRENCY, currency="EUR")
    amount = made_finding(unit=Unit.CURRENCY, currency="EUR", estimate=-21.5, se=8.25)
    assert "EUR" not in texts(made_pack(share))[-1]
    assert "-21.5 EUR (SE 8.25" in texts(made_pack(amount))[-1]


def test_derived_numbers_are_not_told_as_printed() -> None:
    assert "SE" not in texts(made_pack(made_finding(derived=("se",))))[-1]


def test_estimates_of_one_table_name_it_once() -> None:
    said = texts(made_pack(made_finding(1), made_finding(2)))
    assert said[-2].startswith("Training vouchers, Table 3:")
    assert said[-1].startswith("Voucher – Women")


@pytest.mark.parametrize(
    ("changes", "remark"),
    [
        ({}, "no expert has checked"),
        ({"status": FindingStatus.VALIDATED}, None),
    ],
)
def test_unvalidated_estimates_are_marked(changes: dict[str, object], remark: str | None) -> None:
    said = " ".join(texts(made_pack(made_finding(**changes))))
    assert ("no expert has checked" in said) is (remark is not None)


def test_estimates_that_contradict_each_other_are_named_so() -> None:
    up = made_finding(2, estimate=0.021)
    assert any("different directions" in text for text in texts(made_pack(made_finding(1), up)))
    assert not any("different directions" in text for text in texts(made_pack(made_finding(1))))


def test_less_unemployment_and_more_employment_point_the_same_way() -> None:
    more = made_finding(1, estimate=0.021, se=0.005, outcome_group=OutcomeGroup.EMPLOYMENT)
    less = made_finding(2, estimate=-0.021, se=0.005, outcome_group=OutcomeGroup.BENEFIT_RECEIPT)
    assert directions([more, less]) == {1}


def test_a_hazard_ratio_has_no_direction() -> None:
    assert directions([made_finding(unit=Unit.HAZARD_RATIO, estimate=0.8)]) == set()
    assert directions([made_finding(se=0.5)]) == set()


def test_synthetic_reports_are_marked_by_name_and_remark() -> None:
    said = texts(made_pack(quotes=("It rose.",), documents=[DOCUMENT.model_copy(update={"synthetic": True})]))
    assert "Training vouchers (synthetic): “It rose.”" in said
    assert any("made up" in text for text in said)


def test_no_evidence_no_words() -> None:
    assert texts(made_pack()) == []


def test_results_come_first_and_the_tables_stand_behind() -> None:
    finding = made_finding(outcome_group=OutcomeGroup.EMPLOYMENT)
    written = PlainWriter().write(made_pack(finding, quotes=["It fell.", "It rose.", "It stayed."]), "en")
    assert "lower employment" in written[0].text
    answer = [one.text for one in written if one.part is Part.ANSWER]
    behind = [one.text for one in written if one.part is Part.EVIDENCE]
    assert sum("“" in text for text in answer) == 2
    assert [text for text in behind if "“" in text] == ["Training vouchers: “It stayed.”"]
    assert behind[-1].startswith("Training vouchers, Table 3: ")
    assert [one.part for one in written] == [Part.ANSWER] * len(answer) + [Part.EVIDENCE] * len(behind)


def test_what_can_be_counted_is_told_in_the_words_of_the_report() -> None:
    pack = made_pack(
        made_finding(outcome_group=OutcomeGroup.EMPLOYMENT),
        quotes=["It had 800 participants."],
        question="How many participants were there?",
    )
    assert "800 participants" in PlainWriter().write(pack, "en")[0].text


def test_studies_that_contradict_each_other_are_left_to_the_comparison() -> None:
    papers = [made_document("a", "One"), made_document("b", "Two")]
    fields = {"outcome_group": OutcomeGroup.EMPLOYMENT, "se": 0.005}
    up = made_finding(1, estimate=0.021, document_id=papers[0].id, **fields)
    down = made_finding(2, estimate=-0.021, document_id=papers[1].id, **fields)
    assert not any("different directions" in text for text in texts(made_pack(up, down, documents=papers)))
