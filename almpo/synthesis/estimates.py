"""Which tables and findings speak to a question, and how well."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from almpo.evidence.answers import Citation
from almpo.evidence.documents import Document, Table
from almpo.evidence.findings import Finding
from almpo.evidence.vocabulary import FindingStatus, OutcomeGroup, ProgrammeType, TargetGroup
from almpo.synthesis.concepts import concepts
from almpo.synthesis.horizons import horizon_fit_of
from almpo.synthesis.question import Question
from almpo.synthesis.quoting import concept_weight, name_overlap

# How the closed vocabularies are called in lexicon/concepts.toml, where they differ.
_OUTCOMES = {
    OutcomeGroup.UNEMPLOYMENT_EXIT: ("exit",),
    OutcomeGroup.PROGRAMME_PARTICIPATION: ("participation",),
    OutcomeGroup.SANCTION: (),
    OutcomeGroup.OTHER: (),
}
_TARGETS = {
    TargetGroup.MIGRANTS_REFUGEES: ("migrants", "refugees"),
    TargetGroup.ALL_UNEMPLOYED: (),
    TargetGroup.OTHER: (),
    TargetGroup.EMPLOYED: (),
}
_PROGRAMMES = {
    ProgrammeType.SERVICES: ("services",),
    ProgrammeType.TRAINING: ("training",),
    ProgrammeType.EMPLOYMENT_INCENTIVES: ("subsidy",),
    ProgrammeType.SUPPORTED_EMPLOYMENT: ("supported",),
    ProgrammeType.DIRECT_JOB_CREATION: ("job_creation",),
    ProgrammeType.START_UP: ("start_up",),
    ProgrammeType.MONITORING_SANCTIONS: ("monitoring", "sanctions"),
}

_LABOUR_MARKET = frozenset(
    f"outcome:{code}"
    for code in (
        "employment",
        "earnings",
        "wage",
        "hours",
        "unemployment_duration",
        "exit",
        "benefit_receipt",
    )
)
_LEVELS, _FAR_FROM_ZERO = 6, 4.0  # so many estimates, all so many standard errors above zero, are no effects

_EFFECTS, _NO_EFFECTS = 0.3, -0.4  # what it adds to a table's worth that it holds effects, or none
_SURE = 0.5  # confidence below which a coded field is not relied on


class ReadFinding(NamedTuple):
    """A finding and the concepts that its labels and its coded fields name."""

    finding: Finding
    concepts: frozenset[str]


class ReadTable(NamedTuple):
    """The findings of one table that may be told; the concepts of its caption, and of all its words."""

    findings: tuple[ReadFinding, ...]
    caption: frozenset[str]
    concepts: frozenset[str]
    text: str

    @property
    def first(self) -> Finding:
        return self.findings[0].finding


def coded_concepts(finding: Finding, *, sure: bool = True) -> frozenset[str]:
    """The concepts that the coded fields of a finding stand for; `sure` passes doubtful readings over."""
    codes: set[str] = set()

    def counts(*fields: str) -> bool:
        return not sure or is_sure(finding, *fields)

    if (outcome := finding.outcome_group) is not None and counts("outcome_group", "outcome"):
        codes |= outcome_concepts(outcome)
    if counts("target_groups", "population"):
        for group in finding.target_groups:
            codes |= {f"target:{code}" for code in _TARGETS.get(group, (group.value,))}
    if finding.lmp is not None and counts("lmp", "programme"):
        codes |= {f"programme:{code}" for code in _PROGRAMMES.get(finding.lmp, ())}
    if finding.country and counts("country"):
        codes |= {f"country:{code}" for code in re.split(r"[^A-Z]+", finding.country) if code}
    return frozenset(codes)


def outcome_concepts(outcome: OutcomeGroup) -> frozenset[str]:
    """The concepts that an outcome group stands for."""
    return frozenset(f"outcome:{code}" for code in _OUTCOMES.get(outcome, (outcome.value,)))


def cite(finding: Finding, document: Document) -> Citation:
    """The citation of a finding: the spot where its estimate is printed."""
    return Citation(
        document_id=document.id,
        document=document.name,
        page=finding.page,
        anchor=finding.anchor,
        finding_id=finding.id,
        synthetic=document.synthetic,
    )


def programme_concepts(classes: Iterable[str]) -> frozenset[str]:
    """The concepts that LMP classes stand for."""
    named = (name for code in classes for name in _PROGRAMMES.get(ProgrammeType(code), ()))
    return frozenset(f"programme:{name}" for name in named)


def is_sure(finding: Finding, *fields: str) -> bool:
    """Whether the first of these fields that has a reading was read with some confidence."""
    reading = next((finding.readings[field] for field in fields if field in finding.readings), None)
    return reading is None or reading.confidence is None or reading.confidence >= _SURE


def label_text(finding: Finding) -> str:
    """What is printed beside an estimate and what it was read as, for matching."""
    parts = (finding.panel, finding.row_label, finding.column_label, finding.outcome, finding.population)
    return " · ".join(part for part in (*parts, finding.programme, finding.period, finding.quote) if part)


def may_be_told(finding: Finding) -> bool:
    """Not rejected, with its estimate as printed, and from a table: what the text says is quoted."""
    from_table = finding.source == "table"
    return from_table and finding.status != FindingStatus.REJECTED and "estimate" in finding.readings


def is_estimated(finding: Finding) -> bool:
    """Is anything printed about how precise it is? Means and shares of a description come without."""
    return any(value is not None for value in (finding.se, finding.t, finding.p, finding.ci_low))


def may_help(finding: Finding) -> bool:
    """Is it an effect, or another estimate, as of a control or a placebo?"""
    return finding.treatment_effect is not False or is_estimated(finding)


def read_tables(findings: Iterable[Finding], tables: Mapping[str, Table]) -> list[ReadTable]:
    """Findings that may be told, by table, in the order given."""
    read: dict[str, frozenset[str]] = {}  # labels repeat: each is read once
    grouped: defaultdict[str, list[ReadFinding]] = defaultdict(list)
    for finding in filter(may_be_told, findings):
        text = label_text(finding)
        if text not in read:
            read[text] = concepts(text)
        grouped[finding.table_id or finding.id].append(
            ReadFinding(finding, _without_guesses(finding, read[text]) | coded_concepts(finding))
        )
    return [_read_table(tables.get(key), members) for key, members in grouped.items()]


def _without_guesses(finding: Finding, said: frozenset[str]) -> frozenset[str]:
    """The concepts of labels but for labour market outcomes, where it is known what the outcome is."""
    if finding.outcome_group is None or not is_sure(finding, "outcome_group", "outcome"):
        return said
    return said - _LABOUR_MARKET


def _read_table(table: Table | None, members: Sequence[ReadFinding]) -> ReadTable:
    head = " ".join((table.label or "", table.caption, table.note[:300])) if table else ""
    labels = " ".join(dict.fromkeys(label_text(one.finding) for one in members))
    said = concepts(head).union(*(one.concepts for one in members))
    caption = concepts(table.caption) if table else frozenset[str]()
    return ReadTable(tuple(members), caption, said, f"{head} {labels}")


class Relevance(NamedTuple):
    """What the search says of a table: of its page, of its findings, and of its document."""

    page: float
    findings: float
    document: float


def rank_tables(
    question: Question,
    tables: Sequence[ReadTable],
    relevance: Callable[[ReadTable], Relevance],
    *,
    effects: bool = True,
) -> list[tuple[float, ReadTable]]:
    """Tables by how much they are worth to the question, best first. `effects`: it asks for effects of a
    programme, so that in a report that has any other tables stand back.
    """
    rarity = _rarity(tables)
    evaluations = {table.first.document_id for table in tables if holds_effects(table)}

    def kind(table: ReadTable) -> float:
        if holds_effects(table):
            return _EFFECTS
        beside = table.first.document_id in evaluations
        return (_NO_EFFECTS if effects else _NO_EFFECTS / 2) if beside else 0.0

    ranked = [(_worth(question, table, relevance(table), rarity) + kind(table), table) for table in tables]
    return sorted(ranked, key=lambda pair: -pair[0])


def holds_effects(table: ReadTable) -> bool:
    return any(one.finding.treatment_effect for one in table.findings) and not are_levels(table)


def are_levels(table: ReadTable) -> bool:
    """Are these means of groups rather than differences between them? All are then far above zero."""
    ratios = [one.finding.estimate / one.finding.se for one in table.findings if one.finding.se]
    return len(ratios) >= _LEVELS and min(ratios) > _FAR_FROM_ZERO


def _rarity(tables: Sequence[ReadTable]) -> Mapping[str, float]:
    """How much it tells that a table names a concept: what all name tells little (inverse frequency)."""
    counts = Counter(code for table in tables for code in table.concepts)
    return defaultdict(
        lambda: math.log(2 + len(tables)),
        {code: math.log((2 + len(tables)) / (1 + count)) for code, count in counts.items()},
    )


def _worth(question: Question, table: ReadTable, relevance: Relevance, rarity: Mapping[str, float]) -> float:
    asked = {code: concept_weight(code) * rarity[code] for code in question.concepts}
    total = sum(asked.values()) or 1.0

    def fit(said: frozenset[str]) -> float:
        return sum(weight for code, weight in asked.items() if code in said) / total

    return (
        0.7 * fit(table.concepts)
        + 0.7 * max(fit(one.concepts) for one in table.findings)
        + 0.8 * name_overlap(question, table.text)
        + 0.4 * horizon_fit_of(question.horizons, table.text)
        + 0.4 * relevance.page
        + 0.4 * relevance.findings
        + 0.6 * relevance.document
        + (0.2 if is_in_main_text(table.first.table) else 0.0)
        - 0.05 * math.log2(len(table.findings))  # of two alike, the one that says it in fewer numbers
    )


def is_in_main_text(label: str | None) -> bool:
    """Is it a plain "Table 3", and not "Table B.3" of an appendix?"""
    number = (label or "").split()[-1:]
    return bool(number) and number[0].isdigit()
