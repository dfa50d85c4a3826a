"""The other side: an index that a process of the same user owns."""

import socket
import threading
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from almpo.evidence.errors import ModelError
from almpo.retrieval.index import wire
from almpo.retrieval.index.base import Filter, Point, Scored, Using, Vector


class OwnerGoneError(Exception):
    """The owner of the index closed, was killed, or does not listen (yet). Never leaves this package."""


class RemoteIndex:
    """Calls of one client, one at a time. Raises OwnerGoneError besides what the index itself raises."""

    def __init__(self, path: Path, model_id: str, timeout: float = 600.0) -> None:
        self.model_id = model_id
        self._lock = threading.Lock()
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self._socket.settimeout(timeout)  # an owner that builds its graph is silent for long
        try:
            self._socket.connect(str(path))
        except OSError as error:
            self._socket.close()
            raise OwnerGoneError(str(error)) from error
        self._stream = self._socket.makefile("rwb")
        try:
            owned = self._call("model_id")
        except BaseException:
            self.close()
            raise
        if owned != model_id:
            self.close()
            raise ModelError(
                f"a running almpo process holds the index, made with the embedding model {owned}, and the "
                f"settings name {model_id}: stop that process, then `almpo index rebuild` makes it anew"
            )

    def upsert(self, points: Sequence[Point]) -> None:
        self._call("upsert", points=[wire.dump_point(point) for point in points])

    def delete(self, ids: Iterable[str]) -> None:
        self._call("delete", ids=list(ids))

    def delete_document(self, document_id: str) -> None:
        self._call("delete_document", document_id=document_id)

    def ids(self, document_id: str | None = None) -> set[str]:
        return set(self._call("ids", document_id=document_id))

    def search(self, using: Using, vector: Vector, limit: int, where: Filter | None = None) -> list[Scored]:
        found = self._call(
            "search",
            using=using,
            vector=wire.dump_vector(vector),
            limit=limit,
            where=wire.dump_filter(where),
        )
        return wire.load_scored(found)

    def count(self) -> int:
        return int(self._call("count"))

    def clear(self) -> None:
        self._call("clear")

    def optimize(self) -> None:
        self._call("optimize")

    def close(self) -> None:
        with self._lock:
            with suppress(OSError):  # what was not sent yet has nobody to go to
                self._stream.close()
            self._socket.close()

    def _call(self, name: str, **given: Any) -> Any:
        with self._lock:
            try:
                wire.send(self._stream, {"call": name, **given})
                response = wire.receive(self._stream)
            except (OSError, ValueError) as error:  # ValueError: the stream was closed by another thread
                raise OwnerGoneError(str(error)) from error
        if response is None:
            raise OwnerGoneError("the owner hung up")
        return wire.result(response)
