"""Qdrant Edge: the engine of the Qdrant server in this process. One process at a time owns a folder."""

import json
import shutil
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import UUID

import numpy as np
import qdrant_edge as edge

from almpo.evidence.errors import IndexUnavailableError, ModelError
from almpo.retrieval.embedders.base import SparseVector
from almpo.retrieval.index.base import FIELDS, Filter, Point, Scored, Using, Vector, payload_of

MANIFEST = "index.json"
_SHARD = "shard"
_PAGE = 10_000  # points in one scroll
_MANY = 2000  # points from which on fields are indexed: it takes a second
_SCHEMAS = {
    str: edge.PayloadSchemaType.Keyword,
    float: edge.PayloadSchemaType.Float,
}


class EdgeIndex:
    """An index in a folder. Raises ModelError if the folder holds vectors of another model.

    The write-ahead log is on, so that an upsert that returned survives the kill of the process.
    """

    def __init__(self, folder: Path, model_id: str, dimension: int) -> None:
        self.model_id = model_id
        self._folder = folder
        self._dimension = dimension
        self._writing = threading.Lock()
        check_model(folder, model_id)
        with _clear_errors(folder):
            self._shard = self._open()
            self._fields_indexed = len(self._shard.info().payload_schema) == len(FIELDS)

    def _open(self) -> edge.EdgeShard:
        if (self._folder / MANIFEST).exists():
            return edge.EdgeShard.load(str(self._folder / _SHARD))
        shard_folder = self._folder / _SHARD
        shutil.rmtree(shard_folder, ignore_errors=True)  # of a creation that was killed
        shard_folder.mkdir(parents=True)
        shard = edge.EdgeShard.create(str(shard_folder), _config(self._dimension))
        shard.flush()
        _write_manifest(self._folder, self.model_id)  # last: only a whole index has one
        return shard

    def upsert(self, points: Sequence[Point]) -> None:
        if points:
            self._update(edge.UpdateOperation.upsert_points([_edge_point(point) for point in points]))
            self._index_fields()

    def delete(self, ids: Iterable[str]) -> None:
        gone: list[Any] = [UUID(i) for i in ids]
        if gone:
            self._update(edge.UpdateOperation.delete_points(gone))

    def delete_document(self, document_id: str) -> None:
        self._update(edge.UpdateOperation.delete_points_by_filter(_of_document(document_id)))

    def ids(self, document_id: str | None = None) -> set[str]:
        return {point_id.hex for point_id in self._scroll(document_id)}

    def search(self, using: Using, vector: Vector, limit: int, where: Filter | None = None) -> list[Scored]:
        wanted = edge.QueryRequest(
            query=edge.Query.Nearest(_edge_vector(vector), using=using),
            limit=limit,
            filter=_edge_filter(where) if where else None,
            with_payload=["kind", "language"],
        )
        with _clear_errors(self._folder):
            found: list[Any] = self._shard.query(wanted)
        return [
            Scored(hit.id.hex, hit.payload["kind"], hit.payload["language"], float(hit.score))
            for hit in found
        ]

    def count(self) -> int:
        with _clear_errors(self._folder):
            return int(self._shard.count(edge.CountRequest()))

    def clear(self) -> None:
        with self._writing, _clear_errors(self._folder):
            self._shard.close()
            remove_index(self._folder)
            self._shard = self._open()
            self._fields_indexed = False

    def optimize(self) -> None:
        """The engine holds the interpreter lock meanwhile: no other thread of the process runs."""
        with self._writing, _clear_errors(self._folder):
            self._shard.optimize()

    def close(self) -> None:
        with self._writing, _clear_errors(self._folder):
            self._shard.close()

    def _index_fields(self) -> None:
        """Index what can be filtered on, once there are enough points for it to matter."""
        with self._writing, _clear_errors(self._folder):
            if self._fields_indexed or self._shard.count(edge.CountRequest(exact=False)) < _MANY:
                return
            for field, kind in FIELDS.items():
                self._shard.update(edge.UpdateOperation.create_field_index(field, _SCHEMAS[kind]))
            self._fields_indexed = True

    def _update(self, operation: edge.UpdateOperation) -> None:
        with self._writing, _clear_errors(self._folder):
            self._shard.update(operation)

    def _scroll(self, document_id: str | None) -> Iterator[Any]:
        offset: Any = None
        where = _of_document(document_id) if document_id else None
        while True:
            request = edge.ScrollRequest(offset, _PAGE, where, with_payload=False, with_vector=False)
            records: list[Any]
            with _clear_errors(self._folder):
                records, offset = self._shard.scroll(request)
            yield from (record.id for record in records)
            if offset is None:
                return


@contextmanager
def _clear_errors(folder: Path) -> Iterator[None]:
    try:
        yield
    except Exception as error:  # the engine raises bare exceptions
        raise IndexUnavailableError(
            f"the index in {folder} failed: {error}. `almpo index rebuild` makes it anew."
        ) from error


def check_model(folder: Path, model_id: str) -> None:
    """Raises ModelError if the folder holds an index of another model."""
    manifest = folder / MANIFEST
    if not manifest.exists():
        return
    made_with = json.loads(manifest.read_text())["model_id"]
    if made_with != model_id:
        raise ModelError(
            f"the index was made with the embedding model {made_with}, and the settings name {model_id}: "
            "`almpo index rebuild` makes it anew with this one"
        )


def remove_index(folder: Path) -> None:
    """Delete an index that no process has open."""
    (folder / MANIFEST).unlink(missing_ok=True)
    shutil.rmtree(folder / _SHARD, ignore_errors=True)


def _write_manifest(folder: Path, model_id: str) -> None:
    temporary = folder / (MANIFEST + ".new")
    temporary.write_text(json.dumps({"model_id": model_id}))
    temporary.replace(folder / MANIFEST)


def _config(dimension: int) -> edge.EdgeConfig:
    return edge.EdgeConfig(
        vectors={"dense": edge.EdgeVectorParams(dimension, edge.Distance.Dot)},
        sparse_vectors={
            "latents": edge.EdgeSparseVectorParams(),
            "words": edge.EdgeSparseVectorParams(modifier=edge.Modifier.Idf),
        },
        wal_enabled=True,
    )


def _edge_point(point: Point) -> edge.Point:
    vectors = {"dense": _edge_vector(point.dense)}
    for name, vector in (("latents", point.latents), ("words", point.words)):
        if vector.indices:  # an empty one would count when the rarity of a term is computed
            vectors[name] = _edge_vector(vector)
    return edge.Point(UUID(point.id), vectors, payload_of(point))


def _edge_vector(vector: Vector) -> Any:
    if isinstance(vector, SparseVector):
        return edge.SparseVector(vector.indices, vector.values)
    return np.asarray(vector, np.float32).tolist()


def _of_document(document_id: str) -> edge.Filter:
    return _edge_filter(Filter(any_of={"document_id": [document_id]}))


def _edge_filter(where: Filter) -> edge.Filter:
    conditions: list[Any] = []
    for field, values in where.any_of.items():
        conditions.append(edge.FieldCondition(field, match=edge.MatchAny(values)))
    for field in sorted(where.at_least.keys() | where.at_most.keys()):
        between = edge.RangeFloat(gte=where.at_least.get(field), lte=where.at_most.get(field))
        conditions.append(edge.FieldCondition(field, range=between))
    if where.ids is not None:
        conditions.append(edge.HasIdCondition(set(where.ids)))
    return edge.Filter(must=conditions)
