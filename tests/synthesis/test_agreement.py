"""What a claim says besides numbers has to be what the source says."""

import pytest

from almpo.evidence.answers import Citation, Sentence
from almpo.evidence.findings import Finding
from almpo.evidence.vocabulary import ProgrammeType, TargetGroup
from almpo.synthesis.sources import Source, subject
from almpo.synthesis.verify import Verdict, verify


@pytest.fixture
def verdict_on(finding_citation: Citation, page: str, finding: Finding):  # type: ignore[no-untyped-def]
    known = finding.model_copy(
        update={
            "lmp": ProgrammeType.TRAINING,
            "target_groups": (TargetGroup.WOMEN,),
            "country": "AT",
            "horizon_months": 24,
        }
    )
    source = Source(page, "en", known, subject("Training vouchers in Austria", ["AT"]))

    def gate(text: str) -> Verdict:
        return verify(Sentence(text=text, citations=(finding_citation,)), [source], "en")

    return gate


@pytest.mark.parametrize(
    "text",
    [
        "In Austria, training raised employment of women by 2.1 percentage points after 24 months.",
        "Training raised employment of women by 0.021 (SE 0.008) after two years; the effect is significant.",
    ],
)
def test_what_the_record_says_passes(verdict_on, text: str) -> None:  # type: ignore[no-untyped-def]
    assert verdict_on(text).problems == ()


@pytest.mark.parametrize(
    "text",
    [
        "In Germany, training raised employment of women by 0.021.",
        "In Austria, sanctions raised employment of women by 0.021.",
        "In Austria, training raised employment of men by 0.021.",
        "In Austria, training raised wages of women by 0.021.",
        "In Austria, training reduced employment of women by 0.021.",
        "In Austria, training did not raise employment of women.",
        "In Austria, training raised employment of women by 0.021 after 12 months.",
        "In Austria, training raised employment of women by 0.021, which is not significant.",
        "In Austria, training raised employment of women by 2.1 percent.",
    ],
)
def test_one_thing_changed_does_not(verdict_on, text: str) -> None:  # type: ignore[no-untyped-def]
    assert verdict_on(text).sentence is None


def test_a_fall_is_told_without_its_sign(finding_citation: Citation, page: str, finding: Finding) -> None:
    earnings = finding.model_copy(
        update={
            "estimate": -1250.0,
            "se": 410.0,
            "column_label": "Earnings",
            "readings": {"estimate": finding.readings["estimate"].model_copy(update={"raw": "−1,250"})},
        }
    )
    source = Source(page, "en", earnings)

    def passes(text: str) -> bool:
        return verify(Sentence(text=text, citations=(finding_citation,)), [source], "en").sentence is not None

    assert passes("Earnings fell by 1,250.")
    assert not passes("Earnings rose by 1,250.")
    assert not passes("Earnings changed by 1,250.")


def test_a_study_that_is_named_has_to_be_cited(
    finding_citation: Citation, page: str, finding: Finding
) -> None:
    names = {"Vouchers in Austria": finding_citation.document_id, "Sanctions in Sweden": "e" * 64}
    source = Source(page, "en", finding)

    def verdict(text: str) -> Verdict:
        return verify(Sentence(text=text, citations=(finding_citation,)), [source], "en", names=names)

    assert verdict("Vouchers in Austria: 0.021.").sentence is not None
    assert "Sanctions in Sweden is not cited" in verdict("Sanctions in Sweden: 0.021.").problems


def test_the_record_of_the_checks_travels_with_the_sentence(verdict_on) -> None:  # type: ignore[no-untyped-def]
    sentence = verdict_on("In Austria, training raised employment of women by 0.021.").sentence
    assert {check.kind for check in sentence.checks} == {
        "country",
        "programme",
        "target",
        "outcome",
        "direction",
    }
    assert all(check.agrees for check in sentence.checks)
