"""From the scores of a candidate to its rank and its relevance.

All features are absolute: an inner product of unit vectors, or the share that a candidate holds of the most
that any candidate could hold. So a weighted sum of them is comparable across queries, which ranks, or
z-scores within one query, are not. The weights are fitted by `almpo eval retrieval --fit` on the evaluation set:
those of the order (with those of the traits of passages) by how probable they make the answers among all
candidates of a query (conditional logit, McFadden 1974; as a loss for ranking: Cao et al. 2007, "Learning to rank:
from pairwise approach to listwise approach"); those of the relevance by logistic regression on the best hits of
answerable and unanswerable queries.
"""

import json
from functools import cache
from importlib import resources
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from almpo.retrieval.traits import Traits


class Features(NamedTuple):
    """Of candidates, all of one shape: (n,), or (queries, n)."""

    meaning: NDArray[np.float64]  # inner product of the aligned dense vectors
    latents: NDArray[np.float64]  # inner product of the sparse latents
    words: NDArray[np.float64]  # share of the query's telling words, for passages in its language, else 0
    foreign_words: NDArray[np.float64]  # the same for passages in other languages: names, abbreviations
    concepts: NDArray[np.float64]  # share of the query's concepts
    same_language: NDArray[np.float64]  # 0 or 1


class Weights(NamedTuple):
    """A weighted sum of some `Features` or `Traits`."""

    constant: float
    by_feature: dict[str, float]

    def logit(self, features: Features | Traits) -> NDArray[np.float64]:
        total = np.full_like(features[0], self.constant)
        for name, weight in self.by_feature.items():
            total += weight * getattr(features, name)
        return total

    def probability(self, features: Features) -> NDArray[np.float64]:
        return 1 / (1 + np.exp(-self.logit(features)))


class Fusion(NamedTuple):
    order: Weights
    traits: Weights  # on the same scale as the order
    relevance: Weights


@cache
def load_fusion(latents: bool = True) -> Fusion:
    """The fitted weights; without `latents` those for embedders that have no sparse head."""
    stored = json.loads(resources.files(__package__).joinpath("fusion.json").read_text(encoding="utf-8"))
    chosen = stored["with_latents" if latents else "without_latents"]
    return Fusion(*(Weights(**chosen[name]) for name in Fusion._fields))
