"""Hybrid search over passages and findings, across languages."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple, Protocol

import numpy as np

from almpo.evidence.documents import Passage
from almpo.evidence.findings import Finding
from almpo.evidence.record import Record
from almpo.evidence.store import Store
from almpo.retrieval.candidates import Candidates, Lookup
from almpo.retrieval.embedders.base import Embedder
from almpo.retrieval.filters import SearchFilters
from almpo.retrieval.fusion import Fusion, load_fusion
from almpo.retrieval.index.base import Index
from almpo.retrieval.near_duplicates import fold_duplicates
from almpo.retrieval.query import read_query

__all__ = ["Hit", "Records", "SearchFilters", "Searcher", "StoreRecords"]

KINDS = ("passage", "finding")
CANDIDATES = 100  # of each probe
_SPREAD = 5  # the same where only one hit of a page is wanted
_SPARE = 2  # records read for each that is wanted: some are folded into others


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


class Records(Protocol):
    """Where the records behind the points are read."""

    def passages(self, ids: Sequence[str]) -> Mapping[str, Passage]: ...

    def findings(self, ids: Sequence[str]) -> Mapping[str, Finding]: ...


class StoreRecords:
    def __init__(self, store: Store) -> None:
        self._store = store

    def passages(self, ids: Sequence[str]) -> Mapping[str, Passage]:
        with self._store.read() as unit:
            return unit.passages.by_ids(ids)

    def findings(self, ids: Sequence[str]) -> Mapping[str, Finding]:
        with self._store.read() as unit:
            return unit.findings.by_ids(ids)


class _Ranked(NamedTuple):
    id: str
    score: float
    relevance: float


class Searcher:
    """Finds by meaning, by word and by concept. Raises IndexUnavailableError, StoreError."""

    def __init__(
        self,
        store: Store | Records,
        index: Index,
        embedder: Embedder,
        candidates: int = CANDIDATES,
        fusion: Fusion | None = None,
    ) -> None:
        self._records: Records = StoreRecords(store) if isinstance(store, Store) else store
        self._index = index
        self._embedder = embedder
        self._candidates = candidates
        self._fusion = fusion

    def search(
        self,
        query: str,
        *,
        language: str | None = None,
        filters: SearchFilters = SearchFilters(),
        limit: int = 10,
        spread: bool = False,
    ) -> list[Hit]:
        """At most `limit` hits, best first. Where both kinds are wanted, each gets half of the places if it
        can fill them: their scores compare within a kind better than between the two.

        Args:
            spread: only the best hit of each page, so that one table does not take all places.
        """
        asked = read_query(query, self._embedder, language)
        lookup = Lookup(asked, self._index)
        fusion = self._fusion or load_fusion(latents=bool(asked.latents.indices))
        wanted = [kind for kind in KINDS if not filters.kinds or kind in filters.kinds]
        found = []
        for kind in wanted:
            ranked = _rank(lookup.candidates(filters.where(kind), self._candidates), fusion)
            found.append(self._hits(kind, ranked[: limit * (_SPREAD if spread else _SPARE)]))
        if not spread:
            return _share_places([hits[:limit] for hits in found], limit)
        together = _share_places(found, limit * _SPREAD)
        best = {(hit.document_id, hit.page): hit for hit in reversed(together)}
        return [hit for hit in together if best[hit.document_id, hit.page] is hit][:limit]

    def _hits(self, kind: str, ranked: Sequence[_Ranked]) -> list[Hit]:
        ids = [one.id for one in ranked]
        if kind == "passage":
            return _passage_hits(ranked, self._records.passages(ids))
        return _finding_hits(ranked, self._records.findings(ids))


def _rank(candidates: Candidates, fusion: Fusion) -> list[_Ranked]:
    points, features = candidates
    scores = fusion.order.logit(features)
    relevance = fusion.relevance.probability(features)
    best_first = np.argsort(-scores, kind="stable")
    return [_Ranked(points[i].id, float(scores[i]), float(relevance[i])) for i in best_first]


def _passage_hits(ranked: Sequence[_Ranked], records: Mapping[str, Passage]) -> list[Hit]:
    held = [one for one in ranked if one.id in records]  # the index may be ahead of the store, or behind
    keeps = fold_duplicates([records[one.id].text for one in held])
    hits = []
    for i, one in enumerate(held):
        if keeps[i] == i:
            passage = records[one.id]
            folded = tuple(other.id for j, other in enumerate(held) if keeps[j] == i and j != i)
            hits.append(_hit("passage", one, passage, passage.text, folded))
    return hits


def _finding_hits(ranked: Sequence[_Ranked], records: Mapping[str, Finding]) -> list[Hit]:
    held = [one for one in ranked if one.id in records]
    return [_hit("finding", one, records[one.id], _told(records[one.id])) for one in held]


def _hit(
    kind: str, one: _Ranked, record: Passage | Finding, text: str, duplicates: tuple[str, ...] = ()
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


def _share_places(found: Sequence[Sequence[Hit]], limit: int) -> list[Hit]:
    """Half of the places for each kind, the rest by score; then all by score."""
    reserved = limit // len(found) if found else 0
    first = [hit for hits in found for hit in hits[:reserved]]
    rest = sorted((hit for hits in found for hit in hits[reserved:]), key=lambda hit: -hit.score)
    return sorted([*first, *rest[: limit - len(first)]], key=lambda hit: -hit.score)
