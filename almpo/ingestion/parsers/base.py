"""What a parser is, and what it may be told."""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from pydantic import Field

from almpo.evidence.documents import ParsedDocument
from almpo.evidence.record import Record

# Called with (page, number of pages) before a page is touched, each time it is, and with page 0 when the
# pages are done and the document as a whole is next: for progress bars, and for the sandbox, which limits the
# time a page may take and wants to know which page brought the child process down.
OnPage = Callable[[int, int], None]


def no_progress(page: int, pages: int) -> None:
    """The `OnPage` of callers that do not want to know."""


class ParseOptions(Record):
    """What the caller decides about a parse. The defaults are those of `IngestSettings`."""

    ocr: str = "rapidocr"  # engine for pages without a usable text layer, or "none"
    ocr_dpi: int = Field(default=200, ge=72, le=600)
    max_pages: int = Field(default=3000, ge=1)
    title: str | None = None  # used where the document itself tells no title
    lost_pages: dict[int, str] = {}  # not to be touched, page -> why: they come back with status `failed`


class Parser(Protocol):
    """Reads the files of some media types. Stateless: one instance serves all documents."""

    @property
    def media_types(self) -> tuple[str, ...]: ...

    def parse(
        self, path: Path, document_id: str, options: ParseOptions, on_page: OnPage = no_progress
    ) -> ParsedDocument:
        """Read the file at `path`, whose bytes have the SHA-256 `document_id`.

        Raises IngestError where no page at all can be read. A page that fails alone is a page with status
        `failed` and a reason, never an exception.
        """
        ...
