"""PDF: page tree, number of pages, and how large its streams become when they are decoded.

Decoding goes through qpdf with a memory limit for each stream: a bomb is seen without being let off. Pictures
and attachments are left out (reading text never decodes them, and rendering is limited by the memory of the
child), and so are LZW streams (for which qpdf has no such limit).
"""

import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import pikepdf
from pikepdf import settings as qpdf

from almpo.evidence.errors import IngestError
from almpo.ingestion.gate import needs_password, too_many_pages
from almpo.ingestion.limits import Limits

MAX_TREE_DEPTH = 500  # real page trees have 2 to 6 levels; deeper ones overflow the stack of C parsers
MAX_RATIO = 200  # decoded bytes to stored ones; drawings and fonts reach 20
RATIO_COUNTS_FROM = 16 * 2**20  # decoded bytes; short streams may shrink as they like
LARGEST_STREAM = 2**28  # decoded bytes of one stream; it has to fit into the child's memory
DECODED_HERE = {
    *(b"/FlateDecode", b"/Fl", b"/RunLengthDecode", b"/RL"),
    *(b"/ASCIIHexDecode", b"/AHx", b"/ASCII85Decode", b"/A85"),
}

Reference = tuple[int, int]  # object and generation number


class PdfScan(NamedTuple):
    """`repaired`: the structure had to be mended. `damaged`: pages (1-based) whose content is incomplete."""

    pages: int
    repaired: bool
    damaged: frozenset[int]


def scan_pdf(path: Path, limits: Limits) -> PdfScan | None:
    """Scan the PDF at `path`. None where only a repairing parser can make something of it.

    Raises IngestError: needs_password, damaged (endless page tree), too_many_pages, bomb.
    """
    budget = _Budget(path, limits.max_decoded_bytes)
    try:
        with budget.limit(), pikepdf.open(path, suppress_warnings=True, inherit_page_attributes=False) as pdf:
            pages = _pages(pdf, path, limits.max_pages)
            repaired = any("reconstruct" in str(warning) for warning in pdf.get_warnings())
            contents = [{stream.objgen for stream in _content_streams(page)} for page in pages]
            undecodable = _undecodable(pdf, set().union(*contents), budget)
            damaged = {number for number, streams in enumerate(contents, start=1) if streams & undecodable}
            return PdfScan(len(pages), repaired, frozenset(damaged)) if pages else None
    except pikepdf.PasswordError as error:
        raise needs_password(path) from error
    except (IngestError, MemoryError):
        raise
    except Exception:  # of many kinds: damage can turn up anywhere in qpdf
        return None


class _Budget:
    """How many decoded bytes are left, and the errors for when none are."""

    def __init__(self, path: Path, total: int) -> None:
        self.path, self.total, self.left = path, total, total

    @contextmanager
    def limit(self) -> Iterator[None]:
        """Tell qpdf how much one stream may hold. The limit is global, so it is put back."""
        most = min(self.total, LARGEST_STREAM)
        before: dict[str, Any] = qpdf.set_qpdf_limits(
            flate_max_memory=most, run_length_max_memory=most, png_max_memory=most
        )
        try:
            yield
        finally:
            qpdf.set_qpdf_limits(**before)

    def spend(self, stored: int, decoded: int) -> None:
        self.left -= decoded
        if decoded > RATIO_COUNTS_FROM and decoded > MAX_RATIO * stored:
            raise self.bomb(f"a stream of {stored:,} bytes unpacks to {decoded:,}")
        if self.left < 0:
            raise self.bomb(f"its content unpacks to more than {self.total:,} bytes")

    def bomb(self, what: str) -> IngestError:
        return IngestError(
            "bomb",
            f"{self.path.name} is built to exhaust memory: {what}. If you trust it, print it to a new PDF "
            "or raise ingest.max_decoded_bytes.",
        )


