"""A child process that parses (`worker.py`), seen from the parent."""

import contextlib
import os
import select
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence

from almpo.evidence.errors import IngestError, TransientError
from almpo.ingestion.jobs import IDLE_SECONDS, Event, Job
from almpo.ingestion.parsers.base import OnPage

# -P: nothing may be imported from the folder the user happens to be in.
WORKER = (sys.executable, "-P", "-m", "almpo.ingestion.worker")
_MEND = {
    "timeout": "Raise ingest.seconds and ingest.seconds_per_page, or print the file to a new PDF.",
    "out_of_memory": "Raise ingest.memory_mb, or print the file to a new PDF.",
    "crashed": "Open the file in a viewer and print it to a new PDF.",
}
_OUT_OF_MEMORY_SIGNS = (b"MemoryError", b"bad_alloc", b"annot allocate memory", b"out of memory")
_TAIL = 4096  # bytes of standard error that are looked through for the cause of a crash
_START_SECONDS = 120
_EXIT_SECONDS = 10  # between closing its end of the pipe and being gone
_RETIRE_ABOVE = 0.25  # of the memory limit; a child that has once needed so much is not kept


class ChildDown(Exception):
    """A child crashed, ran out of memory or took too long. `page` is 0 where it was not at a page."""

    def __init__(self, code: str, reason: str, page: int, pages: int) -> None:
        super().__init__(reason)
        self.code, self.reason, self.page, self.pages = code, reason, page, pages

    def error(self, name: str) -> IngestError:
        where = f"page {self.page}" if self.page else "the document as a whole"
        return IngestError(self.code, f"{name}: {where} {self.reason}. {_MEND[self.code]}")


class Child:
    """Started at once; does one job at a time. Not for use by several threads."""

    def __init__(self, memory_mb: int, command: Sequence[str] = WORKER) -> None:
        self.memory_mb = memory_mb
        self._stderr = tempfile.TemporaryFile()  # noqa: SIM115 (closed by kill)
        self._process = subprocess.Popen(
            [*command, str(memory_mb)],
            bufsize=0,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._stderr,
            start_new_session=True,  # a group of its own, to be killed together with what it starts
            env=os.environ | {"MALLOC_ARENA_MAX": "2"},  # arenas cost address space by the 64 MB
        )
        self._unread = b""
        self._ready = False
        self._idle_since = time.monotonic()
        self._worn = False

    @property
    def is_usable(self) -> bool:
        """Whether it can be given another job. Not if it may be about to end for having been idle."""
        idle = time.monotonic() - self._idle_since
        return not self._worn and idle < IDLE_SECONDS / 2 and self._process.poll() is None

    def run(self, job: Job, on_page: OnPage) -> None:
        """Do a job; its result lies in the job's file. Raises IngestError (a bad document) or ChildDown."""
        self._await_ready()
        page = pages = 0
        limits = job.limits
        self._stderr.truncate(0)
        self._send(job)
        while True:
            seconds = limits.seconds_per_page if page else limits.seconds
            try:
                event = self._next_event(seconds)
            except TimeoutError:
                raise ChildDown("timeout", f"took over {seconds:g} seconds", page, pages) from None
            if event is None:
                raise ChildDown(*self._cause_of_death(), page, pages)
            if event.page is not None:
                page, pages = event.page, event.pages
                on_page(page, pages)
            elif event.code in _MEND:
                raise ChildDown(event.code, event.message or self._memory_reason, page, pages)
            elif event.code is not None:
                raise IngestError(event.code, event.message)
            else:
                self._worn = event.peak_mb > _RETIRE_ABOVE * self.memory_mb
                self._idle_since = time.monotonic()
                return

    def _await_ready(self) -> None:
        """Raises TransientError where the child does not even start, which is not the fault of a document."""
        if self._ready:
            return
        try:
            event = self._next_event(_START_SECONDS)
        except TimeoutError:
            event = None
        if event is None or not event.ready:
            last_line = self._last_words().decode(errors="replace").strip().rpartition("\n")[2]
            raise TransientError(f"the process that parses documents does not start: {last_line}")
        self._ready = True

    @property
    def _memory_reason(self) -> str:
        return f"needed more than {self.memory_mb:,} MB of memory"

    def kill(self) -> None:
        """End it and all it has started, now."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.communicate()
        self._stderr.close()

    def _send(self, job: Job) -> None:
        assert self._process.stdin is not None
        with contextlib.suppress(BrokenPipeError):  # it is dead, and the missing event will tell
            self._process.stdin.write(job.model_dump_json().encode() + b"\n")

    def _next_event(self, seconds: float) -> Event | None:
        """The next event, None when there will be none. Raises TimeoutError."""
        assert self._process.stdout is not None
        output = self._process.stdout.fileno()
        poll = select.poll()
        poll.register(output, select.POLLIN)
        deadline = time.monotonic() + seconds
        while b"\n" not in self._unread:
            if not poll.poll(max(0, deadline - time.monotonic()) * 1000):
                raise TimeoutError
            piece = os.read(output, 65536)
            if not piece:
                return None
            self._unread += piece
        line, self._unread = self._unread.split(b"\n", 1)
        return Event.model_validate_json(line)

    def _last_words(self) -> bytes:
        self._stderr.seek(max(0, self._stderr.seek(0, os.SEEK_END) - _TAIL))
        return self._stderr.read()

    def _cause_of_death(self) -> tuple[str, str]:
        """Error code and reason, from how the process ended and what it said last."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(timeout=_EXIT_SECONDS)
        returned = self._process.returncode or 0
        last_words = self._last_words()
        killed_from_outside = returned == -signal.SIGKILL  # the kernel, which does so when memory runs out
        if killed_from_outside or any(sign in last_words for sign in _OUT_OF_MEMORY_SIGNS):
            return "out_of_memory", self._memory_reason
        how = signal.Signals(-returned).name if returned < 0 else f"exit code {returned}"
        return "crashed", f"made the parser crash ({how})"
