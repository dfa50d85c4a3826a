"""The steps as a durable workflow (DBOS): after a crash, what was begun goes on where it stopped."""

import socket
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import structlog
from dbos import DBOS, DBOSConfiguredInstance, SetWorkflowID, WorkflowHandle

from almpo.evidence.errors import TransientError
from almpo.evidence.record import content_id
from almpo.evidence.settings import Settings
from almpo.pipeline import steps
from almpo.pipeline.progress import Progress, Silent
from almpo.pipeline.versions import is_current
from almpo.pipeline.workspace import Workspace
from almpo.retrieval.indexing import index_document

QUEUE = "ingest"
UNDONE = ["PENDING", "ENQUEUED", "DELAYED"]
log = structlog.get_logger()


@DBOS.dbos_class()
class IngestJobs(DBOSConfiguredInstance):
    """Arguments and results of steps are small and portable: ids, names and what `ReadResult` holds."""

    def __init__(self) -> None:
        super().__init__(config_name="ingest")
        self._progress: Progress = Silent()

    def work_on(self, workspace: Workspace, progress: Progress) -> None:
        self._workspace = workspace
        self._progress = progress

    @DBOS.workflow()
    def run(self, document_id: str, name: str, sources: list[str], again: bool) -> None:
        try:
            if again or not self.is_known(document_id):
                result = self.read(document_id, name)
                self.keep(document_id, name, result)
            self.note(document_id, sources)
            self.index(document_id)
        except Exception as error:
            # A fault of ours in one document must not stop the others, nor pass for success.
            log.error("ingest.fault", document=name, error=repr(error), trace=traceback.format_exc())
            fault = steps.ReadResult(error_code="crashed", error=f"{name}: internal error: {error!r}")
            self.keep(document_id, name, fault.model_dump())
            self.note(document_id, sources)

    @DBOS.step()
    def is_known(self, document_id: str) -> bool:
        with self._workspace.store.read() as unit:
            return is_current(unit.documents.find(document_id))

    @DBOS.step()
    def read(self, document_id: str, name: str) -> dict[str, str | None]:
        def on_page(page: int, pages: int) -> None:
            self._progress.page(document_id, page, pages)

        limits = self._workspace.settings.ingest
        return steps.read(document_id, name, self._workspace.blobs, limits, on_page).model_dump()

    @DBOS.step()
    def keep(self, document_id: str, name: str, result: dict[str, str | None]) -> None:
        space = self._workspace
        read = steps.ReadResult.model_validate(result)
        steps.keep(document_id, name, read, space.store, space.blobs, space.clock, space.suggest)

    @DBOS.step()
    def note(self, document_id: str, sources: list[str]) -> None:
        with self._workspace.store.begin() as unit:
            for source in sources:
                unit.sources.see(source, document_id, self._workspace.clock())

    @DBOS.step(
        retries_allowed=True, max_attempts=3, should_retry=lambda error: isinstance(error, TransientError)
    )
    def index(self, document_id: str) -> None:
        space = self._workspace
        with space.store.read() as unit:
            stale = [old for old, new in unit.sources.superseded().items() if new == document_id]
        for old in stale:
            space.index.delete_document(old)
        index_document(
            document_id,
            space.store,
            space.index,
            space.embedder,
            on_batch=lambda done, total: self._progress.indexing(document_id, done, total),
        )
        steps.forget_parse(document_id, space.blobs)


_JOBS = IngestJobs()  # DBOS knows its workflows by name: one instance a process, whatever it works on


def jobs_url(settings: Settings) -> str:
    """Where DBOS keeps its books: beside the store."""
    url = settings.database_url
    return url if url.startswith("postgresql") else f"sqlite:///{settings.home.absolute() / 'jobs.db'}"


@contextmanager
def running_jobs(workspace: Workspace, progress: Progress | None = None) -> Iterator["Jobs"]:
    """Start the workers of this process; work left undone by an earlier process of this home is taken up."""
    settings = workspace.settings
    settings.home.mkdir(parents=True, exist_ok=True)
    DBOS(
        config={
            "name": "almpo",
            "system_database_url": jobs_url(settings),
            "application_version": "1",  # steps are idempotent, so any version may finish another's work
            "executor_id": content_id(socket.gethostname(), settings.home.absolute()),
            "log_level": "ERROR",
        }
    )
    _JOBS.work_on(workspace, progress or Silent())
    DBOS.launch()
    try:
        DBOS.register_queue(QUEUE, worker_concurrency=settings.ingest.workers, polling_interval_sec=0.05)
        yield Jobs(_JOBS, workspace.new_id)
    finally:
        DBOS.destroy(workflow_completion_timeout_sec=0)


class Jobs:
    """The queue of this home."""

    def __init__(self, jobs: IngestJobs, new_id: Callable[[], str]) -> None:
        self._jobs = jobs
        self._new_id = new_id

    def undone(self) -> dict[str, WorkflowHandle[None]]:
        """What waits or runs, by document."""
        return {
            status.workflow_id.partition(":")[0]: DBOS.retrieve_workflow(status.workflow_id)
            for status in DBOS.list_workflows(status=UNDONE, queue_name=QUEUE, load_input=False)
        }

    def submit(self, document_id: str, name: str, sources: list[str], again: bool) -> WorkflowHandle[None]:
        with SetWorkflowID(f"{document_id}:{self._new_id()}"):
            return DBOS.enqueue_workflow(QUEUE, self._jobs.run, document_id, name, sources, again)
