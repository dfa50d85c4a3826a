"""The results that an answer is made of: by study and outcome, the estimates that speak to the question best."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from almpo.evidence.findings import Finding
from almpo.evidence.vocabulary import OutcomeGroup
from almpo.synthesis.claims import stated_numbers
from almpo.synthesis.computed import asked_outcomes, asked_programmes, names_an_outcome
from almpo.synthesis.concepts import fold
from almpo.synthesis.estimates import is_sure
from almpo.synthesis.favour import PARTICULAR_GROUPS
from almpo.synthesis.harmonise import study_of
from almpo.synthesis.horizons import horizon_fit
from almpo.synthesis.lexicon import lexicon
from almpo.synthesis.pack import Estimate, EvidencePack
from almpo.synthesis.question import Kind, Question
from almpo.synthesis.quoting import concept_overlap
from almpo.synthesis.series import label_parts
from almpo.synthesis.sources import printed_token
from almpo.synthesis.verdicts import Verdict, outcome_told, verdict
from almpo.synthesis.verify import CLAUSE_END

STUDIES = 4
OUTCOMES = 2  # of a study
ESTIMATES = 3  # of a study and an outcome
LABEL = 110  # characters
SURE = 0.5  # confidence from which on an estimate may stand at the head of an answer
_CLOSE = (  # outcomes that speak to the same question
    {OutcomeGroup.EMPLOYMENT, OutcomeGroup.UNEMPLOYMENT_EXIT, OutcomeGroup.UNEMPLOYMENT_DURATION},
    {OutcomeGroup.EARNINGS, OutcomeGroup.WAGE},
)
_NOT_BY_ITSELF = {OutcomeGroup.OTHER, OutcomeGroup.PROGRAMME_PARTICIPATION}  # told only if asked for
_FACTS = {Kind.COST, Kind.COUNT}  # that a sentence of a report states


def asks_for_a_fact(question: Question) -> bool:
    """Whether a number is asked for that is no effect, so that sentences answer better than estimates."""
    return question.kind in _FACTS


class Told(NamedTuple):
    """An estimate with what sets it apart, as printed, and what it says."""

    estimate: Estimate
    label: str
    verdict: Verdict


class Result(NamedTuple):
    """What one study finds on one outcome."""

    study: str
    outcome: OutcomeGroup
    told: tuple[Told, ...]

    @property
    def first(self) -> Finding:
        return self.told[0].estimate.finding


def results(pack: EvidencePack) -> list[Result]:
    """Results on the outcomes that are asked for, or else on those close to them; on any if none is asked for.

    Studies come in the order of the evidence.
    """
    grouped: defaultdict[str, defaultdict[OutcomeGroup, list[Told]]] = defaultdict(lambda: defaultdict(list))
    for told, outcome in _on_what_is_asked(pack):
        grouped[study_of(told.estimate.finding)][outcome].append(told)
    return [
        Result(study, outcome, tuple(_best(pack.question, found)))
        for study, outcomes in list(grouped.items())[:STUDIES]
        for outcome, found in list(outcomes.items())[:OUTCOMES]
    ]


def _on_what_is_asked(pack: EvidencePack) -> list[tuple[Told, OutcomeGroup]]:
    """Outcomes that have no group of their own, as well-being, are known by the words beside the estimate."""
    found = list(_candidates(pack))
    asked = asked_outcomes(pack.question)
    words = {f"outcome:{code}" for code in pack.question.named("outcome")}
    if not names_an_outcome(pack.question):
        return [pair for pair in found if pair[1] in asked or pair[1] not in _NOT_BY_ITSELF]
    close = asked.union(*(family for family in _CLOSE if family & asked))
    exactly = [
        pair
        for pair in found
        if pair[1] in asked or (pair[1] is OutcomeGroup.OTHER and words & pair[0].estimate.concepts)
    ]
    return exactly or [pair for pair in found if pair[1] in close]


def _candidates(pack: EvidencePack) -> Iterator[tuple[Told, OutcomeGroup]]:
    for series in pack.series:
        for estimate in series.estimates:
            finding = estimate.finding
            outcome, says = outcome_told(finding), verdict(finding)
            label = _label(series.label, estimate.label)
            sound = finding.treatment_effect and is_trusted(finding) and CLAUSE_END not in label
            if sound and outcome and says and is_of_programme(finding, pack.question):
                yield Told(estimate, label, says), outcome


def is_trusted(finding: Finding) -> bool:
    """Whether it may stand at the head of an answer: printed, agreeing with itself, and read with some confidence."""
    reading = finding.readings.get("estimate")
    shown = (
        reading is not None and printed_token(reading.raw) is not None and "estimate" not in finding.derived
    )
    return (
        shown and not finding.extraction_doubt and (finding.confidence is None or finding.confidence >= SURE)
    )


def is_of_programme(finding: Finding, question: Question) -> bool:
    """Whether it may be an effect of a programme that is asked for: it is unless its class is known to be another."""
    asked = asked_programmes(question)
    return not asked or finding.lmp is None or finding.lmp in asked


def _best(question: Question, found: Sequence[Told]) -> list[Told]:
    """One specification of each: headline results first, then those on all participants rather than on some,
    then what fits the question, then what was measured latest, for the first months are spent in a programme.
    """
    best: dict[tuple[object, ...], Told] = {}
    for told in sorted(found, key=lambda told: _rank(question, told), reverse=True):
        one = told.estimate.finding
        same = (one.panel, one.row_label, one.outcome, one.population, one.horizon_months)
        best.setdefault(same, told)
    return list(best.values())[:ESTIMATES]


def _rank(question: Question, told: Told) -> tuple[bool, int, float, float]:
    finding, said = told.estimate.finding, told.estimate.concepts
    months = frozenset({round(finding.horizon_months)}) if finding.horizon_months else frozenset[int]()
    fit = concept_overlap(question.concepts, said) + horizon_fit(question.horizons, months)
    others = {f"target:{code}" for code in PARTICULAR_GROUPS - question.named("target")}
    return bool(finding.headline), -len(said & others), fit, finding.horizon_months or 0.0


def _label(shared: str, own: str) -> str:
    """What is printed beside an estimate; without what it shares with others where that is too long."""
    whole = " · ".join(_telling(label_parts(shared, own)))
    return whole if len(whole) <= LABEL else " · ".join(_telling(label_parts(own)))


def _telling(parts: Sequence[str]) -> list[str]:
    generic = lexicon("generic_labels")["labels"]["generic"]
    return [part for part in parts if fold(part) not in generic]


def horizon_of(finding: Finding) -> int | None:
    """Whole months after which it was measured, where this was read with some confidence."""
    months = finding.horizon_months
    if not months or months != int(months) or not is_sure(finding, "horizon_months"):
        return None
    return int(months)


def printed_horizon(finding: Finding) -> int | None:
    """The same, where it stands in months on the page of the estimate: not "two years", not what dates give."""
    months, reading = horizon_of(finding), finding.readings.get("horizon_months")
    if months is None or reading is None or reading.anchor is None or reading.anchor.page != finding.page:
        return None
    return months if any(number.value == months for number in stated_numbers(reading.anchor.quote)) else None
