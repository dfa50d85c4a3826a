"""One index for all processes of a user that work on a home.

The engine lets one process own a folder. Whoever takes the lock first becomes the owner and serves the
others; when it goes away, by exit or by kill, the next call of any other takes the lock and carries on. All
calls are idempotent, so a call whose answer got lost is made again.
"""

import fcntl
import os
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TypeVar

from almpo.evidence.errors import IndexUnavailableError, ModelError, SettingsError
from almpo.evidence.settings import Settings
from almpo.retrieval.index.base import Filter, Index, Point, Scored, Using, Vector
from almpo.retrieval.index.edge import EdgeIndex, remove_index
from almpo.retrieval.index.remote import OwnerGoneError, RemoteIndex
from almpo.retrieval.index.service import IndexService, socket_path

T = TypeVar("T")

_PATIENCE = 60.0  # seconds for an owner to open its index or to close it
_PAUSE = 0.05


def open_index(settings: Settings, model_id: str, dimension: int, *, anew: bool = False) -> Index:
    """The index of a home. With `anew`, an empty one in place of what is there, also of another model.

    Raises ModelError if the index was made with another model, IndexUnavailableError.
    """
    if settings.index.backend == "server":
        if settings.index.url is None:
            raise SettingsError("index.backend is server: index.url must name the Qdrant server")
        from almpo.retrieval.index.server import ServerIndex  # the client takes a second to import

        return ServerIndex.connect(settings.index.url, settings.index.api_key, model_id, dimension, anew=anew)
    return SharedIndex(settings.index_path, model_id, dimension, anew=anew)


class OwnedIndex(EdgeIndex):
    """The index in the hands of its owner: locked, and served to others."""

    def __init__(self, folder: Path, lock: int, model_id: str, dimension: int, *, anew: bool = False) -> None:
        self._lock = lock
        if anew:
            remove_index(folder)
        super().__init__(folder, model_id, dimension)
        self._service = IndexService(self, socket_path(folder))

    def close(self) -> None:
        self._service.close()
        super().close()
        os.close(self._lock)


class SharedIndex:
    """Owns the index, or asks the owner."""

    def __init__(self, folder: Path, model_id: str, dimension: int, *, anew: bool = False) -> None:
        self.model_id = model_id
        self._folder = folder
        self._dimension = dimension
        self._switching = threading.Lock()
        try:
            self._backend = self._connect(anew)
        except ModelError as error:
            if anew:  # only a running owner can still object
                raise IndexUnavailableError(str(error)) from error
            raise

    @property
    def owned(self) -> bool:
        """Whether this process is the owner."""
        return isinstance(self._backend, OwnedIndex)

    def upsert(self, points: Sequence[Point]) -> None:
        self._call(lambda index: index.upsert(points))

    def delete(self, ids: Iterable[str]) -> None:
        gone = list(ids)
        self._call(lambda index: index.delete(gone))

    def delete_document(self, document_id: str) -> None:
        self._call(lambda index: index.delete_document(document_id))

    def ids(self, document_id: str | None = None) -> set[str]:
        return self._call(lambda index: index.ids(document_id))

    def search(self, using: Using, vector: Vector, limit: int, where: Filter | None = None) -> list[Scored]:
        return self._call(lambda index: index.search(using, vector, limit, where))

    def count(self) -> int:
        return self._call(lambda index: index.count())

    def clear(self) -> None:
        self._call(lambda index: index.clear())

    def optimize(self) -> None:
        self._call(lambda index: index.optimize())

    def close(self) -> None:
        self._backend.close()

    def _call(self, act: Callable[[Index], T]) -> T:
        backend = self._backend
        while True:
            try:
                return act(backend)
            except OwnerGoneError:
                backend = self._replace(backend)

    def _replace(self, gone: Index) -> Index:
        with self._switching:
            if self._backend is gone:  # no other thread was faster
                gone.close()
                self._backend = self._connect(anew=False)
            return self._backend

    def _connect(self, anew: bool) -> Index:
        self._folder.mkdir(parents=True, exist_ok=True)
        deadline = time.monotonic() + _PATIENCE
        while True:
            lock = _try_lock(self._folder / "owner.lock")
            if lock is not None:
                return self._own(lock, anew)
            try:
                remote = RemoteIndex(socket_path(self._folder), self.model_id)
                if anew:
                    remote.clear()
                return remote
            except OwnerGoneError as error:  # opening or closing right now
                if time.monotonic() > deadline:
                    raise IndexUnavailableError(
                        f"another process holds the index in {self._folder} and does not answer"
                    ) from error
            time.sleep(_PAUSE)

    def _own(self, lock: int, anew: bool) -> OwnedIndex:
        try:
            return OwnedIndex(self._folder, lock, self.model_id, self._dimension, anew=anew)
        except BaseException:
            os.close(lock)
            raise


def _try_lock(path: Path) -> int | None:
    """A descriptor that holds the lock, or None. The kernel releases it when the process ends, however it
    ends.
    """
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        return None
    return descriptor
