"""What a vector index is. The index is derived from the store and can be rebuilt at any time."""

from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from almpo.retrieval.embedders.base import SparseVector

Using = Literal["dense", "latents", "words"]
Payload = dict[str, str | float | list[str] | None]
Vector = NDArray[np.float32] | SparseVector

# The fields of a payload that can be filtered on, and what is in them. Truth values are "yes" and "no": the
# binding of the embedded engine passes Python's booleans on as integers, which match nothing.
FIELDS: dict[str, type] = {
    "kind": str,
    "document_id": str,
    "language": str,
    "status": str,
    "outcome_group": str,
    "lmp": str,
    "country": str,
    "design": str,
    "target_groups": str,
    "synthetic": str,
    "horizon_months": float,
    "year": float,
}


class Point(NamedTuple):
    """What is indexed of a passage or finding. `id` is the record's id (32 hex digits).

    `dense` has length 1, (dimension,); `latents` is the sparse vector of the embedder; `words` holds weighted
    terms whose rarity in the collection the index multiplies in.
    """

    id: str
    kind: str  # "passage" | "finding"
    document_id: str
    language: str
    dense: NDArray[np.float32]
    latents: SparseVector
    words: SparseVector
    payload: Payload = {}  # keys of FIELDS


class Filter(NamedTuple):
    """Conditions that must all hold; a field with several values matches any of them."""

    any_of: dict[str, list[str]] = {}
    at_least: dict[str, float] = {}
    at_most: dict[str, float] = {}
    ids: tuple[str, ...] | None = None


class Scored(NamedTuple):
    id: str
    kind: str
    language: str
    score: float


class Index(Protocol):
    """One collection of points, made with one embedding model. Safe to use from several threads.

    Upserts are idempotent by id and durable when they return. Opening an index that was made with another
    model raises ModelError. All methods may raise IndexUnavailableError.
    """

    model_id: str

    def upsert(self, points: Sequence[Point]) -> None: ...

    def delete(self, ids: Iterable[str]) -> None: ...

    def delete_document(self, document_id: str) -> None: ...

    def ids(self, document_id: str | None = None) -> set[str]: ...

    def search(self, using: Using, vector: Vector, limit: int, where: Filter | None = None) -> list[Scored]:
        """The points of highest inner product, best first. Sparse: only those that share an index."""
        ...

    def count(self) -> int: ...

    def clear(self) -> None:
        """Delete all points."""
        ...

    def optimize(self) -> None:
        """Build the graph for searching many points. Worth it after thousands of upserts; takes a while."""
        ...

    def close(self) -> None: ...


def payload_of(point: Point) -> Payload:
    """All that is stored with the vectors of a point."""
    own = {"kind": point.kind, "document_id": point.document_id, "language": point.language}
    return {**point.payload, **own}
