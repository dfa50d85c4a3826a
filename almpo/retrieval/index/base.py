"""What a vector index is. The index is derived from the store and can be rebuilt at any time."""

from collections.abc import Mapping, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from almpo.evidence.record import Record
from almpo.retrieval.embedders.base import SparseVector

Payload = Mapping[str, str | int | float | bool | list[str] | None]


class Point(Record):
    """What is indexed of a passage or finding. `id` is the record's id (32 hex digits)."""

    id: str
    kind: str  # "passage" | "finding"
    document_id: str
    language: str
    dense: tuple[float, ...]
    sparse_indices: tuple[int, ...] = ()
    sparse_values: tuple[float, ...] = ()
    payload: dict[str, str | int | float | bool | list[str] | None] = {}  # filterable fields


class Filter(Record):
    """Conditions that must all hold; a field with several values matches any of them."""

    any_of: dict[str, list[str | int | bool]] = {}
    at_least: dict[str, float] = {}
    at_most: dict[str, float] = {}


class Scored(Record):
    id: str
    kind: str
    score: float


class Index(Protocol):
    """One collection of points, made with one embedding model.

    Upserts are idempotent by id and durable when they return. `open` of an index made with another model
    raises ModelError. All methods may raise IndexUnavailableError.
    """

    model_id: str

    def upsert(self, points: Sequence[Point]) -> None: ...

    def delete_document(self, document_id: str) -> None: ...

    def ids(self, document_id: str | None = None) -> set[str]: ...

    def search_dense(
        self, vector: NDArray[np.float32], limit: int, where: Filter | None = None
    ) -> list[Scored]: ...

    def search_sparse(
        self, vector: SparseVector, limit: int, where: Filter | None = None
    ) -> list[Scored]: ...

    def count(self) -> int: ...

    def optimize(self) -> None: ...

    def close(self) -> None: ...
