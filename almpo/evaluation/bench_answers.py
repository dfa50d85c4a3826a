"""`almpo bench answers`: how long a question waits for its answer, in a small home and in a large one.

The same questions are put to both, warm, in this process as the server takes them and over HTTP to a server
that streams. The large home is grown from the small one (`grown.py`); both are copies, so that nothing is
written to the home they come from.
"""

import http.client
import json
import shutil
import socket
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode

import numpy as np
import psutil

from almpo.evaluation.answers import GoldQuestion
from almpo.evaluation.grown import grow
from almpo.evidence.answers import Answer
from almpo.evidence.record import Record
from almpo.evidence.settings import Settings
from almpo.pipeline.workspace import Workspace

WARM = 5  # questions that are asked first and not counted
_PATIENCE = 120.0  # seconds for the server to be ready
_NOT_COPIED = ("blobs", "jobs.db", "runs.db", "owner.*", "*.lock")


class Percentiles(Record):
    p50: float  # seconds
    p95: float
    most: float

    def line(self, name: str, small: "Percentiles | None") -> str:
        """With the ratios to the same in the small home."""
        told = f"  {name:<20}p50 {self.p50:6.3f}  p95 {self.p95:6.3f}  most {self.most:6.3f}"
        return told + (f"   x{self.p50 / small.p50:.2f}  x{self.p95 / small.p95:.2f}" if small else "")


class AnswerTiming(Record):
    """Of one home, asked in one way. Seconds; processor time is that of the process that answers."""

    way: str
    passages: int
    questions: int
    whole: Percentiles
    first: Percentiles  # until the first event
    processor: Percentiles
    steps: dict[str, Percentiles]
    peak_mb: float | None  # resident memory of the server

    def lines(self, small: "AnswerTiming | None" = None) -> Iterator[str]:
        """A line for each figure; with the ratio to the same of a small home, if that is given."""
        memory = f", peak memory {self.peak_mb:.0f} MB" if self.peak_mb else ""
        yield f"{self.way}, {self.passages:,} passages, {self.questions} questions{memory} (seconds)"
        yield self.whole.line("whole answer", small.whole if small else None)
        yield self.first.line("first event", small.first if small else None)
        yield self.processor.line("processor time", small.processor if small else None)
        for name, step in self.steps.items():
            yield step.line(f"step {name}", small.steps.get(name) if small else None)


class _Asked(NamedTuple):
    whole: float
    first: float
    processor: float
    steps: dict[str, float]


def bench_answers(
    source: Settings, folder: Path, passages: int, questions: Sequence[GoldQuestion], *, most: int, users: int
) -> Iterator[str]:
    """Lines to print, as they come. Raises ValueError if the source holds no passages."""
    chosen = [
        questions[i] for i in np.linspace(0, len(questions) - 1, min(most + WARM, len(questions))).astype(int)
    ]
    small, large = (source.model_copy(update={"home": folder / name}) for name in ("small", "large"))
    began, used = time.perf_counter(), time.process_time()
    for made in (small, large):
        _copy_home(source.home, made.home)
    with Workspace(large) as space:
        grow(space, passages)
    yield f"large home ready after {time.perf_counter() - began:.0f} s ({time.process_time() - used:.0f} CPU s)"
    for ask in (time_in_process, time_over_http):
        first = ask(small, chosen)
        yield from first.lines()
        yield from ask(large, chosen).lines(first)
    if users > 1:
        yield from time_over_http(large, chosen, users).lines()


def _copy_home(source: Path, target: Path) -> None:
    """The store and the index; what is there already is left alone."""
    if not target.exists():
        half = target.with_suffix(".part")
        shutil.rmtree(half, ignore_errors=True)
        shutil.copytree(source, half, ignore=shutil.ignore_patterns(*_NOT_COPIED))
        half.rename(target)


def time_in_process(settings: Settings, questions: Sequence[GoldQuestion]) -> AnswerTiming:
    """The way of the server without HTTP: streamed, with a checkpoint after each step."""
    with Workspace(settings) as space:
        for question in questions[:WARM]:
            _ask_here(space, question)
        asked = [_ask_here(space, question) for question in questions[WARM:]]
        with space.store.read() as unit:
            passages = unit.passages.count()
    return _timing("in process", passages, asked, None)


