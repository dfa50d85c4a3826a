"""Which sentence is nearest a question in meaning."""

import numpy as np

from almpo.retrieval.embedders.base import Embedding, SparseVector
from almpo.synthesis.closeness import closeness

DENSE = np.array([[1.0, 0.0], [0.8, 0.6], [0.0, 1.0]], dtype=np.float32)
QUESTION = np.array([[1.0, 0.0]], dtype=np.float32)


def test_dense_vectors_order_the_sentences() -> None:
    close = closeness(Embedding(QUESTION, []), Embedding(DENSE, []))
    assert list(np.argsort(-close)) == [0, 1, 2]
    assert abs(float(close.mean())) < 1e-6


def test_sparse_latents_decide_between_sentences_that_are_alike() -> None:
    latents = [SparseVector([7], [0.1]), SparseVector([7, 9], [5.0, 1.0])]
    close = closeness(Embedding(QUESTION, [SparseVector([7], [1.0])]), Embedding(DENSE[[0, 0]], latents))
    assert np.argmax(close) == 1


def test_sentences_that_are_all_alike_are_equally_close() -> None:
    assert not closeness(Embedding(QUESTION, []), Embedding(DENSE[[0, 0]], [])).any()
