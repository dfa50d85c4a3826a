"""Which findings speak to a question."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
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


class Scored(NamedTuple):
    score: float
    finding: Finding
    concepts: frozenset[str]


def coded_concepts(finding: Finding) -> frozenset[str]:
    """The concepts that the coded fields of a finding stand for."""
    codes: set[str] = set()
    if finding.outcome_group is not None:
        codes |= {
            f"outcome:{code}" for code in _OUTCOMES.get(finding.outcome_group, (finding.outcome_group.value,))
        }
    for group in finding.target_groups:
        codes |= {f"target:{code}" for code in _TARGETS.get(group, (group.value,))}
    if finding.lmp is not None:
        codes |= {f"programme:{code}" for code in _PROGRAMMES.get(finding.lmp, ())}
    if finding.country:
        codes.add(f"country:{finding.country}")
    return frozenset(codes)


def label_text(finding: Finding) -> str:
    """What is printed beside an estimate and what it was read as, for matching."""
    parts = (finding.panel, finding.row_label, finding.column_label, finding.outcome, finding.population)
    return " · ".join(part for part in (*parts, finding.programme, finding.period, finding.quote) if part)


def table_text(table: Table) -> str:
    return " ".join((table.label or "", table.caption, table.note[:300]))


def score_findings(
    question: Question,
    findings: Iterable[Finding],
    tables: Mapping[str, Table],
    near: Mapping[tuple[str, int], float],
    relevance: Mapping[str, float],
) -> list[Scored]:
    """Findings that may be told, best first.

    `near` is the relevance of the passages on a page (document id, page), `relevance` that of the findings
    that the search itself returned (by id). A finding is known by its own labels and by its table's.
    """
    about: dict[str, tuple[frozenset[str], float]] = {}
    for key, table in tables.items():
        text = table_text(table)
        about[key] = concepts(text), name_overlap(question, text)
    scored = []
    for finding in findings:
        if finding.status == FindingStatus.REJECTED or "estimate" not in finding.readings:
            continue
        own = label_text(finding)
        shared, table_names = about.get(finding.table_id or "", (frozenset(), 0.0))
        said = concepts(own) | coded_concepts(finding)
        score = (
            0.9 * concept_overlap(question.concepts, said)
            + 0.6 * concept_overlap(question.concepts, said | shared)
            + 0.8 * max(name_overlap(question, own), 0.5 * table_names)
            + 0.6 * near.get((finding.document_id, finding.page), 0.0)
            + 0.8 * relevance.get(finding.id, 0.0)
            + {True: 0.3, None: 0.1, False: -0.6}[finding.treatment_effect]
            + (0.2 if finding.headline else 0.0)
        )
        scored.append(Scored(score, finding, said | shared))
    return sorted(scored, key=lambda one: -one.score)


def spread(scored: Sequence[Scored], limit: int, per_table: int) -> list[Scored]:
    """The best, at most `per_table` of one table, kept together by table and in the order printed."""
    chosen: defaultdict[tuple[str, str | None], list[Scored]] = defaultdict(list)
    count = 0
    for one in scored:
        key = (one.finding.document_id, one.finding.table_id or one.finding.table)
        if len(chosen[key]) < per_table:
            chosen[key].append(one)
            count += 1
        if count == limit:
            break
    return [one for group in chosen.values() for one in group]