def time_over_http(settings: Settings, questions: Sequence[GoldQuestion], users: int = 1) -> AnswerTiming:
    """A server of its own, asked by so many users at a time, each with a new connection for each question."""
    with _server(settings) as (port, process):
        for question in questions[:WARM]:
            _ask_there(port, process, question)
        with ThreadPoolExecutor(users) as pool:
            asked = list(pool.map(lambda one: _ask_there(port, process, one), questions[WARM:]))
        with _get(port, "/readyz") as told:
            ready = json.loads(told.read())
        peak = _peak_mb(process)
    return _timing(f"over HTTP, {users} at a time", int(ready["passages"]), asked, peak)


def _ask_here(space: Workspace, question: GoldQuestion) -> _Asked:
    began, used, first = time.perf_counter(), time.process_time(), None
    steps: dict[str, float] = defaultdict(float)
    for one in space.durable_answerer.stream(question.q, question.lang):
        first = first or time.perf_counter() - began
        if not isinstance(one, Answer):
            steps[one.name] += one.seconds
    return _Asked(time.perf_counter() - began, first or 0.0, time.process_time() - used, steps)


def _ask_there(port: int, process: psutil.Process, question: GoldQuestion) -> _Asked:
    began, used, first = time.perf_counter(), _processor(process), None
    steps: dict[str, float] = defaultdict(float)
    asked = urlencode({"question": question.q, "language": question.lang})
    kind = ""
    with _get(port, f"/api/answers/stream?{asked}") as lines:
        for line in lines:
            first = first or time.perf_counter() - began
            name, _, value = line.decode().rstrip("\n").partition(": ")
            if name == "event":
                kind = value
            elif name == "data" and kind == "step":
                step = json.loads(value)
                steps[step["name"]] += step["seconds"]
            elif name == "data" and kind == "error":
                raise RuntimeError(f"{question.id}: {value}")
    return _Asked(time.perf_counter() - began, first or 0.0, _processor(process) - used, steps)


@contextmanager
def _get(port: int, path: str) -> Iterator[http.client.HTTPResponse]:
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=_PATIENCE)) as connection:
        connection.request("GET", path)
        with connection.getresponse() as response:
            yield response


@contextmanager
def _server(settings: Settings) -> Iterator[tuple[int, psutil.Process]]:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        port = door.getsockname()[1]
    almpo = [sys.executable, "-m", "almpo.cli.main", "--home", str(settings.home)]
    server = subprocess.Popen([*almpo, "serve", "--port", str(port)], stdout=subprocess.DEVNULL)
    try:
        _await_ready(port, server)
        yield port, psutil.Process(server.pid)
    finally:
        server.terminate()
        server.wait()


def _await_ready(port: int, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + _PATIENCE
    while time.monotonic() < deadline and server.poll() is None:
        try:
            with _get(port, "/readyz") as told:
                if told.status == http.client.OK:
                    return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("the server does not come up")


def _processor(process: psutil.Process) -> float:
    used = process.cpu_times()
    return float(used.user + used.system)


def _peak_mb(process: psutil.Process) -> float:
    """The highest resident memory so far, as the kernel keeps it."""
    status = Path(f"/proc/{process.pid}/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def _timing(way: str, passages: int, asked: Sequence[_Asked], peak_mb: float | None) -> AnswerTiming:
    names = dict.fromkeys(name for one in asked for name in one.steps)
    return AnswerTiming(
        way=way,
        passages=passages,
        questions=len(asked),
        whole=_percentiles([one.whole for one in asked]),
        first=_percentiles([one.first for one in asked]),
        processor=_percentiles([one.processor for one in asked]),
        steps={name: _percentiles([one.steps[name] for one in asked if name in one.steps]) for name in names},
        peak_mb=peak_mb,
    )


def _percentiles(seconds: Sequence[float]) -> Percentiles:
    p50, p95, most = np.percentile(seconds, [50, 95, 100])
    return Percentiles(p50=float(p50), p95=float(p95), most=float(most))
