"""How well the gate tells true claims from false ones: `almpo eval gate`.

stopped   share of the false claims that do not pass, over all and by what was changed
passed    share of the true claims that pass
"""

import json
import random
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from almpo.evaluation.gate_set import GateClaim, GateSource, claims_on, facts_of, read_phrases
from almpo.evidence.answers import Sentence
from almpo.evidence.findings import Finding
from almpo.evidence.record import Record
from almpo.evidence.store import Store
from almpo.evidence.vocabulary import OutcomeGroup, ProgrammeType, TargetGroup, Unit
from almpo.synthesis.canonical import canonical, contains
from almpo.synthesis.templates import templates
from almpo.synthesis.verify import verify

SOURCES, CLAIMS, HANDWRITTEN, PHRASES = "sources.jsonl", "claims.jsonl", "handwritten.jsonl", "phrases.toml"
STRANGER_SOURCES, STRANGER, LATER = "stranger_sources.jsonl", "stranger.jsonl", "stranger_later.jsonl"
_PER_DOCUMENT = 9


class GateScores(Record):
    """Counts and shares of one part of the set."""

    name: str
    false_claims: int
    stopped: float | None
    true_claims: int
    passed: float | None
    by_change: dict[str, tuple[int, int]] = {}  # stopped, of
    failures: tuple[str, ...] = ()


def score_gate(folder: Path) -> list[GateScores]:
    """Scores of the claims that rules were tuned on, of those held out, and of those written by hand."""
    files = (SOURCES, STRANGER_SOURCES)
    sources = {
        one.id: one for name in files for one in map(GateSource.model_validate_json, _lines(folder / name))
    }

    def claims(name: str, held_out: bool | None = None) -> list[GateClaim]:
        given = map(GateClaim.model_validate_json, _lines(folder / name))
        return [one for one in given if held_out in (None, sources[one.source].held_out)]

    parts = {
        "tuning": claims(CLAIMS, held_out=False),
        "held out": claims(CLAIMS, held_out=True),
        "written by hand": claims(HANDWRITTEN),
        "a stranger's, seen": claims(STRANGER, held_out=False),
        "a stranger's, held out": claims(STRANGER, held_out=True),
        "a stranger's, later": claims(LATER),
    }
    return [_score(name, part, sources) for name, part in parts.items()]


def _lines(path: Path) -> list[str]:
    return [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def _score(name: str, claims: Sequence[GateClaim], sources: Mapping[str, GateSource]) -> GateScores:
    stopped: Counter[str] = Counter()
    tried: Counter[str] = Counter()
    failures = []
    true = passed = 0
    for claim in claims:
        problems = problems_of(claim, sources)
        if claim.changed is None:
            true += 1
            passed += not problems
        else:
            tried[claim.changed] += 1
            stopped[claim.changed] += bool(problems)
        if bool(problems) != (claim.changed is not None):
            failures.append(f"{claim.changed or 'true'}: {claim.text} [{claim.source}] {'; '.join(problems)}")
    return GateScores(
        name=name,
        false_claims=tried.total(),
        stopped=stopped.total() / tried.total() if tried else None,
        true_claims=true,
        passed=passed / true if true else None,
        by_change={change: (stopped[change], tried[change]) for change in sorted(tried)},
        failures=tuple(failures),
    )


def problems_of(claim: GateClaim, sources: Mapping[str, GateSource]) -> tuple[str, ...]:
    """What the gate says against a claim; empty if it passes."""
    cited = [sources[name] for name in (claim.source, *claim.beside)]
    sentence = Sentence(text=claim.text, citations=tuple(one.citation for one in cited))
    verdict = verify(sentence, [one.resolved for one in cited], claim.language)
    return () if verdict.sentence else verdict.problems


def make_set(folder: Path, samples: Path, store: Store, seed: int = 11) -> tuple[int, int]:
    """Write the sources and claims anew from the coded effects of the ingested sample reports."""
    chance = random.Random(seed)
    sources = list(_sources(samples, store, chance))
    phrases = read_phrases(folder / PHRASES)
    claims = [
        claim
        for source in sources
        for claim in claims_on(
            source,
            [other for other in sources if other.document != source.document],
            phrases,
            lambda language: templates(language).unit,
            chance,
        )
    ]
    _write(folder / SOURCES, sources)
    _write(folder / CLAIMS, claims)
    return len(sources), len(claims)


def _write(path: Path, records: Iterable[Record]) -> None:
    path.write_text("".join(one.model_dump_json(exclude_defaults=True) + "\n" for one in records), "utf-8")


def _sources(samples: Path, store: Store, chance: random.Random) -> Iterable[GateSource]:
    with store.read() as unit:
        documents = {document.name: document for document in unit.documents.all()}
        for number, path in enumerate(sorted(samples.glob("*.jsonl"))):
            rows = [json.loads(line) for line in _lines(path)]
            document = documents[rows[0]["doc"]]
            read = {
                _key(one.page, one.estimate, one.se): one for one in unit.findings.of_document(document.id)
            }
            found = [
                GateSource(
                    id=row["id"],
                    document=document.name,
                    language=document.language,
                    page_text=unit.documents.page(document.id, row["page"], words=False).text,
                    title=document.title or "",
                    quote=row["quote"],
                    finding=_coded(read[key], row),
                    held_out=number % 2 == 1,
                )
                for row in rows
                if row["treatment_effect"] and (key := _key(row["page"], row["estimate"], row["se"])) in read
            ]
            told = [one for one in found if facts_of(one) and _stands(one)]
            yield from chance.sample(told, min(_PER_DOCUMENT, len(told)))


def _stands(source: GateSource) -> bool:
    return source.quote is None or contains(canonical(source.page_text), canonical(source.quote))


def _key(page: int, estimate: float, se: float | None) -> tuple[int, float, float | None]:
    return page, round(estimate, 6), None if se is None else round(se, 6)


def _coded(finding: Finding, row: Mapping[str, Any]) -> Finding:
    """A finding as read, with its meaning as coded by hand."""
    kept = {"estimate", "se", "n", "p", "t", "ci_low", "ci_high", "control_mean"}
    return finding.model_copy(
        update={
            "outcome_group": OutcomeGroup(row["outcome_group"]),
            "unit": Unit(row["unit"]),
            "currency": row["currency"],
            "horizon_months": row["horizon_months"],
            "target_groups": tuple(map(TargetGroup, row["target_groups"])),
            "lmp": ProgrammeType(row["lmp"][:1]),
            "country": row["country"],
            "readings": {name: one for name, one in finding.readings.items() if name in kept},
        }
    )
