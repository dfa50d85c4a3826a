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


def find_candidates(query: Query, index: Index, where: Filter, each: int) -> Candidates:
    """The best `each` points by meaning, latents, words and concepts, and how all of them score in each."""
    probes: list[tuple[Using, Vector]] = [
        ("dense", query.meaning),
        ("latents", query.latents),
        ("words", query.words),
        ("words", query.concepts),
    ]
    points: dict[str, Scored] = {}
    for using, vector in probes:
        for point in _search(index, using, vector, each, where):
            points.setdefault(point.id, point)
    ids = tuple(sorted(points))
    meaning, latents, words, concepts = (_scores(index, using, vector, ids) for using, vector in probes)
    words = words / _attainable(index, query.words)
    same = np.array([points[i].language in query.languages for i in ids], float)
    features = Features(
        meaning=meaning,
        latents=latents,
        words=words * same,
        foreign_words=words * (1 - same),
        concepts=concepts / _attainable(index, query.concepts),
        same_language=same,
    )
    return Candidates([points[i] for i in ids], features)


def _search(index: Index, using: Using, vector: Vector, limit: int, where: Filter | None) -> list[Scored]:
    if isinstance(vector, SparseVector) and not vector.indices:
        return []
    return index.search(using, vector, limit, where)


def _scores(index: Index, using: Using, vector: Vector, ids: tuple[str, ...]) -> NDArray[np.float64]:
    """Of these points, in their order; 0 for those that share nothing with a sparse vector."""
    found = _search(index, using, vector, len(ids), Filter(ids=ids)) if ids else []
    scores = {point.id: point.score for point in found}
    return np.array([scores.get(i, 0.0) for i in ids])


def _attainable(index: Index, terms: SparseVector) -> float:
    """The sum over the terms of the best score that any point has for this term alone; 1 if none has any."""
    total = 0.0
    for term in terms.indices:
        best = index.search("words", SparseVector([term], [1.0]), 1)
        total += best[0].score if best else 0.0
    return total or 1.0
