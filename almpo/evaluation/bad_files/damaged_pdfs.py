"""PDFs that are broken, locked, empty, or not PDFs."""

import io
from random import Random

import pikepdf

from almpo.evaluation.bad_files.case import BadFile, holding
from almpo.evaluation.bad_files.pdf_writer import (
    RESOURCES,
    PdfWriter,
    lines,
    one_page,
    report,
)

PNG = bytes.fromhex("89504e470d0a1a0a0000000d49484452") + bytes(64)
HTML = b"<!DOCTYPE html><html><body><p>Please log in to download the report.</p></body></html>"


def _encrypted(user: str, owner: str) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(report())) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(user=user, owner=owner, allow=_NOTHING_ALLOWED))
    return out.getvalue()


_NOTHING_ALLOWED = pikepdf.Permissions(extract=False, accessibility=False, print_highres=False)


def flipped(random: Random, flips: int = 300) -> bytes:
    """A report of 30 pages in which `flips` bytes after the header have been changed at random."""
    data = bytearray(report(pages=30, lines_on_page=600, compress=random.random() < 0.5))
    for _ in range(flips):
        data[random.randrange(20, len(data))] ^= random.randrange(1, 256)
    return bytes(data)


def _cut(data: bytes, missing: int) -> bytes:
    return data[: len(data) - missing]


def _without_root() -> bytes:
    return report().replace(b"/Root 1 0 R", b"").replace(b"/Type /Catalog", b"/Type /Nothing")


def _xref_loop() -> bytes:
    pdf = PdfWriter()
    pdf.tree([pdf.page(pdf.flate(lines(1)))])
    start = pdf.to_bytes().index(b"\nxref") + 1
    return pdf.to_bytes(trailer=b"/Prev %d" % start)


def _huge_xref_stream() -> bytes:
    """A cross-reference stream that promises two thousand million objects."""
    return (
        b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
        b"3 0 obj\n<< /Type /XRef /Size 2000000000 /Index [0 2000000000] /W [1 4 2] /Root 1 0 R /Length 7 >>"
        b"\nstream\n\1\0\0\0\11\0\0\nendstream\nendobj\nstartxref\n58\n%%EOF\n"
    )


def _corrupt_page(pdf: PdfWriter) -> None:
    """Spoil the compressed content of the second page (object 5)."""
    body = pdf.objects[5]
    start = body.index(b"stream\n") + 60
    pdf.objects[5] = body[:start] + bytes(40) + body[start + 40 :]


def _missing_contents(pdf: PdfWriter) -> None:
    del pdf.objects[5]


def _missing_font(pdf: PdfWriter) -> None:
    for number, body in pdf.objects.items():
        pdf.objects[number] = body.replace(RESOURCES, b"<< >>")


def _lying_count(pdf: PdfWriter) -> None:
    pdf.objects[2] = pdf.objects[2].replace(b"/Count 3", b"/Count 999999999")


def _action(action: bytes) -> bytes:
    def add(pdf: PdfWriter) -> None:
        number = pdf.add(action)
        pdf.objects[1] = b"<< /Type /Catalog /Pages 2 0 R /OpenAction %d 0 R >>" % number

    return report(change=add)


def _pages(count: int, content: bytes | None) -> bytes:
    pdf = PdfWriter()
    shown = None if content is None else pdf.flate(content)
    pdf.tree([pdf.page(shown) for _ in range(count)])
    return pdf.to_bytes()


_SQUARES = b"0 0 1 rg 100 100 200 200 re f 0 1 0 RG 50 500 400 100 re S"
_TEXT_AT = b"BT /F1 12 Tf %s Tm (A synthetic line of text at an impossible place) Tj ET"

CASES: tuple[BadFile, ...] = (
    holding("empty.pdf", "empty", lambda _: b""),
    holding("one_byte.pdf", "wrong_extension", lambda _: b"%"),
    holding("random.pdf", "unknown_format", lambda random: random.randbytes(50_000)),
    holding("zeros.pdf", "unknown_format", lambda _: bytes(2**20)),
    holding("header_only.pdf", "damaged no_pages", lambda _: b"%PDF-1.7\n"),
    holding(
        "header_and_random.pdf", "damaged no_pages", lambda random: b"%PDF-1.7\n" + random.randbytes(50_000)
    ),
    holding("truncated_half.pdf", "damaged no_pages ready", lambda _: _cut(report(9), len(report(9)) // 2)),
    holding("last_200_bytes_missing.pdf", "ready", lambda _: _cut(report(9), 200)),
    holding("rubbish_before.pdf", "ready", lambda random: random.randbytes(500) + report()),
    holding("zeros_after.pdf", "ready", lambda _: report() + bytes(2**20)),
    holding("user_password.pdf", "needs_password", lambda _: _encrypted("secret", "owner")),
    holding("owner_password.pdf", "ready", lambda _: _encrypted("", "owner")),
    holding("page_of_html.pdf", "wrong_extension", lambda _: HTML),
    holding("picture.pdf", "wrong_extension", lambda _: PNG),
    holding("broken_xref.pdf", "ready", lambda _: _shifted()),
    holding("xref_loop.pdf", "ready damaged no_pages", lambda _: _xref_loop()),
    holding("huge_xref_stream.pdf", "damaged no_pages out_of_memory bomb", lambda _: _huge_xref_stream()),
    holding("without_root.pdf", "ready damaged no_pages", lambda _: _without_root()),
    holding("corrupt_page.pdf", "ready", lambda _: report(change=_corrupt_page)),
    holding("missing_contents.pdf", "ready", lambda _: report(change=_missing_contents)),
    holding("missing_font.pdf", "ready", lambda _: report(change=_missing_font)),
    holding("lying_count.pdf", "ready damaged", lambda _: report(change=_lying_count)),
    holding("no_pages.pdf", "damaged no_pages", lambda _: _pages(0, None)),
    holding("blank_pages.pdf", "no_text", lambda _: _pages(3, None)),
    holding("drawings_only.pdf", "no_text", lambda _: _pages(3, _SQUARES)),
    holding("text_at_nan.pdf", "ready no_text damaged", lambda _: one_page(_TEXT_AT % b"nan 0 0 1 50 nan")),
    holding(
        "text_at_infinity.pdf",
        "ready no_text damaged",
        lambda _: one_page(_TEXT_AT % (b"1 0 0 1 1e999 " + b"9" * 400)),
    ),
    holding("launch_action.pdf", "ready", lambda _: _action(b"<< /S /Launch /F (/bin/sh) >>")),
    holding("javascript.pdf", "ready", lambda _: _action(b"<< /S /JavaScript /JS (while\\(true\\);) >>")),
    *(holding(f"flipped_300_bytes_{n}.pdf", "ready damaged no_pages no_text", flipped) for n in range(1, 7)),
)


def _shifted() -> bytes:
    pdf = PdfWriter()
    pdf.tree([pdf.page(pdf.flate(lines(1)))])
    return pdf.to_bytes(shift=17)
