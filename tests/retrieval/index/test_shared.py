"""Several processes on one index."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from almpo.evidence.errors import IndexUnavailableError, ModelError, SettingsError
from almpo.evidence.settings import IndexSettings, Settings
from almpo.retrieval.index.base import Point
from almpo.retrieval.index.service import socket_path
from almpo.retrieval.index.shared import SharedIndex, open_index

MakePoint = Callable[..., Point]
DIMENSION = 8

# Opens the index, says so, then upserts one point after another and says which are safe, until it is killed.
WRITER = """
import sys
from pathlib import Path
import numpy as np
from almpo.evidence.record import content_id
from almpo.retrieval.embedders.base import SparseVector
from almpo.retrieval.index.base import Point
from almpo.retrieval.index.shared import SharedIndex

folder, who, wanted = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
index = SharedIndex(folder, "m", 8)
print("owner" if index.owned else "client", flush=True)
for number in range(wanted):
    key = content_id(who, number)
    index.upsert([Point(key, "passage", who, "en", np.eye(8, dtype=np.float32)[0],
                        SparseVector([1], [1.0]), SparseVector([1], [1.0]))])
    print(key, flush=True)
sys.stdin.read()
index.close()
"""


@contextmanager
def writer(folder: Path, who: str, wanted: int) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(folder), who, str(wanted)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def read_lines(process: subprocess.Popen[str], count: int) -> list[str]:
    assert process.stdout is not None
    return [process.stdout.readline().strip() for _ in range(count)]


def test_a_killed_owner_loses_nothing_and_the_next_caller_takes_over(tmp_path: Path) -> None:
    with writer(tmp_path, "owner", 1_000_000) as owner:
        assert read_lines(owner, 1) == ["owner"]
        index = SharedIndex(tmp_path, "m", DIMENSION)
        assert not index.owned
        safe = set(read_lines(owner, 200))
        assert safe <= index.ids()
        owner.send_signal(signal.SIGKILL)
        assert owner.stdout is not None
        safe |= {line.strip() for line in owner.stdout if line.endswith("\n")}
        assert safe <= index.ids()
        assert index.owned
        index.close()


def test_clients_go_on_when_the_owner_is_killed_while_they_write(tmp_path: Path) -> None:
    with writer(tmp_path, "owner", 0) as owner:
        assert read_lines(owner, 1) == ["owner"]
        with writer(tmp_path, "a", 300) as a, writer(tmp_path, "b", 300) as b:
            assert read_lines(a, 1) == read_lines(b, 1) == ["client"]
            safe = set(read_lines(a, 50) + read_lines(b, 50))
            owner.send_signal(signal.SIGKILL)
            safe |= set(read_lines(a, 250) + read_lines(b, 250))
            index = SharedIndex(tmp_path, "m", DIMENSION)
            assert index.ids() == safe
            assert len(safe) == 600
            index.close()


def test_an_owner_that_closes_hands_over(tmp_path: Path, make_point: MakePoint) -> None:
    owner = SharedIndex(tmp_path, "m", DIMENSION)
    client = SharedIndex(tmp_path, "m", DIMENSION)
    assert (owner.owned, client.owned) == (True, False)
    owner.upsert([make_point(1)])
    client.upsert([make_point(2)])
    assert owner.ids() == client.ids()
    owner.close()
    assert client.ids() == {make_point(1).id, make_point(2).id}
    assert client.owned
    client.close()


def test_many_threads_share_a_client(tmp_path: Path, make_point: MakePoint) -> None:
    owner, client = SharedIndex(tmp_path, "m", DIMENSION), SharedIndex(tmp_path, "m", DIMENSION)
    threads = [
        threading.Thread(target=lambda i=i: (client if i % 2 else owner).upsert([make_point(i)]))
        for i in range(16)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert owner.count() == 16
    client.close()
    owner.close()


def test_the_socket_is_private(tmp_path: Path) -> None:
    index = SharedIndex(tmp_path, "m", DIMENSION)
    assert socket_path(tmp_path).stat().st_mode & 0o777 == 0o600
    index.close()
    assert not socket_path(tmp_path).exists()


def test_a_home_with_a_long_path_works(tmp_path: Path, make_point: MakePoint) -> None:
    folder = tmp_path / ("x" * 120)
    owner = SharedIndex(folder, "m", DIMENSION)
    client = SharedIndex(folder, "m", DIMENSION)
    client.upsert([make_point(1)])
    assert owner.count() == 1
    assert len(os.fsencode(socket_path(folder))) <= 107
    client.close()
    owner.close()


def test_a_running_owner_with_another_model_is_not_mixed_with(tmp_path: Path) -> None:
    owner = SharedIndex(tmp_path, "m", DIMENSION)
    with pytest.raises(ModelError, match="made with the embedding model m"):
        SharedIndex(tmp_path, "other", DIMENSION)
    with pytest.raises(IndexUnavailableError, match="stop that process"):
        SharedIndex(tmp_path, "other", DIMENSION, anew=True)
    owner.close()


def test_anew_empties_the_index_also_of_another_model(tmp_path: Path, make_point: MakePoint) -> None:
    owner = SharedIndex(tmp_path, "m", DIMENSION)
    owner.upsert([make_point(1)])
    client = SharedIndex(tmp_path, "m", DIMENSION, anew=True)
    assert owner.count() == 0
    client.upsert([make_point(2)])
    client.close()
    owner.close()
    with pytest.raises(ModelError, match="almpo index rebuild"):
        SharedIndex(tmp_path, "other", DIMENSION)
    other = SharedIndex(tmp_path, "other", DIMENSION, anew=True)
    assert other.count() == 0
    other.close()


def test_what_is_no_index_call_is_refused(tmp_path: Path) -> None:
    import socket

    index = SharedIndex(tmp_path, "m", DIMENSION)
    with socket.socket(socket.AF_UNIX) as caller:
        caller.connect(str(socket_path(tmp_path)))
        with caller.makefile("rwb") as stream:
            for line in (b'{"call": "close"}\n', b'{"call": "search"}\n', b"[1]\n"):
                stream.write(line)
                stream.flush()
                assert b"not an index call" in stream.readline()
            stream.write(b"no JSON\n")
            stream.flush()
            assert stream.readline() == b""
    assert index.count() == 0
    index.close()


def test_a_server_needs_its_url(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path, index=IndexSettings(backend="server"))
    with pytest.raises(SettingsError, match="must name the Qdrant server"):
        open_index(settings, "m", DIMENSION)
    nobody = IndexSettings(backend="server", url="http://127.0.0.1:9")
    with pytest.raises(IndexUnavailableError, match="Qdrant server"):
        open_index(Settings(home=tmp_path, index=nobody), "m", DIMENSION)
