import pytest

from almpo.evidence.documents import Page, ParsedDocument
from almpo.evidence.vocabulary import PageStatus
from almpo.ingestion.accounts import note_damage
from almpo.ingestion.prescan.pdf import PdfScan

DOCUMENT = ParsedDocument(
    document_id="d",
    parser="test",
    pages=(
        Page(number=1, status=PageStatus.PARSED, text="text"),
        Page(number=2, status=PageStatus.SKIPPED, reason="blank page"),
        Page(number=3, status=PageStatus.OCRED, reason="no text layer", text="text"),
        Page(number=4, status=PageStatus.FAILED, reason="took too long"),
    ),
)


def test_sound_files_are_left_alone() -> None:
    assert note_damage(DOCUMENT, PdfScan(4, repaired=False, damaged=frozenset())) == DOCUMENT


def test_damaged_pages_say_so() -> None:
    pages = note_damage(DOCUMENT, PdfScan(4, repaired=False, damaged=frozenset({2, 3}))).pages
    assert pages[0] == DOCUMENT.pages[0]
    assert (pages[1].status, pages[1].reason) == (
        PageStatus.FAILED,
        "nothing is left of this page: the file is damaged",
    )
    assert pages[2].status == PageStatus.OCRED
    assert (pages[2].reason or "").startswith("no text layer; part of the page's content")


@pytest.mark.parametrize(
    "scan",
    [
        PdfScan(4, repaired=True, damaged=frozenset()),
        PdfScan(3, repaired=False, damaged=frozenset()),  # pages were lost on the way
        None,
    ],
)
def test_no_page_of_a_repaired_file_passes_for_sound(scan: PdfScan | None) -> None:
    pages = note_damage(DOCUMENT, scan).pages
    assert [page.status for page in pages] == ["parsed", "failed", "ocred", "failed"]
    assert "was repaired" in (pages[0].reason or "")
    assert pages[3] == DOCUMENT.pages[3]
