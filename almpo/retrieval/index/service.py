"""The owner's side: an index served to other processes of the same user over a Unix domain socket."""

import os
import socket
import tempfile
import threading
from pathlib import Path

from almpo.evidence.errors import IndexUnavailableError
from almpo.evidence.record import content_id
from almpo.retrieval.index import wire
from almpo.retrieval.index.base import Index

_LONGEST_PATH = 100  # bytes; the kernel takes 107
_GRACE = 60.0  # seconds for calls under way when the service closes


def socket_path(folder: Path) -> Path:
    """Where the owner of an index folder listens: in the folder, or where the path is too long, in a private
    folder of the user."""
    path = folder.absolute() / "owner.sock"
    if len(os.fsencode(path)) <= _LONGEST_PATH:
        return path
    private = Path(tempfile.gettempdir()) / f"almpo-{os.getuid()}"
    private.mkdir(mode=0o700, exist_ok=True)
    status = private.lstat()
    if status.st_uid != os.getuid() or status.st_mode & 0o077:
        raise IndexUnavailableError(f"{private} belongs to somebody else or is open to others: remove it")
    return private / f"{content_id(path)}.sock"


class IndexService:
    """Answers calls in background threads, one a connection, until it is closed."""

    def __init__(self, index: Index, path: Path) -> None:
        self._index = index
        self._path = path
        self._lock = threading.Lock()
        self._connections: dict[threading.Thread, socket.socket] = {}
        path.unlink(missing_ok=True)  # of an owner that was killed: only the holder of the lock comes here
        self._listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        mask = os.umask(0o177)
        try:
            self._listener.bind(str(path))
        finally:
            os.umask(mask)
        self._listener.listen(64)
        threading.Thread(target=self._accept, name="index-service", daemon=True).start()

    def close(self) -> None:
        """Stop listening, let calls under way finish, hang up."""
        self._path.unlink(missing_ok=True)
        with self._lock:
            # wakes the accepting thread, which a plain close would not
            self._listener.shutdown(socket.SHUT_RDWR)
            self._listener.close()
            open_now = dict(self._connections)
        for connection in open_now.values():
            _quietly_shut(connection)
        for thread in open_now:
            thread.join(_GRACE)

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            thread = threading.Thread(target=self._serve, args=(connection,), daemon=True)
            with self._lock:
                self._connections[thread] = connection
            thread.start()

    def _serve(self, connection: socket.socket) -> None:
        try:
            with connection, connection.makefile("rwb") as stream:
                while (request := wire.receive(stream)) is not None:
                    wire.send(stream, wire.answer(self._index, request))
        except (OSError, ValueError):
            return  # the caller went away, or does not speak the protocol
        finally:
            with self._lock:
                self._connections.pop(threading.current_thread(), None)


def _quietly_shut(connection: socket.socket) -> None:
    try:
        connection.shutdown(socket.SHUT_RD)
    except OSError:
        return  # hung up already
