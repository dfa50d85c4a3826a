"""The best hits in the order in which a reranker puts them."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from almpo.evidence.errors import ModelError
from almpo.retrieval.hits import Hit


def reordered(hits: Sequence[Hit], scores: NDArray[np.float64]) -> list[Hit]:
    """Hits, best first, in the order of new scores (n,); among equals the order stays.

    Only the order is taken over: the first hit gets the best of the scores that the hits had, and so on. Models
    score on scales of their own, while places are shared and hits spread on that of the fusion. Raises ModelError
    unless each hit has one finite score.
    """
    if scores.shape != (len(hits),) or not np.isfinite(scores).all():
        raise ModelError(f"the reranker gave no finite score for each of {len(hits)} texts")
    best_first = np.argsort(-scores, kind="stable")
    return [
        hits[i].model_copy(update={"score": place.score}) for i, place in zip(best_first, hits, strict=True)
    ]
