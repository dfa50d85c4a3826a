from datetime import UTC, datetime

import pytest

from almpo.evidence.answers import Citation
from almpo.evidence.documents import Document
from almpo.evidence.findings import Finding, Reading
from almpo.evidence.vocabulary import DocumentStatus, FindingStatus, OutcomeGroup, Unit
from almpo.synthesis.pack import Estimate, EvidencePack, Quote, Series
from almpo.synthesis.question import understand
from almpo.synthesis.writers.plain import PlainWriter, directions, document_name

ID = "d" * 64
DOCUMENT = Document(
    id=ID,
    name="vouchers_2019.pdf",
    media_type="application/pdf",
    size=1,
    status=DocumentStatus.READY,
    title="Training vouchers",
    added_at=datetime(2026, 1, 2, tzinfo=UTC),
)


def finding(number: int = 1, **fields: object) -> Finding:
    printed = {"estimate": Reading(raw="−0.021**"), "se": Reading(raw="(0.008)"), "n": Reading(raw="10,714")}
    values: dict[str, object] = {
        "id": f"{number:032x}",
        "document_id": ID,
        "source": "table",
        "page": 3,
        "table": "Table 3",
        "panel": "Panel A: Women",
        "row_label": "Voucher",
        "column_label": "(2) | Employment",
        "estimate": -0.021,
        "se": 0.008,
        "n": 10714,
        "readings": printed,
        "extractor": "test",
    }
    return Finding(**{**values, **fields})


def pack(*findings: Finding, quotes: tuple[str, ...] = (), document: Document = DOCUMENT) -> EvidencePack:
    def cite(page: int, **fields: str) -> Citation:
        return Citation(document_id=ID, document=document.name, page=page, **fields)

    return EvidencePack(
        question=understand("Does it work?", "en"),
        quotes=tuple(
            Quote(text=text, citations=(cite(1, quote=text),), language="en", score=1.0) for text in quotes
        ),
        series=tuple(
            Series(
                label="Voucher",
                estimates=(
                    Estimate(citations=(cite(one.page, finding_id=one.id),), finding=one, label="Women"),
                ),
            )
            for one in findings
        ),
        documents={ID: document},
    )


def texts(evidence: EvidencePack, language: str = "en") -> list[str]:
    return [sentence.text for sentence in PlainWriter().write(evidence, language)]


def test_an_estimate_is_told_with_its_labels_and_numbers_as_printed() -> None:
    said = texts(pack(finding()))
    assert "Training vouchers, Table 3: Voucher – Women: -0.021 (SE 0.008, n = 10,714)." in said


def test_a_unit_is_told_only_where_it_was_read() -> None:
    assert (
        "-0.021 Prozentpunkte (Standardfehler 0.008"
        in texts(pack(finding(unit=Unit.PERCENTAGE_POINTS)), "de")[1]
    )
    assert "-0.021 (Standardfehler" in texts(pack(finding(unit=Unit.PROBABILITY)), "de")[1]
    assert "-0.021 EUR (SE" in texts(pack(finding(unit=Unit.CURRENCY, currency="EUR")))[1]


def test_derived_numbers_are_not_told_as_printed() -> None:
    assert "SE" not in texts(pack(finding(derived=("se",))))[1]


def test_estimates_of_one_table_name_it_once() -> None:
    said = texts(pack(finding(1), finding(2)))
    assert said[1].startswith("Training vouchers, Table 3:")
    assert said[2].startswith("Voucher – Women")


def test_a_title_with_digits_gives_way_to_the_file_name() -> None:
    assert document_name(DOCUMENT) == "Training vouchers"
    assert document_name(DOCUMENT.model_copy(update={"title": "Evaluation 2014"})) == "vouchers_2019.pdf"
    assert document_name(DOCUMENT.model_copy(update={"title": None})) == "vouchers_2019.pdf"
    assert len(document_name(DOCUMENT.model_copy(update={"title": "long " * 60}))) < 100


@pytest.mark.parametrize(
    ("changes", "remark"),
    [
        ({}, "no expert has checked"),
        ({"status": FindingStatus.VALIDATED}, None),
    ],
)
def test_unvalidated_estimates_are_marked(changes: dict[str, object], remark: str | None) -> None:
    said = " ".join(texts(pack(finding(**changes))))
    assert ("no expert has checked" in said) is (remark is not None)


def test_estimates_that_contradict_each_other_are_named_so() -> None:
    up = finding(2, estimate=0.021)
    assert any("different directions" in text for text in texts(pack(finding(1), up)))
    assert not any("different directions" in text for text in texts(pack(finding(1))))


def test_less_unemployment_and_more_employment_point_the_same_way() -> None:
    more = finding(1, estimate=0.021, se=0.005, outcome_group=OutcomeGroup.EMPLOYMENT)
    less = finding(2, estimate=-0.021, se=0.005, outcome_group=OutcomeGroup.BENEFIT_RECEIPT)
    assert directions([more, less]) == {1}


def test_a_hazard_ratio_has_no_direction() -> None:
    assert directions([finding(unit=Unit.HAZARD_RATIO, estimate=0.8)]) == set()
    assert directions([finding(se=0.5)]) == set()


def test_synthetic_reports_are_marked_by_name_and_remark() -> None:
    said = texts(pack(quotes=("It rose.",), document=DOCUMENT.model_copy(update={"synthetic": True})))
    assert "Training vouchers (synthetic): “It rose.”" in said
    assert any("made up" in text for text in said)


def test_no_evidence_no_words() -> None:
    assert texts(pack()) == []