def _pages(pdf: pikepdf.Pdf, path: Path, max_pages: int) -> list[pikepdf.Object]:
    """The leaves of the page tree, in order. Walked without recursion: a loop is an error and no crash."""
    pages: list[pikepdf.Object] = []
    stack = [(pdf.Root.get("/Pages"), 0)]
    while stack:
        node, depth = stack.pop()
        if depth > MAX_TREE_DEPTH:
            raise IngestError(
                "damaged",
                f"{path.name}: the page tree runs in a loop or over {MAX_TREE_DEPTH} levels. "
                "Open it in a PDF viewer and print it to a new PDF.",
            )
        if not isinstance(node, pikepdf.Dictionary):
            continue
        kids = node.get("/Kids")
        if not isinstance(kids, pikepdf.Array):
            pages.append(node)
        elif len(kids) <= max_pages:
            stack.extend((kids[i], depth + 1) for i in reversed(range(len(kids))))
        if len(pages) > max_pages or (kids is not None and len(kids) > max_pages):
            raise too_many_pages(path, max_pages)
    return pages


def _content_streams(page: pikepdf.Object) -> list[pikepdf.Object]:
    """What it takes to read a page: its contents, the forms they may call, the fonts they may use."""
    contents = page.get("/Contents")
    parts = list(contents) if isinstance(contents, pikepdf.Array) else [contents]
    resources = _dictionary(page.get("/Resources"))
    parts += [form for _, form in _items(resources, "/XObject") if not _is_picture_or_attachment(form)]
    for _, font in _items(resources, "/Font"):
        parts += _font_streams(_dictionary(font))
    return [part for part in parts if isinstance(part, pikepdf.Stream)]


def _font_streams(font: pikepdf.Object) -> list[pikepdf.Object | None]:
    """The map from codes to characters, and the font program itself."""
    descendants = font.get("/DescendantFonts")
    first = descendants[0] if isinstance(descendants, pikepdf.Array) and len(descendants) else None
    descriptor = _dictionary(font.get("/FontDescriptor") or _dictionary(first).get("/FontDescriptor"))
    return [font.get("/ToUnicode"), *(descriptor.get(f"/FontFile{kind}") for kind in ("", "2", "3"))]


def _dictionary(value: pikepdf.Object | None) -> pikepdf.Object:
    return value if isinstance(value, pikepdf.Dictionary) else pikepdf.Dictionary()


def _items(dictionary: pikepdf.Object, key: str) -> list[tuple[str, pikepdf.Object]]:
    return list(_dictionary(dictionary.get(key)).items())


def _undecodable(pdf: pikepdf.Pdf, contents: set[Reference], budget: _Budget) -> set[Reference]:
    """Decode every stream that a reader of text may come upon. Gives those that are damaged."""
    undecodable = set()
    for stream in pdf.objects:
        if not isinstance(stream, pikepdf.Stream) or not set(_filters(stream)) <= DECODED_HERE:
            continue
        if stream.objgen not in contents and _is_picture_or_attachment(stream):
            continue
        raw = stream.read_raw_bytes()
        try:
            budget.spend(len(raw), len(stream.read_bytes()))
        except pikepdf.DataDecodingError as error:
            if "memory limit" in str(error):
                raise budget.bomb("one of its streams unpacks without end") from error
            undecodable.add(stream.objgen)
        if stream.objgen in contents and _filters(stream)[:1] == [b"/FlateDecode"] and not _is_whole(raw):
            undecodable.add(stream.objgen)
    return undecodable


def _is_whole(compressed: bytes) -> bool:
    """Whether zlib data are complete and their checksum is right. qpdf and MuPDF do not mind."""
    unpacker = zlib.decompressobj()
    try:
        unpacker.decompress(compressed)
    except zlib.error:
        return False
    return unpacker.eof


def _filters(stream: pikepdf.Object) -> list[bytes]:
    filters = stream.get("/Filter")
    if filters is None:
        return []
    return [name.unparse() for name in (filters if isinstance(filters, pikepdf.Array) else [filters])]


def _is_picture_or_attachment(stream: pikepdf.Object) -> bool:
    return isinstance(stream, pikepdf.Stream) and (
        stream.get("/Subtype") == "/Image" or stream.get("/Type") == "/EmbeddedFile"
    )
