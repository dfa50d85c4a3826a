"""Effects stated in prose, each with its exact quote, linked to the table finding with the same number."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from almpo.evidence.documents import Page
from almpo.evidence.findings import Finding, Reading
from almpo.evidence.record import content_id
from almpo.evidence.vocabulary import Unit
from almpo.extraction import prose_words as say
from almpo.extraction.context import ABSTRACT, CONCLUSION, DocumentContext
from almpo.extraction.fields.outcome import group_of
from almpo.extraction.folding import fold
from almpo.extraction.sources import sentences
from almpo.extraction.statements import Statement, statements
from almpo.extraction.topic import PEOPLE, PROGRAMMES
from almpo.measures.numbers import DecimalMark, usual_decimal

EXTRACTOR = "prose-1"
LEAST_CONFIDENCE = 0.5
_POINT_DECIMALS = re.compile(r"\d\.\d{1,2}(?!\d)")


class Told(NamedTuple):
    """A finding told in the text, and the table finding with the same number."""

    finding: Finding
    twin: Finding | None


def read_prose(context: DocumentContext, from_tables: Sequence[Finding]) -> list[Told]:
    """Effects that the text of a document on the topic tells as its own results, in reading order."""
    if context.topic.on is not True:
        return []
    told = [
        _told(statement, sentence, start, page, context, from_tables)
        for page in context.parsed.pages
        for start, sentence in _sentences(page, context)
        for statement in statements(sentence, _decimal(sentence, context.parsed.language))
    ]
    return [one for one in told if (one.finding.confidence or 0) >= LEAST_CONFIDENCE]


def _sentences(page: Page, context: DocumentContext) -> Iterator[tuple[int, str]]:
    """Sentences of a page before the list of references, with their offset, that are about some outcome."""
    flowing = re.sub(r"(?<!\n)\n(?!\n)", " ", page.text)
    end = context.references_from
    for start, sentence in sentences(flowing, context.parsed.language):
        if end is not None and (page.number, start) >= end:
            return
        words = sentence.split()
        numbers = sum(any(character.isdigit() for character in word) for word in words)
        if 5 <= len(words) <= 90 and numbers <= 0.35 * len(words):
            folded = fold(sentence)
            if not say.OTHERS.search(folded) or say.OWN.search(folded):
                yield start, sentence


def _decimal(sentence: str, language: str) -> DecimalMark:
    return "." if _POINT_DECIMALS.search(sentence) else usual_decimal(language)


def _told(
    statement: Statement,
    sentence: str,
    start: int,
    page: Page,
    context: DocumentContext,
    from_tables: Sequence[Finding],
) -> Told:
    twin = _twin(statement, from_tables)
    begin, end = start + statement.start, start + statement.end
    section = context.section_at(page.number, start)
    title = fold(section.title) if section else ""
    prominent = page.number == 1 or bool(ABSTRACT.search(title) or CONCLUSION.search(title))
    reading = Reading(raw=page.text[begin:end], anchor=page.anchor(context.document_id, begin, end))
    finding = Finding(
        id=content_id(context.document_id, "text", page.number, begin),
        document_id=context.document_id,
        source="text",
        page=page.number,
        quote=page.text[start : start + len(sentence)],
        estimate=statement.value,
        se=statement.se,
        se_printed_in="parentheses" if statement.se is not None else None,
        treatment_effect=True,
        headline=True if prominent else None,
        unit=statement.unit,
        note=f"same number as {twin.table or 'a table'} on page {twin.page}" if twin else None,
        extractor=EXTRACTOR,
        readings={"estimate": reading, "unit": reading},
        confidence=_confidence(statement, fold(sentence), prominent, twin),
    )
    return Told(finding, twin)


def _twin(statement: Statement, from_tables: Sequence[Finding]) -> Finding | None:
    """The table finding that carries the same number, perhaps as a fraction of 1; effects only."""
    scales = (1.0, 100.0) if statement.unit in (Unit.PERCENT, Unit.PERCENTAGE_POINTS) else (1.0,)
    for finding in from_tables:
        values = (abs(finding.estimate) * scale for scale in scales)
        if finding.treatment_effect and any(abs(value - abs(statement.value)) < 1e-9 for value in values):
            return finding
    return None


def _confidence(statement: Statement, folded: str, prominent: bool, twin: Finding | None) -> float:
    """Strength of the wording; more for outcome and programme named, own results, prominence, a twin."""
    sure = statement.strength
    sure += 0.1 if group_of(folded, general=False) else -0.1
    sure += 0.1 if PROGRAMMES.search(folded) or PEOPLE.search(folded) else 0.0
    sure += 0.1 if say.OWN.search(folded) else 0.0
    sure += 0.1 if twin else 0.0
    sure += 0.15 if prominent else 0.0
    sure -= 0.2 if say.OTHERS.search(folded) else 0.0
    return round(min(max(sure, 0.05), 0.97), 3)
