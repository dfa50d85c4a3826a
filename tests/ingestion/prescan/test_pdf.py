from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pikepdf import settings as qpdf

from almpo.evaluation.bad_files import BAD_FILES
from almpo.evaluation.bad_files.damaged_pdfs import flipped
from almpo.evaluation.bad_files.pdf_writer import RESOURCES, PdfWriter, lines, report
from almpo.evidence.errors import IngestError
from almpo.ingestion.limits import Limits
from almpo.ingestion.prescan.pdf import PdfScan, scan_pdf

CASES = {case.name: case for case in BAD_FILES}
SMALL = Limits(max_decoded_bytes=2**20)


def scan(tmp_path: Path, content: bytes, limits: Limits | None = None) -> PdfScan | None:
    path = tmp_path / "report.pdf"
    path.write_bytes(content)
    return scan_pdf(path, limits or Limits())


def scan_case(tmp_path: Path, name: str) -> PdfScan | None:
    path = tmp_path / name
    CASES[name].write(path, Random(0))
    return scan_pdf(path, Limits())


def test_a_sound_report(tmp_path: Path) -> None:
    assert scan(tmp_path, report(pages=5)) == PdfScan(5, repaired=False, damaged=frozenset())


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("user_password.pdf", "needs_password"),
        ("cyclic_page_tree.pdf", "damaged"),
        ("doubling_page_tree.pdf", "too_many_pages"),
        ("pages_5000.pdf", "too_many_pages"),
        ("content_of_50_mb.pdf", "bomb"),
        pytest.param("deep_page_tree.pdf", "damaged", marks=pytest.mark.slow),
        pytest.param("content_of_1_gb.pdf", "bomb", marks=pytest.mark.slow),
        pytest.param("white_space_of_2_gb.pdf", "bomb", marks=pytest.mark.slow),
    ],
)
def test_refused(tmp_path: Path, name: str, code: str) -> None:
    with pytest.raises(IngestError) as raised:
        scan_case(tmp_path, name)
    assert raised.value.code == code
    assert name in str(raised.value)


def test_owner_passwords_do_not_matter(tmp_path: Path) -> None:
    assert scan_case(tmp_path, "owner_password.pdf") == PdfScan(3, repaired=False, damaged=frozenset())


def test_damaged_page_is_named(tmp_path: Path) -> None:
    found = scan_case(tmp_path, "corrupt_page.pdf")
    assert found is not None
    assert found.damaged == {2}


def test_page_cut_off_in_the_middle_of_its_content(tmp_path: Path) -> None:
    def cut(pdf: PdfWriter) -> None:
        body = pdf.objects[5]
        start = body.index(b"stream\n") + 7
        pdf.objects[5] = (
            b"<< /Filter /FlateDecode /Length 50 >>\nstream\n" + body[start : start + 50] + b"\nendstream"
        )

    found = scan(tmp_path, report(change=cut))
    assert found is not None
    assert found.damaged == {2}


def test_a_damaged_font_damages_the_pages_that_use_it(tmp_path: Path) -> None:
    def add(pdf: PdfWriter) -> None:
        codes = pdf.stream(b"no zlib data", b"/Filter /FlateDecode")
        font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode %d 0 R >>" % codes
        pdf.objects[4] = pdf.objects[4].replace(RESOURCES, b"<< /Font << /F1 %s >> >>" % font)

    found = scan(tmp_path, report(change=add))
    assert found is not None
    assert found.damaged == {1}


def test_last_bytes_missing_is_repaired(tmp_path: Path) -> None:
    found = scan(tmp_path, report(pages=4)[:-200])
    assert found is not None
    assert (found.pages, found.repaired) == (4, True)


@pytest.mark.parametrize("content", [b"%PDF-1.7\n", b"%PDF-1.7\n" + bytes(500)])
def test_what_qpdf_cannot_read_is_left_to_the_parser(tmp_path: Path, content: bytes) -> None:
    assert scan(tmp_path, content) is None


def test_sum_of_streams_counts(tmp_path: Path) -> None:
    """No stream is too large for itself, all together are."""
    content = report(pages=30, change=lambda pdf: [pdf.flate(bytes(2**16)) for _ in range(20)])
    with pytest.raises(IngestError, match="more than 1,048,576 bytes") as raised:
        scan(tmp_path, content, SMALL)
    assert raised.value.code == "bomb"
    assert scan(tmp_path, content, Limits(max_decoded_bytes=2**22)) is not None


def test_pictures_and_attachments_are_not_decoded(tmp_path: Path) -> None:
    def add(pdf: PdfWriter) -> None:
        pdf.flate(bytes(2**22), b"/Type /XObject /Subtype /Image /Width 2048 /Height 2048")
        pdf.flate(bytes(2**22), b"/Type /EmbeddedFile")

    assert scan(tmp_path, report(change=add), SMALL) is not None


def test_content_in_the_guise_of_a_picture_is_decoded(tmp_path: Path) -> None:
    def disguise(pdf: PdfWriter) -> None:
        pdf.tree([pdf.page(pdf.flate(lines(1) + b" " * 2**22, b"/Subtype /Image"))])

    with pytest.raises(IngestError, match="exhaust memory"):
        scan(tmp_path, report(change=disguise), SMALL)


def test_limits_of_qpdf_are_put_back(tmp_path: Path) -> None:
    before = qpdf.get_qpdf_limits()
    scan(tmp_path, report())
    assert qpdf.get_qpdf_limits() == before


@settings(max_examples=40)
@given(seed=st.integers(), flips=st.integers(1, 2000))
def test_flipped_bytes_end_in_a_scan_or_an_ingest_error(tmp_path_factory, seed: int, flips: int) -> None:
    path = tmp_path_factory.getbasetemp() / "flipped.pdf"
    path.write_bytes(flipped(Random(seed), flips))
    try:
        found = scan_pdf(path, Limits())
    except IngestError:
        return
    assert found is None or found.damaged <= set(range(1, found.pages + 1))
