"""Page accounting after a parse: damage that the scan found is noted on its page."""

from almpo.evidence.documents import Page, ParsedDocument
from almpo.evidence.vocabulary import PageStatus
from almpo.ingestion.prescan.pdf import PdfScan

_INCOMPLETE = "part of the page's content or fonts is damaged; some of its text may be missing or wrong"
_LOST = "nothing is left of this page: the file is damaged"
_REPAIRED = "the file is damaged and was repaired; some text of the page may be missing"


def note_damage(parsed: ParsedDocument, scan: PdfScan | None) -> ParsedDocument:
    """The document with the damage to the file written into its page accounts.

    `scan` is None where the file could not be scanned, so that all of it is suspect.
    """
    if scan is None or scan.pages != len(
        parsed.pages
    ):  # the parser's repair found other pages than the scan's
        scan = PdfScan(len(parsed.pages), repaired=True, damaged=frozenset())
    return parsed.model_copy(update={"pages": tuple(_noted(page, scan) for page in parsed.pages)})


def _noted(page: Page, scan: PdfScan) -> Page:
    if page.number in scan.damaged:
        return _suspect(page, _INCOMPLETE)
    return _suspect(page, _REPAIRED) if scan.repaired else page


def _suspect(page: Page, doubt: str) -> Page:
    """A page of a damaged file: failed if it is empty, else with the doubt about its text."""
    if page.status == PageStatus.FAILED:
        return page
    if not page.text.strip():
        return page.model_copy(update={"status": PageStatus.FAILED, "reason": _LOST})
    return page.model_copy(update={"reason": f"{page.reason}; {doubt}" if page.reason else doubt})
