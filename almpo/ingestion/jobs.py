"""What the sandbox and its child processes say to one another, as JSON, one object a line."""

from pydantic import Field

from almpo.evidence.record import Record
from almpo.ingestion.limits import Limits
from almpo.ingestion.parsers.base import ParseOptions

IDLE_SECONDS = 60  # then a child without a job ends


class Job(Record):
    path: str
    document_id: str
    media_type: str
    options: ParseOptions
    limits: Limits
    result: str  # path of the file to write the ParsedDocument to, as JSON


class Event(Record):
    """Exactly one of: ready for jobs, a page is begun (0: the document as a whole), done, failed."""

    ready: bool = False
    page: int | None = Field(default=None, ge=0)
    pages: int = Field(default=0, ge=0)
    done: bool = False
    peak_mb: int = 0  # resident memory that the process has needed at most so far
    code: str | None = None  # of the IngestError
    message: str = ""
