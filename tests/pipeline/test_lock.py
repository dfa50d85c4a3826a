"""One ingest at a time."""

import os
import subprocess
import sys
from pathlib import Path

from almpo.pipeline.lock import ingest_lock

HOLDER = """
import sys, time
from pathlib import Path
from almpo.pipeline.lock import ingest_lock
with ingest_lock(Path(sys.argv[1]), print):
    print("held", flush=True)
    time.sleep(60)
"""


def test_a_second_ingest_waits_until_the_first_has_gone(tmp_path: Path) -> None:
    holder = subprocess.Popen([sys.executable, "-c", HOLDER, str(tmp_path)], stdout=subprocess.PIPE)
    assert holder.stdout is not None
    assert holder.stdout.readline() == b"held\n"
    waited_for: list[str] = []

    def on_wait(pid: str) -> None:
        waited_for.append(pid)
        holder.kill()

    with ingest_lock(tmp_path, on_wait):
        assert waited_for == [str(holder.pid)]
        assert (tmp_path / "ingest.lock").read_text() == str(os.getpid())
    holder.wait()
    holder.stdout.close()


def test_a_free_lock_is_taken_at_once(tmp_path: Path) -> None:
    for _ in range(2):
        with ingest_lock(tmp_path / "new", lambda pid: (_ for _ in ()).throw(AssertionError(pid))):
            pass
