"""One ingest at a time in a home folder."""

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def ingest_lock(home: Path, on_wait: Callable[[str], None]) -> Iterator[None]:
    """Wait for one's turn. The kernel frees the lock of a process that dies, however it dies.

    `on_wait` is called once, with the number of the process that is in the way.
    """
    home.mkdir(parents=True, exist_ok=True)
    with (home / "ingest.lock").open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            on_wait(lock.read().strip() or "unknown")
            fcntl.flock(lock, fcntl.LOCK_EX)
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        yield
