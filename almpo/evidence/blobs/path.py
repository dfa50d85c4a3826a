"""Blobs in a folder."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from almpo.evidence.errors import NotFoundError, StoreError


class PathBlobs:
    """Keys become paths, fanned out over two hex digits of their last part."""

    def __init__(self, folder: str | Path) -> None:
        self._folder = Path(folder)

    def path(self, key: str) -> Path:
        *kind, name = key.split("/")
        if not name or any(part in ("", ".", "..") for part in (*kind, name)):
            raise StoreError(f"{key!r} is no blob key")
        return self._folder.joinpath(*kind, name[:2], name)

    def put(self, key: str, data: bytes) -> None:
        with self._writing(key) as out:
            out.write(data)

    def put_file(self, key: str, path: Path) -> None:
        with path.open("rb") as source, self._writing(key) as out:
            shutil.copyfileobj(source, out, 1 << 20)

    def get(self, key: str) -> bytes:
        with self.as_file(key) as path:
            return path.read_bytes()

    def exists(self, key: str) -> bool:
        return self.path(key).is_file()

    def delete(self, key: str) -> None:
        self.path(key).unlink(missing_ok=True)

    @contextmanager
    def as_file(self, key: str) -> Iterator[Path]:
        path = self.path(key)
        if not path.is_file():
            raise NotFoundError(f"no blob {key!r} in {self._folder}")
        yield path

    @contextmanager
    def _writing(self, key: str) -> Iterator[IO[bytes]]:
        """A temporary file that takes the blob's place when the block ends well: no half-written blobs."""
        target = self.path(key)
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=target.parent, prefix=".", delete=False) as out:
                try:
                    yield out
                    out.flush()
                    os.fsync(out.fileno())
                    os.replace(out.name, target)
                except BaseException:
                    Path(out.name).unlink(missing_ok=True)
                    raise
        except OSError as error:
            raise StoreError(f"cannot write blob {key!r} to {self._folder}: {error}") from error
