"""What an ingest reports while it runs and when it has ended."""

from typing import Protocol

from almpo.evidence.record import Record


class Outcome(Record):
    """What became of one file."""

    source: str
    name: str
    document_id: str | None = None
    state: str  # "ingested" | "unchanged" | "failed"
    pages: dict[str, int] = {}  # by page status
    lost_pages: dict[int, str] = {}  # failed pages -> reason
    passages: int = 0
    tables: int = 0
    findings: int = 0
    supersedes: str | None = None
    error_code: str | None = None
    error: str | None = None


class IngestReport(Record):
    outcomes: tuple[Outcome, ...]
    ignored: tuple[str, ...] = ()
    seconds: float

    @property
    def failed(self) -> list[Outcome]:
        return [outcome for outcome in self.outcomes if outcome.state == "failed"]

    @property
    def pages(self) -> int:
        """Pages read in this run."""
        return sum(sum(o.pages.values()) for o in self.outcomes if o.state == "ingested")


class Progress(Protocol):
    """Told what happens, from any thread."""

    def queued(self, document_id: str, name: str) -> None: ...

    def page(self, document_id: str, page: int, pages: int) -> None: ...

    def indexing(self, document_id: str, done: int, total: int) -> None: ...

    def finished(self, outcome: Outcome) -> None: ...


class Silent:
    """Reports nothing."""

    def queued(self, document_id: str, name: str) -> None: ...

    def page(self, document_id: str, page: int, pages: int) -> None: ...

    def indexing(self, document_id: str, done: int, total: int) -> None: ...

    def finished(self, outcome: Outcome) -> None: ...
