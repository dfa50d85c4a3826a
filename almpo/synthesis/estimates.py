"""Which findings speak to a question, and how well."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from almpo.evidence.documents import Table
from almpo.evidence.findings import Finding
from almpo.evidence.vocabulary import FindingStatus, OutcomeGroup, ProgrammeType, TargetGroup
from almpo.synthesis.concepts import concepts
from almpo.synthesis.question import Question
from almpo.synthesis.quoting import concept_overlap, name_overlap

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
# A label that names one of these narrows an estimate down: wrong for a question that does not ask for it.
_NARROWING = ("target", "method", "horizon", "programme", "outcome")


class Scored(NamedTuple):
    score: float
    finding: Finding
    concepts: frozenset[str]


def coded_concepts(finding: Finding) -> frozenset[str]:
    """The concepts that the coded fields of a finding stand for."""
    codes: set[str] = set()
    if (outcome := finding.outcome_group) is not None:
        codes |= {f"outcome:{code}" for code in _OUTCOMES.get(outcome, (outcome.value,))}
    for group in finding.target_groups:
        codes |= {f"target:{code}" for code in _TARGETS.get(group, (group.value,))}
    if finding.lmp is not None:
        codes |= {f"programme:{code}" for code in _PROGRAMMES.get(finding.lmp, ())}
    if finding.country:
        codes.add(f"country:{finding.country}")
    return frozenset(codes)


def printed_label(finding: Finding) -> str:
    return " · ".join(part for part in (finding.panel, finding.row_label, finding.column_label) if part)


def label_text(finding: Finding) -> str:
    """What is printed beside an estimate and what it was read as, for matching."""
    parts = (printed_label(finding), finding.outcome, finding.population, finding.programme, finding.period)
    return " · ".join(part for part in (*parts, finding.quote) if part)


def table_text(table: Table) -> str:
    return " ".join((table.label or "", table.caption, table.note[:300]))


def may_be_told(finding: Finding) -> bool:
    """Not rejected, and with its estimate as printed."""
    return finding.status != FindingStatus.REJECTED and "estimate" in finding.readings


class Matcher:
    """Scores findings against one question."""

    def __init__(self, question: Question, tables: Mapping[str, Table]) -> None:
        self._question = question
        self._tables = tables
        self._labels: dict[str, tuple[frozenset[str], float]] = {}

    def _read(self, text: str) -> tuple[frozenset[str], float]:
        """Concepts of a text and the share of the names asked for in it. Labels repeat: each is read once."""
        if text not in self._labels:
            self._labels[text] = concepts(text), name_overlap(self._question, text)
        return self._labels[text]

    def about(self, finding: Finding) -> float:
        """How far the table of a finding is about the question, from its caption and note."""
        table = self._tables.get(finding.table_id or "")
        if table is None:
            return 0.0
        said, names = self._read(table_text(table))
        return concept_overlap(self._question.concepts, said) + names

    def score(self, finding: Finding) -> Scored:
        asked = self._question.concepts
        own, names = self._read(label_text(finding))
        table = self._tables.get(finding.table_id or "")
        around, _ = self._read(table_text(table)) if table else (frozenset[str](), 0.0)
        said = own | coded_concepts(finding)
        beside = {code for code in own - asked if code.partition(":")[0] in _NARROWING}
        score = (
            1.0 * concept_overlap(asked, said)
            + 0.5 * concept_overlap(asked, said | around)
            + 0.8 * names
            - 0.12 * min(len(beside), 3)
            + {True: 0.2, None: 0.0, False: -0.3}[finding.treatment_effect]
            + (0.2 if finding.headline else 0.0)
        )
        return Scored(score, finding, said | around)


def score_findings(
    question: Question,
    findings: Iterable[Finding],
    tables: Mapping[str, Table],
    near: Mapping[tuple[str, int], float],
    relevance: Mapping[str, float],
) -> list[Scored]:
    """Findings that may be told, best first.

    `near` is the relevance of the passages on a page (document id, page), `relevance` that of the findings
    that the search itself returned (by id).
    """
    matcher = Matcher(question, tables)
    scored = []
    for finding in filter(may_be_told, findings):
        own = matcher.score(finding)
        found = near.get((finding.document_id, finding.page), 0.0)
        scored.append(own._replace(score=own.score + 0.6 * found + 0.4 * relevance.get(finding.id, 0.0)))
    return sorted(scored, key=lambda one: -one.score)
