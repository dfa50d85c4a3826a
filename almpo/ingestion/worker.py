"""The child process that parses. Started by `sandbox.py`, never by hand.

Jobs come in on standard input, one JSON object a line. Events go out on standard output likewise: a page is
begun, the job is done (its result lies in a file), or the job has failed.
"""

import contextlib
import faulthandler
import fcntl
import io
import os
import resource
import select
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from almpo.evidence.documents import ParsedDocument
from almpo.evidence.errors import IngestError
from almpo.ingestion.accounts import note_damage
from almpo.ingestion.gate import DOCX, PDF
from almpo.ingestion.jobs import IDLE_SECONDS, Event, Job
from almpo.ingestion.limits import is_out_of_memory
from almpo.ingestion.parsers.base import OnPage, ParseOptions
from almpo.ingestion.prescan.docx import scan_docx
from almpo.ingestion.prescan.pdf import scan_pdf


class Parse(Protocol):
    """`almpo.ingestion.parse.parse`, or what stands in for it in tests."""

    def __call__(
        self, path: Path, document_id: str, media_type: str, options: ParseOptions, on_page: OnPage
    ) -> ParsedDocument: ...


def run(job: Job, on_page: OnPage, parse: Parse) -> ParsedDocument:
    """Scan, parse, account for damage. Raises IngestError."""
    path = Path(job.path)
    scan = None
    if job.media_type == PDF:
        scan = scan_pdf(path, job.limits)
    elif job.media_type == DOCX:
        scan_docx(path, job.limits)
    parsed = parse(path, job.document_id, job.media_type, job.options, on_page)
    return note_damage(parsed, scan) if job.media_type == PDF else parsed


def attempt(job: Job, on_page: OnPage, parse: Parse) -> Event:
    """Run a job and write its result. Whatever goes wrong in Python becomes an event."""
    try:
        parsed = run(job, on_page, parse)
        Path(job.result).write_text(parsed.model_dump_json(), encoding="utf-8")
    except IngestError as error:
        return Event(code=error.code, message=str(error).replace(job.path, Path(job.path).name))
    except Exception as error:  # a parser's own bug: the document fails, the ingest goes on
        if is_out_of_memory(error):
            return Event(code="out_of_memory")
        return Event(code="crashed", message=f"made the parser fail ({type(error).__name__}: {error})")
    return Event(done=True, peak_mb=_peak_mb())


def _peak_mb() -> int:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak // (2**20 if sys.platform == "darwin" else 2**10)  # bytes there, KiB elsewhere


@contextlib.contextmanager
def dying_with_parent(pipe: int) -> Iterator[None]:
    """Let the kernel end this process as soon as the other end of `pipe` closes.

    It sends SIGIO, whose default action needs no interpreter: this works inside C code that never comes back.
    (PR_SET_PDEATHSIG would not do: it fires when the *thread* that started the child ends.)
    """
    flags = fcntl.fcntl(pipe, fcntl.F_GETFL)
    fcntl.fcntl(pipe, fcntl.F_SETOWN, os.getpid())
    fcntl.fcntl(pipe, fcntl.F_SETFL, flags | os.O_ASYNC)
    try:
        if _is_closed(pipe):  # it happened just before
            os._exit(1)
        yield
    finally:
        fcntl.fcntl(pipe, fcntl.F_SETFL, flags)


def _is_closed(pipe: int) -> bool:
    poll = select.poll()
    poll.register(pipe, 0)
    return bool(poll.poll(0))


def _next_line(jobs: io.FileIO) -> bytes:
    """The next job, empty when the parent has gone or has had none for a while."""
    ready, _, _ = select.select([jobs], [], [], IDLE_SECONDS)
    return jobs.readline() if ready else b""


def main(memory_mb: int, parse: Parse) -> None:
    """Work until there are no more jobs. Memory limit in MiB of address space."""
    # Libraries print to standard output as they like: keep the pipe, and send their talk to standard error.
    events = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    faulthandler.enable()
    resource.setrlimit(resource.RLIMIT_AS, (memory_mb * 2**20,) * 2)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))

    def emit(event: Event) -> None:
        print(event.model_dump_json(exclude_defaults=True), file=events, flush=True)

    emit(Event(ready=True))
    jobs = io.FileIO(sys.stdin.fileno(), closefd=False)  # unbuffered, so that select tells the truth
    while line := _next_line(jobs):
        job = Job.model_validate_json(line)
        with dying_with_parent(jobs.fileno()):
            outcome = attempt(job, lambda page, pages: emit(Event(page=page, pages=pages)), parse)
        emit(
            outcome
        )  # only now: the next job may come at once, and must not be taken for the end of the parent


if __name__ == "__main__":
    from almpo.ingestion.parse import parse  # here, because it takes a second or two

    main(int(sys.argv[1]), parse)
