"""What a blob store is."""

from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol


class Blobs(Protocol):
    """Bytes under keys such as `documents/<sha256>`. A blob is written whole or not at all."""

    def put(self, key: str, data: bytes) -> None: ...

    def put_file(self, key: str, path: Path) -> None: ...

    def get(self, key: str) -> bytes:
        """Raises NotFoundError."""
        ...

    def exists(self, key: str) -> bool: ...

    def delete(self, key: str) -> None:
        """Deleting what is not there is no error."""
        ...

    def as_file(self, key: str) -> AbstractContextManager[Path]:
        """A local file with the blob's bytes, valid inside the block. Raises NotFoundError."""
        ...
