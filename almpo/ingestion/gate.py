"""What a file is, told from its first bytes, and whether it may come in at all.

Only cheap looks at bytes happen here, as this runs in the main process. All that takes a parser, and so the
deeper scans of `prescan/` too, runs in the child (`sandbox.py`).
"""

import codecs
import mmap
import re
import stat
from pathlib import Path
from typing import NamedTuple

from almpo.evidence.errors import IngestError
from almpo.ingestion.limits import Limits

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
HTML = "text/html"
MARKDOWN = "text/markdown"

SUFFIXES = {
    ".pdf": PDF,
    ".docx": DOCX,
    ".html": HTML,
    ".htm": HTML,
    ".xhtml": HTML,
    ".md": MARKDOWN,
    ".markdown": MARKDOWN,
    ".rmd": MARKDOWN,
    ".qmd": MARKDOWN,
}
USUAL_SUFFIX = {PDF: ".pdf", DOCX: ".docx", HTML: ".html", MARKDOWN: ".md"}


# What may stand in a file of a type. HTML without mark-up is plain text; a web page named .md is a mistake.
_HOLDS = {PDF: (PDF,), DOCX: (DOCX,), HTML: (HTML, MARKDOWN), MARKDOWN: (MARKDOWN,)}


class Content(NamedTuple):
    """What the first bytes say. `media_type` is None for what cannot be read here."""

    name: str
    media_type: str | None = None
    mend: str = ""


_PDF = Content("PDF", PDF)
_ZIP = Content("a zip archive", DOCX)  # whether it is a Word document is seen when it is unpacked
_HTML = Content("HTML", HTML)
_TEXT = Content("plain text", MARKDOWN)
_UNKNOWN = Content("unknown binary data", mend="Get the file anew, or save it as PDF.")
_OLE = Content("an old Office document", mend="Open it in a word processor and save it as .docx.")
_PICTURE = "Put the picture into a PDF."
_SIGNATURES = (
    (b"PK\x03\x04", _ZIP),
    (b"PK\x05\x06", Content("an empty zip archive", mend="Get the document anew.")),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", _OLE),
    (b"{\\rtf", Content("rich text (RTF)", mend="Open it in a word processor and save it as .docx.")),
    (b"%!PS", Content("PostScript", mend="Convert it to PDF.")),
    (b"\x89PNG", Content("a PNG picture", mend=_PICTURE)),
    (b"\xff\xd8\xff", Content("a JPEG picture", mend=_PICTURE)),
    (b"II*\x00", Content("a TIFF picture", mend=_PICTURE)),
    (b"MM\x00*", Content("a TIFF picture", mend=_PICTURE)),
    (b"\x1f\x8b", Content("gzip-compressed data", mend="Unpack it first.")),
    (b"7z\xbc\xaf", Content("a 7-zip archive", mend="Unpack it first.")),
    (b"Rar!", Content("a RAR archive", mend="Unpack it first.")),
)
_HEAD = 4096  # bytes looked at
_PDF_HEADER_WITHIN = (
    1024  # readers accept "%PDF-" after leading rubbish of this size (ISO 32000-1, annex H.3.4.1)
)
_CONTROLS = re.compile(rb"[\x01-\x08\x0e-\x1a\x7f]")
_MAX_CONTROLS = 0.02  # of the bytes of a text
_HTML_START = re.compile(
    rb"\s*(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)*<(!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_ENCRYPTED_OFFICE = "EncryptedPackage".encode(
    "utf-16-le"
)  # the stream of a locked document ([MS-OFFCRYPTO] 2.3.2)


def inspect(path: Path, limits: Limits) -> str:
    """The media type of the file at `path`, where its content and its name agree.

    Raises IngestError: unreadable, empty, too_large, unknown_format, wrong_extension, needs_password.
    """
    try:
        _check_size(path, _size(path), limits)
        with path.open("rb") as file:
            content = sniff(file.read(_HEAD))
            if content is _OLE and _contains(file.fileno(), _ENCRYPTED_OFFICE):
                raise needs_password(path)
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        reason = getattr(error, "strerror", None) or str(error)
        raise IngestError("unreadable", f"{path.name} cannot be read: {reason}.") from error
    return _agreed_type(path, content)


def sniff(head: bytes) -> Content:
    """What a file is whose first bytes are `head`."""
    if b"%PDF-" in head[:_PDF_HEADER_WITHIN]:
        return _PDF
    for signature, content in _SIGNATURES:
        if head.startswith(signature):
            return content
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        head = head.decode("utf-16", errors="ignore").encode()
    if b"\0" in head or len(_CONTROLS.findall(head)) > len(head) * _MAX_CONTROLS:
        return _UNKNOWN
    return _HTML if _HTML_START.match(head.removeprefix(codecs.BOM_UTF8)) else _TEXT


def needs_password(path: Path) -> IngestError:
    return IngestError(
        "needs_password",
        f"{path.name} opens only with a password. Save a copy without one: open it, then export it.",
    )


def too_many_pages(path: Path, limit: int) -> IngestError:
    return IngestError(
        "too_many_pages",
        f"{path.name} has more than {limit:,} pages. Split it, or raise ingest.max_pages.",
    )


def _size(path: Path) -> int:
    """Size in bytes. Refuses what is no regular file, before opening it: a pipe would block for ever."""
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):
        kind = "a folder" if stat.S_ISDIR(status.st_mode) else "no regular file"
        raise IngestError("unreadable", f"{path.name} is {kind}. Give the path of a file.")
    return status.st_size


def _check_size(path: Path, size: int, limits: Limits) -> None:
    if size == 0:
        raise IngestError("empty", f"{path.name} has 0 bytes. Get it anew: the download may have failed.")
    if size > limits.max_bytes:
        raise IngestError(
            "too_large",
            f"{path.name} has {size:,} bytes, more than the {limits.max_bytes:,} allowed. "
            "Split it, or raise ingest.max_bytes.",
        )


def _contains(descriptor: int, needle: bytes) -> bool:
    with mmap.mmap(descriptor, 0, access=mmap.ACCESS_READ) as content:
        return content.find(needle) >= 0


def _agreed_type(path: Path, content: Content) -> str:
    """The type that the name promises, or the content's own where the name promises nothing."""
    promised = SUFFIXES.get(path.suffix.lower())
    if promised is not None and content.media_type in _HOLDS[promised]:
        return promised
    if not path.suffix and content.media_type in (PDF, DOCX, HTML):
        return content.media_type
    mend = (
        content.mend or f"Rename it to {path.stem}{USUAL_SUFFIX[content.media_type or PDF]}, or get it anew."
    )
    if promised is None:
        readable = "PDF, DOCX, HTML and Markdown"
        raise IngestError(
            "unknown_format", f"{path.name} holds {content.name}; only {readable} are read. {mend}"
        )
    if content is _UNKNOWN:
        raise IngestError(
            "unknown_format", f"{path.name} is no {USUAL_SUFFIX[promised]} file: {content.name}. {mend}"
        )
    raise IngestError(
        "wrong_extension", f"{path.name} is no {USUAL_SUFFIX[promised]} file: it holds {content.name}. {mend}"
    )
