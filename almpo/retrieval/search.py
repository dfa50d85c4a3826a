"""Hybrid search over passages and findings, across languages."""

from almpo.evidence.store import Store
from almpo.retrieval.candidates import Lookup
from almpo.retrieval.embedders.base import Embedder
from almpo.retrieval.filters import SearchFilters
from almpo.retrieval.fusion import Fusion, load_fusion
from almpo.retrieval.hits import Hit, Page, finding_hits, passage_hits, rank, share_places, spread_over
from almpo.retrieval.index.base import Index
from almpo.retrieval.query import read_query
from almpo.retrieval.records import Records, StoreRecords
from almpo.retrieval.rerankers.base import Reranker
from almpo.retrieval.reranking import reordered

__all__ = ["Hit", "SearchFilters", "Searcher"]

KINDS = ("finding", "passage")  # findings first: passages beside them are likelier to tell of results
CANDIDATES = 100  # of each probe
RERANKED = 30  # best hits of each kind that a reranker reads
_SPREAD = 5  # records read for each that is wanted, where only one hit of a page is
_SPARE = 2  # the same elsewhere: some are folded into others


class Searcher:
    """Finds by meaning, by word and by concept. With a `reranker` the best `reranked` hits of each kind take its order.

    Raises IndexUnavailableError, StoreError, ModelError.
    """

    def __init__(
        self,
        store: Store | Records,
        index: Index,
        embedder: Embedder,
        candidates: int = CANDIDATES,
        fusion: Fusion | None = None,
        reranker: Reranker | None = None,
        reranked: int = RERANKED,
    ) -> None:
        self._records: Records = StoreRecords(store) if isinstance(store, Store) else store
        self._index = index
        self._embedder = embedder
        self._candidates = candidates
        self._fusion = fusion
        self._reranker = reranker
        self._reranked = reranked

    @property
    def models(self) -> dict[str, str]:
        """Ids of the models that find and order, by role."""
        embedder = {"embedder": self._embedder.model_id}
        return embedder | {"reranker": self._reranker.model_id} if self._reranker else embedder

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
        read = max(wanted, self._reranked) if self._reranker else wanted
        found: list[list[Hit]] = []
        estimates: set[Page] = set()
        for kind in (kind for kind in KINDS if not filters.kinds or kind in filters.kinds):
            ranked = rank(lookup.candidates(filters.where(kind), self._candidates), fusion)
            if kind == "finding":
                ids = [one.id for one in ranked[: max(read, self._candidates)]]
                hits = finding_hits(ranked, self._records.findings(ids), fusion.traits)
                estimates = {(hit.document_id, hit.page) for hit in hits}
            else:
                ids = [one.id for one in ranked[:read]]
                hits = passage_hits(ranked, self._records.passages(ids), fusion.traits, estimates)
            found.append(self._rerank(query, hits)[:wanted])
        if not spread:
            return share_places([hits[:limit] for hits in found], limit)
        return spread_over(share_places(found, limit * _SPREAD), limit)

    def _rerank(self, query: str, hits: list[Hit]) -> list[Hit]:
        """Near-duplicates are folded by now: none is read twice."""
        if self._reranker is None or not hits:
            return hits
        best, rest = hits[: self._reranked], hits[self._reranked :]
        texts = self._records.texts([hit.record for hit in best])
        return [*reordered(best, self._reranker.scores(query, texts)), *rest]
