"""Effects stated in prose, with their exact quote."""

import pytest
from finding_tables import make_table

from almpo.evidence.documents import Page, ParsedDocument
from almpo.evidence.findings import Finding
from almpo.evidence.vocabulary import PageStatus, Unit
from almpo.extraction.extract import extract_findings

ABOUT = (
    "Abstract. We evaluate a training programme of the public employment service for unemployed job seekers. "
    "The programme was assigned to the unemployed at random. "
)


def told(sentence: str, language: str = "en") -> list[Finding]:
    page = Page(number=1, status=PageStatus.PARSED, text=ABOUT + sentence)
    parsed = ParsedDocument(document_id="d", language=language, pages=(page,), parser="t")
    return [finding for finding in extract_findings(parsed) if finding.source == "text"]


@pytest.mark.parametrize(
    ("sentence", "language", "estimate", "unit"),
    [
        ("The programme raised employment by 4.2 percentage points.", "en", 4.2, Unit.PERCENTAGE_POINTS),
        ("The programme reduced unemployment by 3.5 percent.", "en", -3.5, Unit.PERCENT),
        ("Die Maßnahme erhöhte die Beschäftigung um 4,2 Prozentpunkte.", "de", 4.2, Unit.PERCENTAGE_POINTS),
        ("Le programme augmente l'emploi de 4,2 points de pourcentage.", "fr", 4.2, Unit.PERCENTAGE_POINTS),
        ("El programa aumentó el empleo en 4,2 puntos porcentuales.", "es", 4.2, Unit.PERCENTAGE_POINTS),
    ],
)
def test_number_unit_and_direction(sentence: str, language: str, estimate: float, unit: Unit) -> None:
    (found,) = told(sentence, language)
    assert (found.estimate, found.unit) == (estimate, unit)
    assert found.quote == sentence
    anchor = found.anchor
    assert anchor is not None
    assert anchor.start is not None
    assert (ABOUT + sentence)[anchor.start : anchor.end] == anchor.quote


@pytest.mark.parametrize(
    "sentence",
    [
        "The sample holds 4,200 persons.",
        "Unemployment stood at 7.1 percent in 2015.",
        "See Table 4.2 and Section 3.",
    ],
)
def test_other_numbers_are_no_effects(sentence: str) -> None:
    assert told(sentence) == []


def test_a_sentence_takes_from_its_table_what_it_leaves_open() -> None:
    table = make_table(
        "| Employed\nTraining | 4.2\n | (1.1)", caption="Effects after 24 months, percentage points"
    )
    text = f"{ABOUT}The programme brought a rise by 4.2 percentage points for the participants."
    page = Page(number=1, status=PageStatus.PARSED, text=text)
    parsed = ParsedDocument(document_id="d", language="en", pages=(page,), tables=(table,), parser="t")
    of_table, of_text = extract_findings(parsed)
    assert (of_table.source, of_text.source) == ("table", "text")
    assert (of_text.horizon_months, of_text.outcome_group) == (24, of_table.outcome_group)
