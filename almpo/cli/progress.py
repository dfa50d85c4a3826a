"""Progress bars of an ingest, and its report."""

from threading import Lock
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from almpo.cli.context import console, print_table
from almpo.pipeline.progress import IngestReport, Outcome


class Bars:
    """A bar for the documents and one for each document at work."""

    def __init__(self, screen: Console) -> None:
        self._bars = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[what]}"),
            TimeElapsedColumn(),
            console=screen,
            transient=True,
        )
        self._lock = Lock()
        self._names: dict[str, str] = {}
        self._tasks: dict[str, TaskID] = {}
        self._pages: dict[str, int] = {}
        self._all: TaskID | None = None

    def __enter__(self) -> Self:
        self._bars.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bars.stop()

    def queued(self, document_id: str, name: str) -> None:
        with self._lock:
            self._names[document_id] = name
            if self._all is None:
                self._all = self._bars.add_task("all documents", what="", total=0)
            self._bars.update(self._all, total=len(self._names))

    def page(self, document_id: str, page: int, pages: int) -> None:
        with self._lock:
            self._pages[document_id] = page
            self._show(document_id, page, pages, "pages")

    def indexing(self, document_id: str, done: int, total: int) -> None:
        with self._lock:
            self._show(document_id, done, total, "indexed")
            if done >= total:
                self._bars.update(self._tasks[document_id], visible=False)
                if self._all is not None:
                    self._bars.advance(self._all)

    def finished(self, outcome: Outcome) -> None: ...

    def _show(self, document_id: str, done: int, total: int, what: str) -> None:
        if document_id not in self._tasks:
            name = self._names.get(document_id, document_id[:12])
            self._tasks[document_id] = self._bars.add_task(name[:40], what=what, total=total)
        self._bars.update(self._tasks[document_id], completed=done, total=total, what=what)
        if self._all is not None:
            seconds = self._bars.tasks[0].elapsed or 0
            rate = sum(self._pages.values()) / seconds if seconds else 0
            self._bars.update(self._all, what=f"{rate:.1f} pages/s")


def print_report(report: IngestReport) -> None:
    screen = console()
    new = [outcome for outcome in report.outcomes if outcome.state == "ingested"]
    if new:
        print_table(
            ("document", "pages", "read by OCR", "skipped", "lost", "passages", "tables", "findings"),
            [
                (
                    o.name,
                    sum(o.pages.values()),
                    *(o.pages.get(status, "") for status in ("ocred", "skipped", "failed")),
                    o.passages,
                    o.tables,
                    o.findings,
                )
                for o in new
            ],
            right=("pages", "read by OCR", "skipped", "lost", "passages", "tables", "findings"),
        )
    for outcome in report.outcomes:
        if outcome.supersedes and outcome.state == "ingested":
            screen.print(f"{outcome.name}: a new version of {outcome.supersedes[:12]}", markup=False)
        for page, reason in outcome.lost_pages.items():
            screen.print(f"{outcome.name}, page {page}: not read: {reason}", markup=False, style="yellow")
    for outcome in report.failed:
        screen.print(
            f"failed: {outcome.name} ({outcome.error_code}): {outcome.error}", markup=False, style="red"
        )
    unchanged = len(report.outcomes) - len(new) - len(report.failed)
    rate = f", {report.pages / report.seconds:.1f} pages/s" if report.pages else ""
    screen.print(
        f"{len(new)} ingested ({report.pages} pages), {unchanged} unchanged, {len(report.failed)} failed,"
        f" {len(report.ignored)} other files ignored; {report.seconds:.1f} s{rate}"
    )
