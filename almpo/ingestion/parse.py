"""From a file to a `ParsedDocument`, whatever its format."""

from pathlib import Path

from almpo.evidence.documents import ParsedDocument
from almpo.evidence.errors import IngestError
from almpo.ingestion.parsers.base import OnPage, ParseOptions, Parser, no_progress
from almpo.ingestion.parsers.docx import DocxParser
from almpo.ingestion.parsers.pdf import PdfParser
from almpo.ingestion.parsers.text_files import HtmlParser, MarkdownParser

PARSERS: tuple[Parser, ...] = (PdfParser(), DocxParser(), HtmlParser(), MarkdownParser())


def parse(
    path: Path,
    document_id: str,
    media_type: str,
    options: ParseOptions | None = None,
    on_page: OnPage = no_progress,
) -> ParsedDocument:
    """Read the file at `path` with the parser for its media type.

    Raises IngestError: "unknown_format" where there is no parser, else what the parser raises.
    """
    for parser in PARSERS:
        if media_type in parser.media_types:
            return parser.parse(path, document_id, options or ParseOptions(), on_page)
    raise IngestError("unknown_format", f"{path.name}: no parser for {media_type}")
