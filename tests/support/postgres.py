"""A throw-away PostgreSQL cluster from the system's packages."""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def find_binaries() -> Path | None:
    """The folder of `initdb` of the newest PostgreSQL installed."""
    if found := shutil.which("initdb"):
        return Path(found).parent
    versions = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    return max((path.parent for path in versions), default=None)


@contextmanager
def cluster() -> Iterator[str]:
    """Start a cluster in a temporary folder; the URL of its database. Raises RuntimeError with the reason."""
    binaries = find_binaries()
    if binaries is None:
        raise RuntimeError("PostgreSQL is not installed")
    with tempfile.TemporaryDirectory(prefix="almpo-pg-") as folder:
        # PostgreSQL refuses to run as root: become the user that its package makes.
        user: list[str] = []
        if os.geteuid() == 0:
            user = ["runuser", "-u", "postgres", "--"]
            shutil.chown(folder, "postgres")
        data = f"{folder}/data"
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        _run(
            *user, f"{binaries}/initdb", "-D", data, "-U", "almpo", "--auth=trust", "-E", "UTF8", "--no-sync"
        )
        options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off"
        _run(*user, f"{binaries}/pg_ctl", "-D", data, "-w", "-l", f"{folder}/log", "-o", options, "start")
        try:
            yield f"postgresql://almpo@127.0.0.1:{port}/postgres"
        finally:
            _run(*user, f"{binaries}/pg_ctl", "-D", data, "-m", "immediate", "stop")


def _run(*command: str) -> None:
    done = subprocess.run(command, capture_output=True, text=True, cwd="/", timeout=120, check=False)
    if done.returncode != 0:
        raise RuntimeError(f"{command[-1]}: {done.stderr or done.stdout}")
