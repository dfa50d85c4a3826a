"""How far the evidence that was found covers what was asked: what the decision to answer rests on."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from almpo.evidence.findings import Finding
from almpo.evidence.record import Record
from almpo.evidence.vocabulary import Design, Estimand
from almpo.synthesis.ages import ages
from almpo.synthesis.candidates import Candidate
from almpo.synthesis.claims import stated_numbers
from almpo.synthesis.concepts import concepts, fold
from almpo.synthesis.estimates import ReadTable, are_levels, coded_concepts, is_estimated
from almpo.synthesis.favour import PARTICULAR_GROUPS, keeps_its_form
from almpo.synthesis.horizons import horizons
from almpo.synthesis.lexicon import lexicon
from almpo.synthesis.question import Question, names_in
from almpo.synthesis.quoting import cites_others, concept_overlap, telling_numbers
from almpo.synthesis.verdicts import is_no_share

# Outcomes that nearly every report speaks of; a question about any other one asks for that one.
_COMMON = {"employment", "exit", "unemployment_duration"}
_WHETHER_IT_PAYS = {"cost_benefit"}  # what something costs does not tell
_NO_OUTCOMES = {"participation", "unemployment"}  # words for those concerned, more often than outcomes
_TOLD_TOGETHER = {"refugees": "migrants", "women": "men", "men": "women"}
# Methods that a result is from or not, and the designs that stand for them.
_DESIGNS: Mapping[str, Design | None] = {
    "instrumental": Design.IV,
    "discontinuity": Design.RDD,
    "did": Design.DID,
    "matching": Design.MATCHING,
    "two_step": None,
}
_OF_TAKING_PART = {Estimand.ATT, Estimand.LATE, Estimand.ATE, None}
_LONG_RUN = 36  # months from which on a time asked for has to be reported
_NEAR = 0.75  # share of it that is near enough
_MENTIONS = 3  # passages that name a country which a report of unknown origin is then taken to be about
_COMES_NEAR = 0.6  # share of the best report's favour
_AMOUNT = 1000  # smaller numbers are told of too much to point to a report
_OF_MONEY = {"outcome:cost", "outcome:cost_benefit"}
_OF_SHARES = {"outcome:employment", "outcome:participation"}  # of people: thousands are no effect on these
_LABEL_WORDS = 6  # a longer label lists covariates rather than naming an outcome


class Report(NamedTuple):
    """A document that the question may be about: its retrieved passages, and the countries of its findings."""

    id: str
    favour: float
    language: str
    title: str
    passages: tuple[str, ...]
    countries: frozenset[str]  # ISO 3166; empty where they are not known

    @property
    def text(self) -> str:
        return "\n\n".join([self.title, *self.passages])

    @property
    def concepts(self) -> frozenset[str]:
        """What it is about; of places, only those it is known to be from, if any is known."""
        said = concepts(self.text)
        if self.countries:
            said = frozenset(code for code in said if not code.startswith("country:"))
        return said | {f"country:{code}" for code in self.countries}


class Coverage(Record):
    """Relevance and favour are probabilities, overlap a share of what was asked.

    What is missing of outcome, group and method is so in the report that comes closest: that another one has
    it, on another programme, does not help.
    """

    relevance: float = 0.0  # of the best hit
    favour: float = 0.0  # of the best document
    match: int = 0  # programmes, places and names asked for that one document is about
    overlap: float = 0.0  # concepts asked for that one result names
    names_missing: tuple[str, ...] = ()  # as asked for
    programmes_missing: tuple[str, ...] = ()  # codes, where no result is about any programme asked for
    outcomes_missing: tuple[str, ...] = ()  # codes, where no result is about any outcome asked for
    targets_missing: tuple[str, ...] = ()  # codes of groups that no result is told for
    methods_missing: tuple[str, ...] = ()  # codes of methods that no result is from
    countries_missing: tuple[str, ...] = ()
    policy_missing: bool = False  # a policy outside the field is asked for that no result names
    horizon_missing: int | None = None  # months, where what is asked for is longer than anything reported
    offers_only: bool = False  # asked for is the effect of taking part, told is that of being offered to


class _Results(NamedTuple):
    """What a report tells: the concepts of each of its results, its effects, and the groups in their tables."""

    concepts: tuple[frozenset[str], ...]
    effects: tuple[Finding, ...]
    groups: frozenset[str]
    evaluates: bool

    @property
    def named(self) -> frozenset[str]:
        return frozenset().union(*self.concepts)


def cover(
    question: Question,
    *,
    relevance: float,
    favour: float,
    reports: Sequence[Report],
    sentences: Sequence[Candidate],
    tables: Sequence[ReadTable],
) -> Coverage:
    """`reports` are the favoured documents, best first, `sentences` and `tables` what they say."""
    results = {report.id: _results(report.id, sentences, tables) for report in reports}
    every = [said for one in results.values() for said in one.concepts]
    asked = frozenset(code for code in question.concepts if not code.startswith("country:"))
    near = _nearest(question, [report for report in reports if report.favour >= _COMES_NEAR * favour])
    lacking = [_lacking(question, report, results[report.id]) for report in near]
    nearest = min(lacking, key=lambda lacks: lacks.weight, default=_Lacking((), (), (), (), False))
    return Coverage(
        relevance=relevance,
        favour=favour,
        match=max((_matches(question, report) for report in reports), default=0),
        overlap=max((concept_overlap(asked, said) for said in every), default=0.0),
        names_missing=_missing_names(question, reports),
        programmes_missing=nearest.programmes,
        outcomes_missing=nearest.outcomes,
        targets_missing=nearest.targets,
        methods_missing=nearest.methods,
        countries_missing=_missing_countries(question, reports, results),
        policy_missing=not _names_policy(question, every),
        horizon_missing=_missing_horizon(question, [one.text for one in sentences], tables),
        offers_only=nearest.offers_only,
    )


def _nearest(question: Question, reports: Sequence[Report]) -> list[Report]:
    """The reports that have the most of the names and large numbers by which the question points to one."""
    amounts = {number.value for number in stated_numbers(question.text) if number.value >= _AMOUNT}
    amounts -= {float(year) for year in question.years}

    def pointed_at(report: Report) -> int:
        said = {number.value for number in stated_numbers(report.text)} if amounts else set()
        return names_in(question.names, report.text) + len(amounts & said)

    most = max(map(pointed_at, reports), default=0)
    return [report for report in reports if pointed_at(report) == most]


def states_result(text: str) -> bool:
    """Does a sentence state a result of its own: an estimate, or that there is no effect?"""
    finds = any(number.is_estimate for number in telling_numbers(text)) or "result:no_effect" in concepts(
        text
    )
    return finds and not cites_others(text)


def _results(report: str, sentences: Sequence[Candidate], tables: Sequence[ReadTable]) -> _Results:
    own = [table for table in tables if table.first.document_id == report and not are_levels(table)]
    judged = any(one.finding.treatment_effect for table in own for one in table.findings)
    estimated = [
        (finding, _outcome_concepts(finding, table) | table.caption)
        for table in own
        for finding in _effects(table, judged)
    ]
    told = [
        concepts(sentence.text) | ages(sentence.text)
        for sentence in sentences
        if sentence.passage.document_id == report and states_result(sentence.text)
    ]
    if judged:  # an evaluation: sentences count that tell of an effect, or of money
        told = [
            said if any(code.startswith("result:") for code in said) else said & _OF_MONEY for said in told
        ]
    groups = frozenset(
        code
        for table in own
        if any(one.finding.treatment_effect for one in table.findings)
        for one in table.findings
        for code in one.concepts
        if code.startswith("target:")
    )
    return _Results(
        (*told, *(said for _, said in estimated)), tuple(finding for finding, _ in estimated), groups, judged
    )


class _Lacking(NamedTuple):
    """What a report lacks of what was asked."""

    programmes: tuple[str, ...]
    outcomes: tuple[str, ...]
    targets: tuple[str, ...]
    methods: tuple[str, ...]
    offers_only: bool

    @property
    def weight(self) -> int:
        return (
            bool(self.programmes)
            + bool(self.outcomes)
            + bool(self.targets)
            + bool(self.methods)
            + self.offers_only
        )


def _lacking(question: Question, report: Report, results: _Results) -> _Lacking:
    return _Lacking(
        _missing_programmes(question, report, results),
        _missing_outcomes(question, results.named),
        _missing_targets(question, report, results),
        _missing_methods(question, report, results),
        _tells_of_offers_only(question, results.effects),
    )


def _missing_outcomes(question: Question, found: frozenset[str]) -> tuple[str, ...]:
    """The outcomes asked for, if no result names any of them."""
    asked = question.named("outcome") - _NO_OUTCOMES
    wanted = asked & _WHETHER_IT_PAYS or asked - _COMMON or asked
    return () if any(f"outcome:{code}" in found for code in wanted) else tuple(sorted(wanted))


def _missing_targets(question: Question, report: Report, results: _Results) -> tuple[str, ...]:
    """The groups asked for, if neither a result nor the report as a whole is about any of them."""
    named = {code.partition(":")[2] for code in ages(question.text)} | question.named("target")
    accepted = named - {"jobseekers"} | {_TOLD_TOGETHER[code] for code in named if code in _TOLD_TOGETHER}
    found = results.named | results.groups | concepts(report.title)
    return (
        ()
        if any(f"target:{code}" in found for code in accepted)
        else tuple(sorted(named & PARTICULAR_GROUPS))
    )


def _missing_programmes(question: Question, report: Report, results: _Results) -> tuple[str, ...]:
    """The programmes asked for, if neither a result nor the report as a whole is about any of them. A text without
    effects of its own, whose results name a programme only once, is about what its passages speak of.
    """
    asked = question.named("programme")
    found = results.named | (concepts(report.title) if results.evaluates else report.concepts)
    return () if any(f"programme:{code}" in found for code in asked) else tuple(sorted(asked))


def _missing_methods(question: Question, report: Report, results: _Results) -> tuple[str, ...]:
    """The methods asked for, if neither a result is from one of them nor the report speaks of any."""
    asked = question.named("method") & _DESIGNS.keys()
    found = results.named | report.concepts
    designs = {finding.design for finding in results.effects}
    told = any(f"method:{code}" in found or (_DESIGNS[code] or "") in designs for code in asked)
    return () if told else tuple(sorted(asked))


def _tells_of_offers_only(question: Question, effects: Sequence[Finding]) -> bool:
    """Is the effect of taking part asked for, where those of being offered to alone are told?"""
    asked = _taking_part().search(fold(question.text)) is not None
    return asked and bool(effects) and not any(one.estimand in _OF_TAKING_PART for one in effects)


@cache
def _taking_part() -> re.Pattern[str]:
    return re.compile("|".join(lexicon("taking_part")["taking_part"]))


def _missing_names(question: Question, reports: Sequence[Report]) -> tuple[str, ...]:
    """The names asked for that no report has, of those that it would have to spell as the question does."""
    texts = " ".join(report.text for report in reports)
    languages = {report.language for report in reports}
    return tuple(
        name
        for name in question.names
        if any(keeps_its_form(name, question.language, language) for language in languages)
        and not names_in([name], texts)
    )


def _names_policy(question: Question, results: Iterable[frozenset[str]]) -> bool:
    """Does a result name the policy outside the field, as a minimum wage, that is asked for, if any is?"""
    asked = {f"policy:{code}" for code in question.named("policy")}
    return not asked or any(asked & said for said in results)


def _missing_countries(
    question: Question, reports: Sequence[Report], results: Mapping[str, _Results]
) -> tuple[str, ...]:
    """The countries asked for that no report is from. Where it is not known where one is from, its title, a
    result or several passages must name the country: a mention in passing is no evidence on it.
    """
    asked = {f"country:{code}" for code in question.named("country")}
    found: set[str] = set()
    for report in reports:
        if report.countries:
            found |= {f"country:{code}" for code in report.countries}
        else:
            named = Counter(code for passage in report.passages for code in concepts(passage))
            found |= results[report.id].named | concepts(report.title)
            found |= {code for code, count in named.items() if count >= _MENTIONS}
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


def _effects(table: ReadTable, judged: bool) -> list[Finding]:
    """Findings of a table that were judged effects; all that it holds, where no table of the report has any."""
    return [
        one.finding
        for one in table.findings
        if one.finding.treatment_effect or (not judged and is_estimated(one.finding))
    ]


def _outcome_concepts(finding: Finding, table: ReadTable) -> frozenset[str]:
    """What a finding is an effect on and for whom, from its short labels and its coded fields, sure or not."""
    labels = [finding.panel, finding.row_label, finding.column_label, finding.outcome, finding.population]
    parts = [part for label in labels if label for part in re.split(r"\s[|·]\s", label)]
    short = [concepts(part) | ages(part) for part in parts if len(part.split()) <= _LABEL_WORDS]
    said = coded_concepts(finding, sure=False).union(*short)
    return said - _OF_SHARES if is_no_share(finding) else said
