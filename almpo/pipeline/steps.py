"""The three steps that carry a received document to indexed findings. Each may be run again at any time.

read   bytes → ParsedDocument, in a limited child process; kept as a blob
keep   ParsedDocument → findings; document, parts and findings into the store in one transaction
index  passages and findings of the store → vectors in the index
"""

import zlib
from collections.abc import Callable
from datetime import datetime

from almpo.evidence.blobs import Blobs
from almpo.evidence.documents import Document, ParsedDocument
from almpo.evidence.errors import IngestError
from almpo.evidence.record import Record
from almpo.evidence.settings import IngestSettings
from almpo.evidence.store import Store
from almpo.evidence.vocabulary import DocumentStatus
from almpo.extraction.extract import extract_findings
from almpo.extraction.models.suggestions import Suggest
from almpo.extraction.version import EXTRACTOR
from almpo.ingestion.parsers.base import OnPage, ParseOptions
from almpo.ingestion.sandbox import Limits, parse_in_child
from almpo.ingestion.version import PARSER
from almpo.pipeline.receive import blob_key
from almpo.pipeline.reextract import replace_findings


class ReadResult(Record):
    """What reading came to; the parsed document itself is a blob."""

    media_type: str = "application/octet-stream"
    error_code: str | None = None
    error: str | None = None


def parse_key(document_id: str) -> str:
    return f"parses/{document_id}"


def read(document_id: str, name: str, blobs: Blobs, limits: IngestSettings, on_page: OnPage) -> ReadResult:
    """Parse the received bytes. What is wrong with them is a result, not an exception."""
    try:
        with blobs.as_file(blob_key(document_id)) as path:
            media_type, parsed = parse_in_child(
                path,
                document_id,
                name=name,
                options=ParseOptions(ocr=limits.ocr, ocr_dpi=limits.ocr_dpi, max_pages=limits.max_pages),
                limits=Limits.of(limits),
                on_page=on_page,
            )
    except IngestError as error:
        return ReadResult(error_code=error.code, error=str(error))
    blobs.put(parse_key(document_id), zlib.compress(parsed.model_dump_json().encode(), 3))
    return ReadResult(media_type=media_type)


def keep(
    document_id: str,
    name: str,
    result: ReadResult,
    store: Store,
    blobs: Blobs,
    clock: Callable[[], datetime],
    suggest: Suggest | None = None,
) -> None:
    """Store what was read, or why it could not be, in place of what was stored of the document before."""
    parsed = None
    if result.error_code is None:
        parsed = ParsedDocument.model_validate_json(zlib.decompress(blobs.get(parse_key(document_id))))
    findings = extract_findings(parsed, suggest=suggest) if parsed else ()
    with blobs.as_file(blob_key(document_id)) as path:
        size = path.stat().st_size
    document = Document(
        id=document_id,
        name=name,
        media_type=result.media_type,
        size=size,
        status=DocumentStatus.READY if parsed else DocumentStatus.FAILED,
        error_code=result.error_code,
        error=result.error,
        title=parsed.title if parsed else None,
        language=parsed.language if parsed else "und",
        synthetic=parsed.synthetic if parsed else False,
        parser=PARSER,
        extractor=EXTRACTOR,
        added_at=clock(),
    )
    with store.begin() as unit:
        unit.documents.put(document, parsed)
        replace_findings(unit, document_id, findings)


def forget_parse(document_id: str, blobs: Blobs) -> None:
    """The store holds all of it now."""
    blobs.delete(parse_key(document_id))
