"""Hybrid search over passages and findings, across languages."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from almpo.evidence.documents import Passage
from almpo.evidence.findings import Finding
from almpo.evidence.store import Store
from almpo.retrieval.candidates import Lookup
from almpo.retrieval.embedders.base import Embedder
from almpo.retrieval.filters import SearchFilters
from almpo.retrieval.fusion import Fusion, load_fusion
from almpo.retrieval.hits import Hit, Page, finding_hits, passage_hits, rank, share_places, spread_over
from almpo.retrieval.index.base import Index
from almpo.retrieval.query import read_query

__all__ = ["Hit", "Records", "SearchFilters", "Searcher", "StoreRecords"]

KINDS = ("finding", "passage")  # findings first: passages beside them are likelier to tell of results
CANDIDATES = 100  # of each probe
_SPREAD = 5  # records read for each that is wanted, where only one hit of a page is
_SPARE = 2  # the same elsewhere: some are folded into others


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
            spread: only the best hit of each page, so that one table does not take all places, and not all from
                one document where others are about as good.
        """
        asked = read_query(query, self._embedder, language)
        lookup = Lookup(asked, self._index)
        fusion = self._fusion or load_fusion(latents=bool(asked.latents.indices))
        wanted = limit * (_SPREAD if spread else _SPARE)
        found: list[list[Hit]] = []
        estimates: set[Page] = set()
        for kind in (kind for kind in KINDS if not filters.kinds or kind in filters.kinds):
            ranked = rank(lookup.candidates(filters.where(kind), self._candidates), fusion)
            if kind == "finding":
                ids = [one.id for one in ranked[: max(wanted, self._candidates)]]
                hits = finding_hits(ranked, self._records.findings(ids), fusion.traits)
                estimates = {(hit.document_id, hit.page) for hit in hits}
            else:
                ids = [one.id for one in ranked[:wanted]]
                hits = passage_hits(ranked, self._records.passages(ids), fusion.traits, estimates)
            found.append(hits[:wanted])
        if not spread:
            return share_places([hits[:limit] for hits in found], limit)
        return spread_over(share_places(found, limit * _SPREAD), limit)
