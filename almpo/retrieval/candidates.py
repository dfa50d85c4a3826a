"""Candidates for a query from the index, with all features of each."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from almpo.retrieval.embedders.base import SparseVector
from almpo.retrieval.fusion import Features
from almpo.retrieval.index.base import Filter, Index, Scored, Using, Vector
from almpo.retrieval.query import Query


class Candidates(NamedTuple):
    points: list[Scored]
    features: Features


class Lookup:
    """A query put to an index."""

    def __init__(self, query: Query, index: Index) -> None:
        self._query = query
        self._index = index
        self._attainable_words = self._attainable(query.words)
        self._attainable_concepts = self._attainable(query.concepts)

    def candidates(self, where: Filter, each: int) -> Candidates:
        """The best `each` points by meaning, latents, words and concepts, and how all of them score in each."""
        query = self._query
        probes: list[tuple[Using, Vector]] = [
            ("dense", query.meaning),
            ("latents", query.latents),
            ("words", query.words),
            ("words", query.concepts),
        ]
        found = [self._search(using, vector, each, where) for using, vector in probes]
        points = {point.id: point for best in found for point in best}
        ids = tuple(sorted(points))
        meaning, latents, words, concepts = (
            self._scores(*probe, best, ids) for probe, best in zip(probes, found, strict=True)
        )
        words = words / self._attainable_words
        same = np.array([points[i].language in query.languages for i in ids], float)
        features = Features(
            meaning=meaning,
            latents=latents,
            words=words * same,
            foreign_words=words * (1 - same),
            concepts=concepts / self._attainable_concepts,
            same_language=same,
        )
        return Candidates([points[i] for i in ids], features)

    def _search(self, using: Using, vector: Vector, limit: int, where: Filter) -> list[Scored]:
        if isinstance(vector, SparseVector) and not vector.indices:
            return []
        return self._index.search(using, vector, limit, where)

    def _scores(
        self, using: Using, vector: Vector, best: list[Scored], ids: tuple[str, ...]
    ) -> NDArray[np.float64]:
        """Of these points, in their order; 0 for those that share nothing with a sparse vector.

        Those of the `best` are known.
        """
        scores = {point.id: point.score for point in best}
        others = tuple(i for i in ids if i not in scores)
        if others:
            found = self._search(using, vector, len(others), Filter(ids=others))
            scores |= {point.id: point.score for point in found}
        return np.array([scores.get(i, 0.0) for i in ids])

    def _attainable(self, terms: SparseVector) -> float:
        """The sum over the terms of the best score that any point has for this term alone; 1 if none has any.

        It stands in for the sum of the terms' rarities, which the index does not tell.
        """
        best = (self._index.search("words", SparseVector([term], [1.0]), 1) for term in terms.indices)
        return sum(found[0].score for found in best if found) or 1.0
