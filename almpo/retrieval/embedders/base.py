"""What an embedder is."""

from collections.abc import Sequence
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray


class SparseVector(NamedTuple):
    """Indices and positive weights of the same length."""

    indices: list[int]
    values: list[float]


class Embedding(NamedTuple):
    """Of n texts: unit-length rows (n, dimension), float32, and n sparse vectors (empty without a sparse head)."""

    dense: NDArray[np.float32]
    sparse: list[SparseVector]


class Embedder(Protocol):
    """Turns texts into vectors. `model_id` names the weights exactly; it is part of the index name."""

    model_id: str
    dimension: int

    def passages(self, texts: Sequence[str]) -> Embedding: ...

    def query(self, text: str) -> Embedding: ...
