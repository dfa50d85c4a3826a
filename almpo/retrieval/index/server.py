"""A Qdrant server or cluster, by qdrant-client. One collection a model."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any
from uuid import UUID

import httpx
import numpy as np
from qdrant_client import QdrantClient, models
from qdrant_client.http.exceptions import ApiException

from almpo.evidence.errors import IndexUnavailableError, ModelError
from almpo.retrieval.embedders.base import SparseVector
from almpo.retrieval.index.base import FIELDS, Filter, Point, Scored, Using, Vector, payload_of

_PREFIX = "almpo-"
_PAGE = 1000  # points in one scroll
_BATCH = 256  # points in one upsert: keeps requests below the server's limit of 32 MB
_SCHEMAS = {
    str: models.PayloadSchemaType.KEYWORD,
    float: models.PayloadSchemaType.FLOAT,
}


def collection_name(model_id: str) -> str:
    return _PREFIX + hashlib.sha256(model_id.encode()).hexdigest()[:16]


class ServerIndex:
    """The collection of a model. Raises ModelError if the server holds only that of another model."""

    def __init__(self, client: QdrantClient, model_id: str, dimension: int, *, anew: bool = False) -> None:
        self.model_id = model_id
        self._client = client
        self._dimension = dimension
        self._name = collection_name(model_id)
        with _clear_errors():
            held = {c.name for c in client.get_collections().collections if c.name.startswith(_PREFIX)}
        if held and not anew and self._name not in held:
            raise ModelError(
                f"the Qdrant server holds an index made with another embedding model than {model_id}: "
                "`almpo index rebuild` makes it anew with this one"
            )
        with _clear_errors():
            if anew:
                for name in held:
                    client.delete_collection(name)
            if anew or self._name not in held:
                self._create()

    @classmethod
    def connect(
        cls, url: str, api_key: str | None, model_id: str, dimension: int, *, anew: bool = False
    ) -> "ServerIndex":
        """Raises ModelError, IndexUnavailableError."""
        client = QdrantClient(url=url, api_key=api_key, timeout=60, check_compatibility=False)
        try:
            return cls(client, model_id, dimension, anew=anew)
        except BaseException:
            client.close()
            raise

    def _create(self) -> None:
        self._client.create_collection(
            self._name,
            vectors_config={"dense": models.VectorParams(size=self._dimension, distance=models.Distance.DOT)},
            sparse_vectors_config={
                "latents": models.SparseVectorParams(),
                "words": models.SparseVectorParams(modifier=models.Modifier.IDF),
            },
        )
        for field, kind in FIELDS.items():
            self._client.create_payload_index(self._name, field, _SCHEMAS[kind])

    def upsert(self, points: Sequence[Point]) -> None:
        for start in range(0, len(points), _BATCH):
            batch = [_server_point(point) for point in points[start : start + _BATCH]]
            with _clear_errors():
                self._client.upsert(self._name, batch, wait=True)

    def delete(self, ids: Iterable[str]) -> None:
        if gone := [str(UUID(i)) for i in ids]:
            self._delete(models.PointIdsList(points=gone))

    def delete_document(self, document_id: str) -> None:
        self._delete(models.FilterSelector(filter=_of_document(document_id)))

    def ids(self, document_id: str | None = None) -> set[str]:
        return {UUID(str(record.id)).hex for record in self._scroll(document_id)}

    def search(self, using: Using, vector: Vector, limit: int, where: Filter | None = None) -> list[Scored]:
        with _clear_errors():
            found = self._client.query_points(
                self._name,
                query=_server_vector(vector),
                using=using,
                limit=limit,
                query_filter=_server_filter(where) if where else None,
                with_payload=["kind", "language"],
            )
        hits = [(UUID(str(p.id)).hex, p.payload or {}, float(p.score)) for p in found.points]
        return [Scored(i, payload["kind"], payload["language"], score) for i, payload, score in hits]

    def count(self) -> int:
        with _clear_errors():
            return self._client.count(self._name, exact=True).count

    def clear(self) -> None:
        with _clear_errors():
            self._client.delete_collection(self._name)
            self._create()

    def optimize(self) -> None:
        """The server does so by itself."""

    def close(self) -> None:
        self._client.close()

    def _delete(self, selector: Any) -> None:
        with _clear_errors():
            self._client.delete(self._name, selector, wait=True)

    def _scroll(self, document_id: str | None) -> Iterator[models.Record]:
        offset: Any = None
        where = _of_document(document_id) if document_id else None
        while True:
            with _clear_errors():
                records, offset = self._client.scroll(
                    self._name, where, limit=_PAGE, offset=offset, with_payload=False
                )
            yield from records
            if offset is None:
                return


@contextmanager
def _clear_errors() -> Iterator[None]:
    try:
        yield
    except (ApiException, httpx.HTTPError, OSError) as error:
        raise IndexUnavailableError(f"the Qdrant server failed: {error}") from error


def _server_point(point: Point) -> models.PointStruct:
    vectors: dict[str, Any] = {"dense": _server_vector(point.dense)}
    for name, vector in (("latents", point.latents), ("words", point.words)):
        if vector.indices:  # an empty one would count when the rarity of a term is computed
            vectors[name] = _server_vector(vector)
    return models.PointStruct(id=str(UUID(point.id)), vector=vectors, payload=payload_of(point))


def _server_vector(vector: Vector) -> Any:
    if isinstance(vector, SparseVector):
        return models.SparseVector(indices=vector.indices, values=vector.values)
    return np.asarray(vector, np.float32).tolist()


def _of_document(document_id: str) -> models.Filter:
    return _server_filter(Filter(any_of={"document_id": [document_id]}))


def _server_filter(where: Filter) -> models.Filter:
    conditions: list[Any] = []
    for field, values in where.any_of.items():
        conditions.append(models.FieldCondition(key=field, match=models.MatchAny(any=values)))
    for field in sorted(where.at_least.keys() | where.at_most.keys()):
        between = models.Range(gte=where.at_least.get(field), lte=where.at_most.get(field))
        conditions.append(models.FieldCondition(key=field, range=between))
    if where.ids is not None:
        conditions.append(models.HasIdCondition(has_id=[str(UUID(i)) for i in where.ids]))
    return models.Filter(must=conditions)
