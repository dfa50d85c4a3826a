"""`almpo ingest`: from paths to indexed findings, with an account of every file and page."""

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from almpo.evidence.documents import Document
from almpo.evidence.errors import IngestError
from almpo.evidence.store import Unit
from almpo.evidence.store.documents import DocumentCounts
from almpo.evidence.vocabulary import DocumentStatus, PageStatus
from almpo.pipeline.discover import discover
from almpo.pipeline.lock import ingest_lock
from almpo.pipeline.progress import IngestReport, Outcome, Progress, Silent
from almpo.pipeline.receive import Received, receive
from almpo.pipeline.studies import identify_studies
from almpo.pipeline.versions import is_current
from almpo.pipeline.workspace import Workspace


def ingest(
    workspace: Workspace,
    paths: Sequence[str],
    *,
    retry: bool = False,
    progress: Progress | None = None,
    on_wait: Callable[[str], None] = lambda _: None,
) -> IngestReport:
    """Ingest files, folders and globs; return when everything has been dealt with.

    Documents whose bytes, parser and extractor are unchanged are left alone. With `retry`, documents that
    failed and documents with failed pages are read again. An ingest that was killed is finished first.
    """
    progress = progress or Silent()
    started = time.monotonic()
    found = discover(paths)
    outcomes = [
        Outcome(source=path, name=Path(path).name, state="failed", error_code="unreadable", error=problem)
        for path, problem in found.problems.items()
    ]
    with ingest_lock(workspace.settings.home, on_wait):
        received, failures = _receive_all(workspace, found.files)
        todo = _todo(workspace, received, retry)
        if todo or _undone_mark(workspace).exists():
            _work(workspace, todo, progress)
    outcomes += failures + _outcomes(workspace, received, {task.document_id for task in todo})
    for outcome in outcomes:
        progress.finished(outcome)
    return IngestReport(
        outcomes=tuple(outcomes),
        ignored=tuple(str(path) for path in found.ignored),
        seconds=time.monotonic() - started,
    )


def _receive_all(workspace: Workspace, files: Sequence[Path]) -> tuple[list[Received], list[Outcome]]:
    received: list[Received] = []
    failures: list[Outcome] = []
    limit = workspace.settings.ingest.max_bytes
    for path in files:
        try:
            received.append(receive(path, workspace.store, workspace.blobs, limit))
        except IngestError as error:
            failures.append(
                Outcome(
                    source=str(path),
                    name=path.name,
                    state="failed",
                    error_code=error.code,
                    error=str(error),
                )
            )
    return received, failures


class _Task(NamedTuple):
    document_id: str
    name: str
    sources: list[str]
    again: bool  # read it even if it is stored


def _todo(workspace: Workspace, received: Sequence[Received], retry: bool) -> list[_Task]:
    """What has to be done, a task a document."""
    with workspace.store.read() as unit:
        stored = {document.id: document for document in unit.documents.all()}
        counts = unit.documents.counts()
    tasks: dict[str, _Task] = {}
    for one in received:
        document = stored.get(one.document_id)
        again = retry and document is not None and _has_failed(document, counts[document.id].pages)
        if again or not one.is_noted or not is_current(document):
            task = tasks.setdefault(one.document_id, _Task(one.document_id, one.name, [], again))
            task.sources.append(one.source)
    return list(tasks.values())


def _has_failed(document: Document, pages: dict[str, int]) -> bool:
    return document.status == DocumentStatus.FAILED or PageStatus.FAILED in pages


def _undone_mark(workspace: Workspace) -> Path:
    """A file that is there while jobs are queued: an ingest that finds it finishes what was left undone."""
    return workspace.settings.home / "ingest.undone"


def _work(workspace: Workspace, tasks: Sequence[_Task], progress: Progress) -> None:
    from almpo.pipeline.jobs import running_jobs  # seconds to import, and most runs find nothing to do

    _undone_mark(workspace).touch()
    with running_jobs(workspace, progress) as jobs:
        handles = jobs.undone()
        for task in tasks:
            progress.queued(task.document_id, task.name)
            if task.document_id not in handles:
                handles[task.document_id] = jobs.submit(*task)
        for handle in handles.values():
            handle.get_result()
    identify_studies(workspace)
    workspace.index.optimize()
    _undone_mark(workspace).unlink()


def _outcomes(workspace: Workspace, received: Sequence[Received], worked_on: set[str]) -> list[Outcome]:
    with workspace.store.read() as unit:
        counts = unit.documents.counts()
        return [
            _outcome(one, unit, counts[one.document_id], one.document_id in worked_on) for one in received
        ]


def _outcome(one: Received, unit: Unit, counts: DocumentCounts, worked_on: bool) -> Outcome:
    document = unit.documents.get(one.document_id)
    failed = document.status == DocumentStatus.FAILED
    lost = unit.documents.pages(document.id, words=False) if PageStatus.FAILED in counts.pages else []
    return Outcome(
        source=one.source,
        name=one.name,
        document_id=document.id,
        state="failed" if failed else "ingested" if worked_on else "unchanged",
        pages=counts.pages,
        lost_pages={page.number: page.reason or "" for page in lost if page.status == PageStatus.FAILED},
        passages=counts.passages,
        tables=counts.tables,
        findings=counts.findings,
        supersedes=one.supersedes,
        error_code=document.error_code,
        error=document.error,
    )
