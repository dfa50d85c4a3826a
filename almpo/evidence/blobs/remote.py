"""Blobs at any URL that fsspec knows."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import fsspec

from almpo.evidence.errors import NotFoundError, StoreError


class RemoteBlobs:
    """Object stores write an object whole or not at all, so nothing needs to be renamed into place."""

    def __init__(self, url: str) -> None:
        try:
            self._files, self._root = fsspec.core.url_to_fs(url)
        except (ImportError, ValueError) as error:
            raise StoreError(
                f"cannot use blobs at {url!r}: {error}. S3 needs the extra: pip install 'almpo[s3]'."
            ) from error

    def _path(self, key: str) -> str:
        return f"{self._root.rstrip('/')}/{key}"

    def put(self, key: str, data: bytes) -> None:
        self._files.pipe_file(self._path(key), data)

    def put_file(self, key: str, path: Path) -> None:
        self._files.put_file(str(path), self._path(key))

    def get(self, key: str) -> bytes:
        try:
            data: bytes = self._files.cat_file(self._path(key))
        except FileNotFoundError as error:
            raise NotFoundError(f"no blob {key!r} at {self._root}") from error
        return data

    def exists(self, key: str) -> bool:
        return bool(self._files.exists(self._path(key)))

    def delete(self, key: str) -> None:
        if self.exists(key):
            self._files.rm_file(self._path(key))

    @contextmanager
    def as_file(self, key: str) -> Iterator[Path]:
        with tempfile.TemporaryDirectory(prefix="almpo-") as folder:
            path = Path(folder) / "blob"
            path.write_bytes(self.get(key))
            yield path
