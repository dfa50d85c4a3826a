"""How far the evidence that was found covers what was asked: what the decision to answer rests on."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from almpo.evidence.findings import Finding
from almpo.evidence.record import Record
from almpo.synthesis.candidates import Candidate
from almpo.synthesis.concepts import concepts
from almpo.synthesis.estimates import ReadTable, coded_concepts
from almpo.synthesis.horizons import horizons
from almpo.synthesis.question import Question, names_in
from almpo.synthesis.quoting import cites_others, concept_overlap, telling_numbers

# Outcomes that nearly every report speaks of; a question about any other one asks for that one.
_COMMON = {"employment", "exit", "unemployment_duration"}
_WHETHER_IT_PAYS = {"cost_benefit"}  # what something costs does not tell
_NO_OUTCOMES = {"participation", "unemployment"}  # words for those concerned, more often than outcomes
_LONG_RUN = 36  # months from which on a time asked for has to be reported
_NEAR = 0.75  # share of it that is near enough
_LABEL_WORDS = 6  # a longer label lists covariates rather than naming an outcome


class Report(NamedTuple):
    """A document that the question may be about: its title and passages, and the countries of its findings."""

    text: str
    countries: frozenset[str]  # ISO 3166; empty where they are not known

    @property
    def concepts(self) -> frozenset[str]:
        """What it is about; of places, only those it is known to be from, if any is known."""
        said = concepts(self.text)
        if self.countries:
            said = frozenset(code for code in said if not code.startswith("country:"))
        return said | {f"country:{code}" for code in self.countries}


class Coverage(Record):
    """Relevance and favour are probabilities, overlap a share of what was asked."""

    relevance: float = 0.0  # of the best hit
    favour: float = 0.0  # of the best document
    match: int = 0  # programmes, places and names asked for that one document is about
    overlap: float = 0.0  # concepts asked for that one result names
    names_missing: tuple[str, ...] = ()  # as asked for
    outcomes_missing: tuple[str, ...] = ()  # codes, where no result is about any outcome asked for
    countries_missing: tuple[str, ...] = ()
    policy_missing: bool = False  # a policy outside the field is asked for that no result names
    horizon_missing: int | None = None  # months, where what is asked for is longer than anything reported


def cover(
    question: Question,
    *,
    relevance: float,
    favour: float,
    reports: Sequence[Report],
    sentences: Sequence[Candidate],
    tables: Sequence[ReadTable],
) -> Coverage:
    """`reports` are the favoured documents, `sentences` and `tables` what they say."""
    texts = [report.text for report in reports]
    told = [concepts(sentence.text) for sentence in sentences if states_result(sentence.text)]
    estimated = [
        _outcome_concepts(finding) | table.caption for table in tables for finding in _effects(table, tables)
    ]
    results = [*told, *estimated]
    return Coverage(
        relevance=relevance,
        favour=favour,
        match=max((_matches(question, report) for report in reports), default=0),
        overlap=max((concept_overlap(question.concepts, said) for said in results), default=0.0),
        names_missing=tuple(name for name in question.names if not names_in([name], " ".join(texts))),
        outcomes_missing=_missing_outcomes(question, results),
        countries_missing=_missing_countries(question, reports),
        policy_missing=not _names_policy(question, results),
        horizon_missing=_missing_horizon(question, [one.text for one in sentences], tables),
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


def _names_policy(question: Question, results: Iterable[frozenset[str]]) -> bool:
    """Does a result name the policy outside the field, as a minimum wage, that is asked for, if any is?"""
    asked = {f"policy:{code}" for code in question.named("policy")}
    return not asked or any(asked & said for said in results)


def _missing_countries(question: Question, reports: Sequence[Report]) -> tuple[str, ...]:
    """The countries asked for that no report is from, or speaks of where it is not known where it is from."""
    asked = {f"country:{code}" for code in question.named("country")}
    found = {code for report in reports for code in report.concepts}
    return tuple(sorted(code.partition(":")[2] for code in asked - found))


def _missing_horizon(question: Question, texts: Sequence[str], tables: Sequence[ReadTable]) -> int | None:
    """The longest time asked for, if the reports speak of none that comes near."""
    asked = max(question.horizons, default=0)
    told = {months for text in texts for months in horizons(text)}
    told |= {round(one.finding.horizon_months or 0) for table in tables for one in table.findings}
    return asked if asked >= _LONG_RUN and max(told, default=0) < _NEAR * asked else None


def _matches(question: Question, report: Report) -> int:
    """How many of the programmes, places and names asked for a report is about."""
    asked = {f"{group}:{code}" for group in ("programme", "country") for code in question.named(group)}
    return len(asked & report.concepts) + names_in(question.names, report.text)


def _effects(table: ReadTable, tables: Sequence[ReadTable]) -> list[Finding]:
    """Findings of a table that were judged effects; all that may be, where no table has any that were."""
    judged = any(one.finding.treatment_effect for other in tables for one in other.findings)
    accepted = {True} if judged else {True, None}
    return [one.finding for one in table.findings if one.finding.treatment_effect in accepted]


def _outcome_concepts(finding: Finding) -> frozenset[str]:
    """What a finding is an effect on and for whom, from its short labels and its coded fields, sure or not."""
    labels = [finding.panel, finding.row_label, finding.column_label, finding.outcome]
    parts = [part for label in labels if label for part in re.split(r"\s[|·]\s", label)]
    short = [concepts(part) for part in parts if len(part.split()) <= _LABEL_WORDS]
    return coded_concepts(finding, sure=False).union(*short)
