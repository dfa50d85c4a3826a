"""How close sentences are to a question in meaning, whatever their languages."""

import numpy as np
from numpy.typing import NDArray

from almpo.retrieval.embedders.base import Embedding, SparseVector


def closeness(question: Embedding, sentences: Embedding) -> NDArray[np.float64]:
    """Standardised closeness (n,) of n sentences to one question, for their order only.

    Dense vectors tell apart best within a language, sparse latents across languages: with a model that has
    both, their standardised scores are averaged.
    """
    dense = _standardised(sentences.dense @ question.dense[0])
    if not question.sparse or not sentences.sparse:
        return dense
    asked = dict(zip(*question.sparse[0], strict=True))
    return (dense + _standardised(np.array([_overlap(asked, one) for one in sentences.sparse]))) / 2


def _overlap(asked: dict[int, float], said: SparseVector) -> float:
    return sum(asked.get(index, 0.0) * value for index, value in zip(*said, strict=True))


def _standardised(scores: NDArray[np.floating]) -> NDArray[np.float64]:
    centred = np.asarray(scores, float) - scores.mean()
    spread = float(centred.std())
    return np.asarray(centred / spread if spread > 1e-9 else centred)
