"""From ranked candidates to hits: the records behind them, what these are like, and which of them are told."""

from collections import Counter
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

import numpy as np

from almpo.evidence.documents import Passage
from almpo.evidence.findings import Finding
from almpo.evidence.record import Record
from almpo.retrieval.candidates import Candidates
from almpo.retrieval.fusion import Fusion, Weights
from almpo.retrieval.near_duplicates import fold_duplicates
from almpo.retrieval.traits import finding_traits, passage_traits

# Set by hand: the documents that the weights are fitted on print too few estimates to tell.
RESULTS = 0.5  # score that a passage gains on a page with an estimate that was found, too
CROWDING = 0.3  # score that a hit loses for each better one of its document, where hits are spread

Page = tuple[str, int]  # document id, number


class Hit(Record):
    """A passage or finding. `score` orders the hits of one query; `relevance` is comparable across queries.

    `relevance` is the probability that the hit is about what was asked, as fitted on the evaluation set.
    """

    kind: str
    id: str
    score: float
    relevance: float
    document_id: str
    page: int
    text: str
    record: Passage | Finding
    duplicates: tuple[str, ...] = ()  # ids of passages that say the same, left out


class Ranked(NamedTuple):
    id: str
    score: float
    relevance: float


def rank(candidates: Candidates, fusion: Fusion) -> list[Ranked]:
    """Best first, by what the index tells."""
    points, features = candidates
    scores = fusion.order.logit(features)
    relevance = fusion.relevance.probability(features)
    best_first = np.argsort(-scores, kind="stable")
    return [Ranked(points[i].id, float(scores[i]), float(relevance[i])) for i in best_first]


def passage_hits(
    ranked: Sequence[Ranked], records: Mapping[str, Passage], traits: Weights, estimates: AbstractSet[Page]
) -> list[Hit]:
    """Best first by what the passages are like, too. `estimates`: pages with estimates that were found."""
    held = [one for one in ranked if one.id in records]  # the index may be ahead of the store, or behind
    texts = [records[one.id].text for one in held]
    beside = [not estimates.isdisjoint(pages_of(records[one.id])) for one in held]
    scores = (
        np.array([one.score for one in held])
        + traits.logit(passage_traits(texts))
        + RESULTS * np.array(beside)
    )
    best_first = [int(i) for i in np.argsort(-scores, kind="stable")]
    keeps = fold_duplicates([texts[i] for i in best_first])
    hits = []
    for place, i in enumerate(best_first):
        if keeps[place] == place:
            passage = records[held[i].id]
            twins = (
                best_first[other] for other, kept in enumerate(keeps) if kept == place and other != place
            )
            scored = held[i]._replace(score=float(scores[i]))
            hits.append(
                _hit("passage", scored, passage, passage.text, tuple(held[twin].id for twin in twins))
            )
    return hits


def finding_hits(ranked: Sequence[Ranked], records: Mapping[str, Finding], traits: Weights) -> list[Hit]:
    """In the order given, on the scale of passages."""
    held = [one for one in ranked if one.id in records]
    added = traits.logit(finding_traits(len(held)))
    return [
        _hit("finding", one._replace(score=one.score + float(more)), records[one.id], _told(records[one.id]))
        for one, more in zip(held, added, strict=True)
    ]


def pages_of(record: Passage | Finding) -> set[Page]:
    """All pages that a record stands on."""
    if isinstance(record, Finding):
        return {(record.document_id, record.page)}
    return {(record.document_id, anchor.page) for anchor in record.anchors}


def share_places(found: Sequence[Sequence[Hit]], limit: int) -> list[Hit]:
    """Half of the places for each kind, the rest by score; then all by score."""
    reserved = limit // len(found) if found else 0
    first = [hit for hits in found for hit in hits[:reserved]]
    rest = sorted((hit for hits in found for hit in hits[reserved:]), key=lambda hit: -hit.score)
    return sorted([*first, *rest[: limit - len(first)]], key=lambda hit: -hit.score)


def spread_over(hits: Sequence[Hit], limit: int) -> list[Hit]:
    """Of hits in order only the best of each page, those of a document that has many stepping back a little."""
    best = {(hit.document_id, hit.page): hit for hit in reversed(hits)}
    left = [hit for hit in hits if best[hit.document_id, hit.page] is hit]
    told: list[Hit] = []
    crowd: Counter[str] = Counter()
    while left and len(told) < limit:
        next_one = max(left, key=lambda hit: hit.score - CROWDING * crowd[hit.document_id])
        left.remove(next_one)
        told.append(next_one)
        crowd[next_one.document_id] += 1
    return told


def _hit(
    kind: str, one: Ranked, record: Passage | Finding, text: str, duplicates: tuple[str, ...] = ()
) -> Hit:
    return Hit(
        kind=kind,
        id=one.id,
        score=one.score,
        relevance=one.relevance,
        document_id=record.document_id,
        page=record.page,
        text=text,
        record=record,
        duplicates=duplicates,
    )


def _told(finding: Finding) -> str:
    """A finding in one line."""
    labels = [finding.table, finding.panel, finding.row_label, finding.column_label]
    uncertainty = f" (SE {finding.se:g})" if finding.se is not None else ""
    number = f"{finding.estimate:g}{finding.stars}{uncertainty}"
    return finding.quote or f"{' · '.join(filter(None, labels))}: {number}"
