"""Whether what is stored of a document is what today's code would store."""

from almpo.evidence.documents import Document
from almpo.extraction.version import EXTRACTOR
from almpo.ingestion.version import PARSER


def is_current(document: Document | None) -> bool:
    """Whether a document is stored as today's parser and extractor would store it, or imported."""
    if document is None:
        return False
    return document.is_data or (document.parser, document.extractor) == (PARSER, EXTRACTOR)
