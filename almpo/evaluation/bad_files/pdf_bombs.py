"""PDFs that are small and ask for much: memory, time, stack, pages."""

import zlib
from collections.abc import Iterable

from almpo.evaluation.bad_files.case import BadFile, holding
from almpo.evaluation.bad_files.pdf_writer import A4, PdfWriter, lines, one_page, report

_MEGABYTE = 2**20


def deflated(pieces: Iterable[bytes]) -> bytes:
    """What is too large to hold, compressed piece by piece."""
    packer = zlib.compressobj(9)
    return b"".join(packer.compress(piece) for piece in pieces) + packer.flush()


def _content_bomb(piece: bytes, size: int, layers: int) -> bytes:
    """A page whose content unpacks to `size` bytes of repetitions of `piece`."""
    packed = deflated(piece * (_MEGABYTE // len(piece)) for _ in range(size // _MEGABYTE))
    for _ in range(layers - 1):
        packed = zlib.compress(packed, 9)
    return one_page(packed, b"/Filter [" + b"/FlateDecode " * layers + b"]")


def _nested_filters() -> bytes:
    """Sound text under a hundred layers of compression."""
    packed = lines(1)
    for _ in range(100):
        packed = zlib.compress(packed)
    return one_page(packed, b"/Filter [" + b"/FlateDecode " * 100 + b"]")


def _cyclic_tree(pdf: PdfWriter) -> None:
    pdf.objects[2] = b"<< /Type /Pages /Count 3 /Kids [2 0 R 2 0 R 3 0 R] >>"


def _deep_tree(pdf: PdfWriter) -> None:
    """Fifty thousand nodes, each the only child of the one before."""
    page = pdf.page(pdf.flate(lines(1)))
    for _ in range(50_000):
        page = pdf.add(b"<< /Type /Pages /Count 1 /Kids [%d 0 R] >>" % page)
    pdf.tree([page])


def _doubling_tree(pdf: PdfWriter) -> None:
    """Forty nodes, each of which names the next one twice: 2^40 pages."""
    page = pdf.page(pdf.flate(lines(1)))
    for _ in range(40):
        page = pdf.add(b"<< /Type /Pages /Count 2 /Kids [%d 0 R %d 0 R] >>" % (page, page))
    pdf.tree([page])


def _doubling_forms(pdf: PdfWriter) -> None:
    """The second page draws a form that draws another one ten times, and so on, twelve deep."""
    form = pdf.flate(lines(9), b"/Type /XObject /Subtype /Form /BBox [0 0 600 850] " + _FONT)
    for _ in range(12):
        entries = (
            b"/Type /XObject /Subtype /Form /BBox [0 0 600 850] /Resources << /XObject << /X %d 0 R >> >>"
        )
        form = pdf.flate(b"/X Do " * 10, entries % form)
    pdf.objects[6] = b"<< /Type /Page /Parent 2 0 R /MediaBox %s /Contents %d 0 R /Resources %s >>" % (
        A4,
        pdf.flate(b"/X Do"),
        _SHOWING % form,
    )


_SHOWING = b"<< /XObject << /X %d 0 R >> >>"
_FONT = b"/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>"


def _form_in_itself(pdf: PdfWriter) -> None:
    form = pdf.add(b"")
    body = b"/X Do"
    pdf.objects[form] = (
        b"<< /Type /XObject /Subtype /Form /BBox [0 0 600 850] /Length %d "
        b"/Resources << /XObject << /X %d 0 R >> >> >>\nstream\n%s\nendstream" % (len(body), form, body)
    )
    pdf.objects[6] = b"<< /Type /Page /Parent 2 0 R /MediaBox %s /Contents %d 0 R /Resources %s >>" % (
        A4,
        pdf.flate(body),
        _SHOWING % form,
    )


def _many_pages(count: int) -> bytes:
    def add(pdf: PdfWriter) -> None:
        shown = pdf.flate(lines(1, count=3))
        pdf.tree([pdf.page(shown) for _ in range(count)])

    return report(change=add)


def _picture_bomb() -> bytes:
    """A page that shows one picture of 60,000 by 60,000 points."""
    side = 60_000
    pdf = PdfWriter()
    packed = deflated(bytes(_MEGABYTE) for _ in range(side * side // 8 // _MEGABYTE))
    picture = pdf.stream(
        packed,
        b"/Type /XObject /Subtype /Image /Width %d /Height %d /BitsPerComponent 1 /ColorSpace /DeviceGray "
        b"/Filter /FlateDecode" % (side, side),
    )
    shown = pdf.flate(b"595 0 0 842 0 0 cm /X Do")
    pdf.tree([pdf.page(shown, resources=b"<< /XObject << /X %d 0 R >> >>" % picture)])
    return pdf.to_bytes()


def _attached_bomb(pdf: PdfWriter) -> None:
    packed = deflated(bytes(_MEGABYTE) for _ in range(1024))
    file = pdf.stream(packed, b"/Type /EmbeddedFile /Filter /FlateDecode")
    pdf.objects[1] = (
        b"<< /Type /Catalog /Pages 2 0 R /Names << /EmbeddedFiles << /Names [(data.csv) "
        b"<< /Type /Filespec /F (data.csv) /EF << /F %d 0 R >> >>] >> >> >>" % file
    )


def _deep_array(pdf: PdfWriter) -> None:
    pdf.objects[2] = pdf.objects[2].replace(b">>", b"/Deep " + b"[" * 200_000 + b"]" * 200_000 + b">>")


CASES: tuple[BadFile, ...] = (
    holding("cyclic_page_tree.pdf", "damaged", lambda _: report(change=_cyclic_tree)),
    holding("deep_page_tree.pdf", "damaged", lambda _: report(change=_deep_tree)),
    holding("doubling_page_tree.pdf", "too_many_pages", lambda _: report(change=_doubling_tree)),
    holding("content_of_1_gb.pdf", "bomb", lambda _: _content_bomb(b"0 0 m ", 2**30 + 2**26, layers=3)),
    holding("content_of_50_mb.pdf", "bomb", lambda _: _content_bomb(b"0 0 m ", 50 * _MEGABYTE, layers=2)),
    holding("white_space_of_2_gb.pdf", "bomb", lambda _: _content_bomb(b" ", 2**31, layers=3)),
    holding("nested_filters.pdf", "ready damaged no_text", lambda _: _nested_filters()),
    holding("doubling_forms.pdf", "ready", lambda _: report(change=_doubling_forms)),
    holding("form_in_itself.pdf", "ready", lambda _: report(change=_form_in_itself)),
    holding("deep_graphics_state.pdf", "ready damaged", lambda _: one_page(b"q " * 500_000 + lines(1))),
    holding("deep_array.pdf", "ready damaged no_pages", lambda _: report(change=_deep_array)),
    holding("huge_page.pdf", "ready", lambda _: one_page(lines(1), box=b"[0 0 20000000 20000000]")),
    holding(
        "huge_blank_page.pdf", "no_text damaged", lambda _: one_page(b"", box=b"[0 0 20000000 20000000]")
    ),
    holding("page_of_no_size.pdf", "ready no_text damaged", lambda _: one_page(lines(1), box=b"[0 0 0 0]")),
    holding(
        "picture_of_3600_megapixels.pdf", "no_text damaged out_of_memory timeout", lambda _: _picture_bomb()
    ),
    holding("attached_bomb.pdf", "ready", lambda _: report(change=_attached_bomb)),
    holding("pages_5000.pdf", "too_many_pages", lambda _: _many_pages(5_000)),
    holding("pages_20000.pdf", "too_many_pages", lambda _: _many_pages(20_000)),
)
