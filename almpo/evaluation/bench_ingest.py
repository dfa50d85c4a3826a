"""`almpo bench ingest`: speed of reading reports, with and without embedding, and the memory it takes."""

import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil

from almpo.evidence.record import Record
from almpo.evidence.settings import Settings
from almpo.evidence.vocabulary import PageStatus
from almpo.pipeline import steps
from almpo.pipeline.discover import discover
from almpo.pipeline.progress import IngestReport
from almpo.pipeline.receive import Received, receive
from almpo.pipeline.workspace import Workspace

_ALMPO = (sys.executable, "-m", "almpo.cli.main")


class IngestBench(Record):
    documents: int
    failed: int
    pages: dict[str, int]  # by status
    seconds_reading: float  # reading, extracting and storing; no embedding
    seconds_all: float  # the whole command, embedding and start-up included
    seconds_again: float  # the same command once more
    peak_mb: float  # resident memory of the command and its children, summed, at its highest
    cpu_seconds: float

    def lines(self) -> list[str]:
        total = sum(self.pages.values())
        accounts = ", ".join(f"{count} {status}" for status, count in sorted(self.pages.items()))
        return [
            f"documents {self.documents} (failed {self.failed}), pages {total}: {accounts}",
            f"without embedding {self.seconds_reading:.1f} s, {total / self.seconds_reading:.1f} pages/s",
            f"with embedding    {self.seconds_all:.1f} s, {total / self.seconds_all:.1f} pages/s,"
            f" {self.cpu_seconds:.0f} CPU s",
            f"second run        {self.seconds_again:.1f} s",
            f"peak memory       {self.peak_mb:.0f} MB (all processes)",
        ]


def bench_ingest(paths: Sequence[str]) -> IngestBench:
    """Ingest into empty temporary homes; nothing is kept."""
    with tempfile.TemporaryDirectory(prefix="almpo-bench-") as folder:
        reading = _time_reading(paths, Path(folder, "reading"))
        home = str(Path(folder, "all"))
        command = [*_ALMPO, "--home", home, "ingest", "--json", *paths]
        report, seconds, peak, cpu = _watch(command)
        _, again, _, _ = _watch(command)
    pages: dict[str, int] = {}
    for outcome in report.outcomes:
        for status, count in outcome.pages.items():
            pages[status] = pages.get(status, 0) + count
    return IngestBench(
        documents=len(report.outcomes),
        failed=len(report.failed),
        pages={str(PageStatus(status)): count for status, count in pages.items()},
        seconds_reading=reading,
        seconds_all=seconds,
        seconds_again=again,
        peak_mb=peak,
        cpu_seconds=cpu,
    )


def _time_reading(paths: Sequence[str], home: Path) -> float:
    """Seconds of the read and keep steps over all files, as many at a time as the settings say."""
    with Workspace(Settings(home=home)) as space:
        limits = space.settings.ingest
        began = time.monotonic()
        received = [receive(p, space.store, space.blobs, limits.max_bytes) for p in discover(paths).files]

        def work(one: Received) -> None:
            result = steps.read(one.document_id, one.name, space.blobs, limits, lambda page, pages: None)
            steps.keep(one.document_id, one.name, result, space.store, space.blobs, space.clock)

        with ThreadPoolExecutor(limits.workers) as pool:
            list(pool.map(work, received))
        return time.monotonic() - began


def _watch(command: Sequence[str]) -> tuple[IngestReport, float, float, float]:
    """Run a command: its report, seconds, peak memory in MB, CPU seconds of it and its children."""
    before = os.times()
    began = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    peak = [0.0]
    watcher = threading.Thread(target=_sample, args=(process.pid, peak))
    watcher.start()
    output, _ = process.communicate()
    seconds = time.monotonic() - began
    watcher.join()
    after = os.times()
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    return IngestReport.model_validate_json(output), seconds, peak[0], cpu


def _sample(pid: int, peak: list[float]) -> None:
    while True:
        try:
            root = psutil.Process(pid)
            if root.status() == psutil.STATUS_ZOMBIE:
                return
            family = [root, *root.children(recursive=True)]
            resident = sum(member.memory_info().rss for member in family)
        except psutil.NoSuchProcess:
            if not psutil.pid_exists(pid):
                return
            continue
        peak[0] = max(peak[0], resident / 2**20)
        time.sleep(0.1)
