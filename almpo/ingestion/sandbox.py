"""Every parse happens in a child process with limits on memory, time and pages.

A child is used for several documents, because starting one costs seconds; it is thrown away as soon as
anything goes wrong in it. Where a page brings the child down, the document is read again without that page,
so that one bad page never loses the others.
"""

import atexit
import contextlib
import os
import tempfile
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

from almpo.evidence.documents import ParsedDocument
from almpo.evidence.errors import IngestError
from almpo.evidence.vocabulary import PageStatus
from almpo.ingestion.child import WORKER, Child, ChildDown
from almpo.ingestion.gate import inspect
from almpo.ingestion.jobs import Job
from almpo.ingestion.limits import Limits
from almpo.ingestion.parsers.base import OnPage, ParseOptions, no_progress

__all__ = ["Limits", "Sandbox", "parse_in_child"]

MAX_LOST_PAGES = 5  # that bring a child down one after the other; then the pages after them are given up
_GIVEN_UP = f"not tried: {MAX_LOST_PAGES} pages before it brought the parser down"


class Sandbox:
    """Children for parsing. May be used from several threads at a time; each gets a child of its own."""

    def __init__(self, command: Sequence[str] = WORKER) -> None:
        self._command = command
        self._idle: list[Child] = []
        self._lock = threading.Lock()

    def parse(
        self,
        path: Path,
        document_id: str,
        *,
        name: str | None = None,
        options: ParseOptions | None = None,
        limits: Limits | None = None,
        on_page: OnPage = no_progress,
    ) -> tuple[str, ParsedDocument]:
        """The media type of the file at `path` and what is in it. `name`: its file name, if not the path's.

        Raises IngestError with every code there is and a message that says how to mend the file.
        """
        limits = limits or Limits()
        options = (options or ParseOptions()).model_copy(update={"max_pages": limits.max_pages})
        with _workplace(path, name or path.name) as (named, result):
            media_type = inspect(named, limits)
            job = Job(
                path=str(named),
                document_id=document_id,
                media_type=media_type,
                options=options,
                limits=limits,
                result=str(result),
            )
            return media_type, self._parse_without_bad_pages(job, named.name, on_page)

    def _parse_without_bad_pages(self, job: Job, name: str, on_page: OnPage) -> ParsedDocument:
        lost: dict[int, str] = {}
        down: ChildDown | None = None
        while True:
            options = job.options.model_copy(update={"lost_pages": lost})
            try:
                parsed = self._attempt(job.model_copy(update={"options": options}), on_page)
                break
            except ChildDown as again:
                down = again
                no_use = not down.page or down.page in lost or len(lost) > MAX_LOST_PAGES
                if no_use:
                    raise down.error(name) from None
                if len(lost) == MAX_LOST_PAGES:
                    lost |= dict.fromkeys(range(down.page, down.pages + 1), _GIVEN_UP)
                lost |= {down.page: down.reason}
        try:
            check_readable(parsed, name)
        except IngestError as error:
            raise (down.error(name) if down else error) from None
        return parsed

    def _attempt(self, job: Job, on_page: OnPage) -> ParsedDocument:
        with self._child(job.limits.memory_mb) as child:
            child.run(job, on_page)
            return ParsedDocument.model_validate_json(Path(job.result).read_bytes())

    @contextlib.contextmanager
    def _child(self, memory_mb: int) -> Iterator[Child]:
        child = self._take(memory_mb)
        try:
            yield child
        except IngestError:  # the fault of the document, not of the child
            self._put_back(child)
            raise
        except BaseException:
            child.kill()
            raise
        self._put_back(child)

    def _take(self, memory_mb: int) -> Child:
        with self._lock:
            idle, self._idle = self._idle, []
            fresh = [child for child in idle if child.is_usable and child.memory_mb == memory_mb]
            taken = fresh.pop() if fresh else None
            self._idle = fresh
        for child in idle:
            if child is not taken and child not in fresh:
                child.kill()
        return taken or Child(memory_mb, self._command)

    def _put_back(self, child: Child) -> None:
        if child.is_usable:
            with self._lock:
                self._idle.append(child)
        else:
            child.kill()

    def close(self) -> None:
        """End the idle children. The sandbox may be used again."""
        with self._lock:
            idle, self._idle = self._idle, []
        for child in idle:
            child.kill()


@contextlib.contextmanager
def _workplace(path: Path, name: str) -> Iterator[tuple[Path, Path]]:
    """A folder with the file under its own name, which all messages show, and a place for the result."""
    printable = os.fsencode(Path(name).name).decode(errors="replace")  # names need not be valid UTF-8
    with tempfile.TemporaryDirectory(prefix="almpo-") as folder:
        named = Path(folder, "document", printable)
        named.parent.mkdir()
        named.symlink_to(path.absolute())
        yield named, Path(folder, "result.json")


def check_readable(parsed: ParsedDocument, name: str) -> None:
    """Raises IngestError (no_pages, damaged, no_text) where there is nothing to read: never a success."""
    if not parsed.pages:
        raise IngestError("no_pages", f"{name} holds no pages. It is damaged: get it anew.")
    if any(page.text.strip() for page in parsed.pages):
        return
    reasons = sorted({page.reason for page in parsed.pages if page.reason})
    told = f" ({'; '.join(reasons[:3])})" if reasons else ""
    if all(page.status == PageStatus.FAILED for page in parsed.pages):
        raise IngestError(
            "damaged", f"{name}: none of its {len(parsed.pages)} pages can be read{told}. Get it anew."
        )
    raise IngestError(
        "no_text",
        f"{name}: no text on any of its {len(parsed.pages)} pages{told}. "
        "If they are pictures of text, turn OCR on (ingest.ocr).",
    )


_shared = Sandbox()
atexit.register(_shared.close)
parse_in_child = _shared.parse
