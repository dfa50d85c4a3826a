"""What a parser is, and what it may be told."""

from pathlib import Path
from typing import Protocol

from pydantic import Field

from almpo.evidence.documents import ParsedDocument
from almpo.evidence.record import Record


class ParseOptions(Record):
    """What the caller decides about a parse. The defaults are those of `IngestSettings`."""

    ocr: str = "rapidocr"  # engine for pages without a usable text layer, or "none"
    ocr_dpi: int = Field(default=200, ge=72, le=600)
    max_pages: int = Field(default=3000, ge=1)
    title: str | None = None  # used where the document itself tells no title


class Parser(Protocol):
    """Reads the files of some media types. Stateless: one instance serves all documents."""

    media_types: tuple[str, ...]

    def parse(self, path: Path, document_id: str, options: ParseOptions) -> ParsedDocument:
        """Read the file at `path`, whose bytes have the SHA-256 `document_id`.

        Raises IngestError where no page at all can be read. A page that fails alone is a page with status
        `failed` and a reason, never an exception.
        """
        ...
