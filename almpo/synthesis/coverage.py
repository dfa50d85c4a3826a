"""How far the evidence that was found covers what was asked: what the decision to answer rests on."""

import re
from collections.abc import Iterable, Sequence

from almpo.evidence.findings import Finding
from almpo.evidence.record import Record
from almpo.synthesis.candidates import Candidate
from almpo.synthesis.concepts import concepts
from almpo.synthesis.estimates import ReadTable, coded_concepts, is_sure
from almpo.synthesis.question import Question, names_in
from almpo.synthesis.quoting import cites_others, concept_overlap, telling_numbers

# Outcomes that nearly every report speaks of; a question about any other one asks for that one.
_COMMON = {"employment", "exit", "unemployment_duration"}
_WHETHER_IT_PAYS = {"cost_benefit"}  # what something costs does not tell
_NO_OUTCOMES = {"participation", "unemployment"}  # words for those concerned, more often than outcomes
_LABEL_WORDS = 6  # a longer label lists covariates rather than naming an outcome


class Coverage(Record):
    """Relevance and favour are probabilities, overlap a share of what was asked."""

    relevance: float = 0.0  # of the best hit
    favour: float = 0.0  # of the best document
    overlap: float = 0.0  # concepts asked for that one result names
    names_missing: tuple[str, ...] = ()  # as asked for
    outcomes_missing: tuple[str, ...] = ()  # codes, where no result is about any outcome asked for
    countries_missing: tuple[str, ...] = ()


def cover(
    question: Question,
    *,
    relevance: float,
    favour: float,
    texts: Sequence[str],
    sentences: Sequence[Candidate],
    tables: Sequence[ReadTable],
) -> Coverage:
    """`texts` are the passages and titles of the favoured documents, `sentences` and `tables` what they say."""
    told = [concepts(sentence.text) for sentence in sentences if states_result(sentence.text)]
    estimated = [
        _outcome_concepts(finding) | table.caption for table in tables for finding in _effects(table, tables)
    ]
    results = [*told, *estimated]
    return Coverage(
        relevance=relevance,
        favour=favour,
        overlap=max((concept_overlap(question.concepts, said) for said in results), default=0.0),
        names_missing=tuple(name for name in question.names if not names_in([name], " ".join(texts))),
        outcomes_missing=_missing_outcomes(question, results),
        countries_missing=_missing_countries(question, texts, tables),
    )


def states_result(text: str) -> bool:
    """Does a sentence state a result of its own: an estimate, or that there is no effect?"""
    finds = any(number.is_estimate for number in telling_numbers(text)) or "result:no_effect" in concepts(
        text
    )
    return finds and not cites_others(text)


def _missing_outcomes(question: Question, results: Iterable[frozenset[str]]) -> tuple[str, ...]:
    """The outcomes asked for, if no result names any of them."""
    asked = question.named("outcome") - _NO_OUTCOMES
    wanted = asked & _WHETHER_IT_PAYS or asked - _COMMON or asked
    found = {code for said in results for code in said}
    return () if any(f"outcome:{code}" in found for code in wanted) else tuple(sorted(wanted))


def _missing_countries(
    question: Question, texts: Iterable[str], tables: Iterable[ReadTable]
) -> tuple[str, ...]:
    asked = {f"country:{code}" for code in question.named("country")}
    found = {code for text in texts for code in concepts(text)}
    found |= {code for table in tables for code in table.concepts}
    return tuple(sorted(code.partition(":")[2] for code in asked - found))


def _effects(table: ReadTable, tables: Sequence[ReadTable]) -> list[Finding]:
    """Findings of a table that were judged effects; all that may be, where no table has any that were."""
    judged = any(one.finding.treatment_effect for other in tables for one in other.findings)
    accepted = {True} if judged else {True, None}
    return [one.finding for one in table.findings if one.finding.treatment_effect in accepted]


def _outcome_concepts(finding: Finding) -> frozenset[str]:
    """What a finding is an effect on and for whom, from its short labels and its sure fields."""
    labels = [finding.panel, finding.row_label, finding.column_label]
    if is_sure(finding, "outcome"):
        labels.append(finding.outcome)
    parts = [part for label in labels if label for part in re.split(r"\s[|·]\s", label)]
    short = [concepts(part) for part in parts if len(part.split()) <= _LABEL_WORDS]
    return coded_concepts(finding).union(*short)
