"""Page accounting after a parse: damage that the scan found is noted on its page."""

from almpo.evidence.documents import Page, ParsedDocument
from almpo.evidence.vocabulary import PageStatus
from almpo.ingestion.prescan.pdf import PdfScan

_INCOMPLETE = "part of the page's content is damaged; some of its text may be missing"
_LOST = "nothing is left of this page: the file is damaged"
_UNSURE = "recovered from a damaged file; some of its text may be missing"


def note_damage(parsed: ParsedDocument, scan: PdfScan | None) -> ParsedDocument:
    """The document with the damage to the file written into its page accounts.

    `scan` is None where the file could not be scanned, so that all of it is suspect.
    """
    if scan is None or scan.pages != len(
        parsed.pages
    ):  # the parser's repair found other pages than the scan's
        return _with_pages(parsed, [_suspect(page, _UNSURE) for page in parsed.pages])
    pages = [
        _suspect(page, _INCOMPLETE)
        if page.number in scan.damaged
        else _suspect(page, None)
        if scan.repaired
        else page
        for page in parsed.pages
    ]
    return _with_pages(parsed, pages)


def _suspect(page: Page, doubt: str | None) -> Page:
    """A page of a damaged file: failed if it is empty, else with the doubt about its text."""
    if page.status == PageStatus.FAILED:
        return page
    if not page.text.strip():
        return page.model_copy(update={"status": PageStatus.FAILED, "reason": _LOST})
    if doubt is None:
        return page
    reason = f"{page.reason}; {doubt}" if page.reason else doubt
    return page.model_copy(update={"reason": reason})


def _with_pages(parsed: ParsedDocument, pages: list[Page]) -> ParsedDocument:
    return parsed.model_copy(update={"pages": tuple(pages)})
