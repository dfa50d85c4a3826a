"""A PDF writer that does not mind what it writes: for files that a proper library refuses to make."""

import zlib
from collections.abc import Callable, Sequence

SENTENCE = "Synthetic text. The programme raised employment by 3.1 points after 12 months (s.e. 1.4). "
RESOURCES = b"<< /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>"
A4 = b"[0 0 595 842]"


class PdfWriter:
    """Objects in, bytes out. Object 1 is the catalogue and object 2 the root of the page tree."""

    def __init__(self) -> None:
        self.objects: dict[int, bytes] = {1: b"<< /Type /Catalog /Pages 2 0 R >>"}
        self._next = 3

    def add(self, body: bytes) -> int:
        number, self._next = self._next, self._next + 1
        self.objects[number] = body
        return number

    def stream(self, data: bytes, entries: bytes = b"") -> int:
        return self.add(b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), entries, data))

    def flate(self, data: bytes, entries: bytes = b"") -> int:
        return self.stream(zlib.compress(data, 9), b"/Filter /FlateDecode " + entries)

    def page(
        self, contents: int | None, box: bytes = A4, resources: bytes = RESOURCES, parent: int = 2
    ) -> int:
        shown = b"" if contents is None else b"/Contents %d 0 R" % contents
        return self.add(
            b"<< /Type /Page /Parent %d 0 R /MediaBox %s /Resources %s %s >>"
            % (parent, box, resources, shown)
        )

    def tree(self, pages: Sequence[int]) -> None:
        kids = b" ".join(b"%d 0 R" % page for page in pages)
        self.objects[2] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(pages), kids)

    def to_bytes(self, trailer: bytes = b"", shift: int = 0) -> bytes:
        """The file. `shift` is added to every offset in the cross-reference table."""
        out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
        offsets = {}
        for number, body in sorted(self.objects.items()):
            offsets[number] = len(out) + shift
            out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
        start = len(out) + shift
        size = max(self.objects) + 1
        out += b"xref\n0 %d\n0000000000 65535 f \n" % size
        for number in range(1, size):
            out += b"%010d 00000 n \n" % offsets[number] if number in offsets else b"0000000000 00001 f \n"
        out += b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (size, trailer, start)
        return bytes(out)


def lines(page: int, count: int = 30) -> bytes:
    """A content stream that prints `count` lines of text."""
    printed = b" T* ".join(b"(Page %d, line %d. %s) Tj" % (page, n, SENTENCE.encode()) for n in range(count))
    return b"BT /F1 9 Tf 12 TL 40 800 Td " + printed + b" ET"


def report(
    pages: int = 3,
    change: Callable[[PdfWriter], None] | None = None,
    compress: bool = True,
    lines_on_page: int = 30,
) -> bytes:
    """A sound report of some pages, after `change` has had its way with it. There is room for 65 lines."""
    pdf = PdfWriter()
    add = pdf.flate if compress else pdf.stream
    pdf.tree([pdf.page(add(lines(number, lines_on_page))) for number in range(1, pages + 1)])
    if change is not None:
        change(pdf)
    return pdf.to_bytes()


def one_page(content: bytes, entries: bytes = b"", box: bytes = A4, resources: bytes = RESOURCES) -> bytes:
    """A document of one page whose content stream holds just these bytes."""
    pdf = PdfWriter()
    pdf.tree([pdf.page(pdf.stream(content, entries), box, resources)])
    return pdf.to_bytes()
