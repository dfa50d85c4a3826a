"""What an embedder is."""

from collections.abc import Sequence
from typing import Literal, NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

Role = Literal["query", "passage"]


class SparseVector(NamedTuple):
    """Indices and positive weights of the same length."""

    indices: list[int]
    values: list[float]


class Embedding(NamedTuple):
    """Of n texts: unit-length rows (n, dimension), float32, and n sparse vectors (empty without a sparse
    head).
    """

    dense: NDArray[np.float32]
    sparse: list[SparseVector]


class Encoder(Protocol):
    """A model as it is. `model_id` names the weights exactly."""

    model_id: str
    dimension: int

    def embed(self, texts: Sequence[str], role: Role) -> Embedding: ...


class Embedder(Protocol):
    """Turns texts into vectors that can be searched. `model_id` is part of the index name."""

    model_id: str
    dimension: int

    def passages(self, texts: Sequence[str]) -> Embedding: ...

    def query(self, text: str) -> Embedding: ...


EMPTY = SparseVector([], [])


def unit_rows(vectors: NDArray[np.floating]) -> NDArray[np.float32]:
    """Rows scaled to length 1; a row of zeros stays as it is."""
    lengths = np.linalg.norm(vectors, axis=-1, keepdims=True)
    return (vectors / np.maximum(lengths, 1e-12)).astype(np.float32)
