"""Heads speak where no list knows: titles, sentences and labels in words or languages without lists."""

from collections.abc import Mapping

from finding_tables import ON_TOPIC, make_document, make_table

from almpo.evidence.findings import Finding
from almpo.evidence.vocabulary import Design, Origin, OutcomeGroup, ProgrammeType
from almpo.extraction.context import DocumentContext
from almpo.extraction.extract import extract_findings
from almpo.extraction.fields.design import usual_design
from almpo.extraction.fields.programme import usual_type

TITLE = "Kortsluitingstraject"
SENTENCE = "Whoever drew a red card in the hall of the office went home without a place."
LIKELY: dict[tuple[str, str], Mapping[str, float]] = {
    ("lmp", TITLE): {"1": 0.9, "none": 0.1},
    ("design", SENTENCE): {"RCT": 0.95, "none": 0.05},
    ("outcome_group", "Zaposlen"): {"employment": 0.95, "other": 0.05},
    ("outcome_group", "Levak"): {"employment": 0.5, "other": 0.5},
}


def suggest(field: str, text: str) -> Mapping[str, float]:
    return LIKELY.get(
        (field, text.strip()),
        {"none": 1.0} if field != "outcome_group" else {"employment": 0.5, "other": 0.5},
    )


def test_the_type_of_a_title_without_known_words():
    document = make_document("What came of it for those who took part.", title=TITLE)
    found = usual_type(DocumentContext(document, suggest))
    assert found is not None
    assert (found.value, found.reading.origin) == (ProgrammeType.SERVICES, Origin.MODEL)
    assert usual_type(DocumentContext(document)) is None


def test_a_design_told_without_its_name():
    document = make_document(
        f"The places were few. {SENTENCE} It rained all day in the north of the country."
    )
    found = usual_design(DocumentContext(document, suggest))
    assert found is not None
    assert (found.value, found.reading.raw, found.reading.origin) == (Design.RCT, SENTENCE, Origin.MODEL)
    assert usual_design(DocumentContext(document)) is None


def read(head: str) -> list[Finding]:
    table = make_table(
        f"| Employed | {head}\nTraining | 0.1 | 0.2\n | (0.05) | (0.05)", note="Standard errors."
    )
    return list(extract_findings(make_document(ON_TOPIC, tables=[table]), suggest=suggest))


def test_labels_beside_known_outcomes():
    assert [f.outcome_group for f in read("Zaposlen")] == [OutcomeGroup.EMPLOYMENT, OutcomeGroup.EMPLOYMENT]
    assert read("Zaposlen")[1].readings["outcome_group"].origin is Origin.MODEL
    assert read("Levak")[1].outcome_group is OutcomeGroup.OTHER  # the head is not sure
