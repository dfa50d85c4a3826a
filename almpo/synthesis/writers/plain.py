"""The default writer: templates over quotes and findings. Says nothing of its own."""

import re
from collections.abc import Iterator, Sequence

from almpo.evidence.answers import Sentence
from almpo.evidence.documents import Document
from almpo.evidence.findings import Finding
from almpo.evidence.vocabulary import FindingStatus, Unit
from almpo.synthesis.canonical import displayed
from almpo.synthesis.pack import Estimate, EvidencePack, Quote
from almpo.synthesis.sources import printed_token
from almpo.synthesis.templates import Templates, templates

MAX_NAME = 90  # characters of a document's title
_COLUMN_NUMBER = re.compile(r"\(?\d{1,2}\)")
_RATIOS = {Unit.HAZARD_RATIO, Unit.RATE, Unit.COUNT}


def document_name(document: Document) -> str:
    """How a document is called in an answer: its title, or its file name where the title holds digits."""
    title = displayed(document.title or "")
    if not title or any(character.isdigit() for character in title):
        return document.name
    return title if len(title) <= MAX_NAME else title[:MAX_NAME].rsplit(" ", 1)[0] + " …"


def finding_label(finding: Finding) -> str:
    """Panel, row and column as printed, without the numbers of columns."""
    parts = []
    for part in (finding.panel, finding.row_label, finding.column_label):
        text = displayed(_COLUMN_NUMBER.sub(" ", part or "")).strip(" |·:-")
        if text and text not in parts:
            parts.append(text)
    return " · ".join(parts)


class PlainWriter:
    """Lead sentence, quotes, estimates, and what must be known about them."""

    name = "plain-1"

    def write(self, pack: EvidencePack, language: str) -> Sequence[Sentence]:
        say = templates(language)
        body = [*self._quotes(pack, say), *self._estimates(pack, say)]
        if not body:
            return ()
        lead = say.fixed["found_estimates" if pack.estimates else "found"]
        return (Sentence(text=lead), *body, *self._remarks(pack, say))

    def _quotes(self, pack: EvidencePack, say: Templates) -> Iterator[Sentence]:
        last: str | None = None
        for quote in pack.quotes:
            template = "quote_again" if quote.citation.document_id == last else "quote"
            last = quote.citation.document_id
            yield Sentence(text=self._quote_text(quote, pack, say, template), citations=(quote.citation,))

    def _quote_text(self, quote: Quote, pack: EvidencePack, say: Templates, template: str) -> str:
        return say.sentence[template].format(
            document=_name(pack.documents[quote.citation.document_id], say),
            quote=displayed(quote.citation.quote or ""),
        )

    def _estimates(self, pack: EvidencePack, say: Templates) -> Iterator[Sentence]:
        last: tuple[str, str | None] | None = None
        for item in pack.estimates:
            key = (item.finding.document_id, item.finding.table_id or item.finding.table)
            text = _estimate_text(item, pack.documents[item.finding.document_id], say, again=key == last)
            if text:
                last = key
                yield Sentence(text=text, citations=(item.citation,))

    def _remarks(self, pack: EvidencePack, say: Templates) -> Iterator[Sentence]:
        ids = {quote.citation.document_id for quote in pack.quotes}
        ids |= {item.citation.document_id for item in pack.estimates}
        if directions([item.finding for item in pack.estimates]) == {-1, 1}:
            yield Sentence(text=say.fixed["conflict"])
        if any(item.finding.status != FindingStatus.VALIDATED for item in pack.estimates):
            yield Sentence(text=say.fixed["unvalidated"])
        if len(ids) == 1:
            yield Sentence(text=say.fixed["thin"])
        if any(pack.documents[i].synthetic for i in ids):
            yield Sentence(text=say.fixed["synthetic"])


def directions(findings: Sequence[Finding]) -> set[int]:
    """Signs of the estimates that differ from zero by two standard errors, on scales where the sign tells."""
    return {
        1 if finding.estimate > 0 else -1
        for finding in findings
        if finding.se and finding.unit not in _RATIOS and abs(finding.estimate) > 1.96 * abs(finding.se)
    }


def _name(document: Document, say: Templates) -> str:
    name = document_name(document)
    return f"{name} ({say.label['synthetic']})" if document.synthetic else name


def _estimate_text(item: Estimate, document: Document, say: Templates, *, again: bool) -> str | None:
    """The estimate in a sentence, numbers as printed; None if it has no printed form."""
    finding = item.finding
    estimate = _printed(finding, "estimate")
    if estimate is None:
        return None
    unit = say.unit.get(finding.unit.value) if finding.unit else None
    if finding.unit == Unit.CURRENCY and finding.currency:
        unit = finding.currency
    details = list(_details(finding, say))
    return say.sentence["finding_again" if again else "finding"].format(
        document=_name(document, say),
        where=f", {finding.table}" if finding.table else "",
        label=finding_label(finding) or finding.outcome or "–",
        estimate=f"{estimate} {unit}" if unit else estimate,
        details=f" ({'; '.join(details)})" if details else "",
    )


def _details(finding: Finding, say: Templates) -> Iterator[str]:
    for field in ("se", "t", "p", "n", "control_mean"):
        value = _printed(finding, field)
        if value is not None:
            yield say.detail[field].format(value=value)
    low, high = _printed(finding, "ci_low"), _printed(finding, "ci_high")
    if low is not None and high is not None:
        yield say.detail["ci"].format(low=low, high=high)


def _printed(finding: Finding, field: str) -> str | None:
    reading = finding.readings.get(field)
    return printed_token(reading.raw) if reading and field not in finding.derived else None
