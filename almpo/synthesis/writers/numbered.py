"""Evidence as a model is shown it: numbered, and marked as data."""

from collections.abc import Iterator
from html import escape
from typing import NamedTuple

from almpo.evidence.answers import Citation
from almpo.evidence.findings import Finding
from almpo.evidence.vocabulary import FindingStatus, Unit
from almpo.synthesis.naming import document_name
from almpo.synthesis.pack import EvidencePack
from almpo.synthesis.sources import printed_token

_PRINTED = ("estimate", "se", "ci_low", "ci_high", "t", "p", "n", "control_mean")
_LABELS = ("table", "panel", "row_label", "column_label", "outcome", "population", "programme", "period")


class Item(NamedTuple):
    """A piece of evidence and what a sentence that rests on it cites."""

    id: str
    kind: str  # "quote" | "estimate"
    report: str
    page: int
    text: str
    citations: tuple[Citation, ...]

    def marked_up(self) -> str:
        """As an element whose content cannot close it: angle brackets of documents are escaped."""
        head = f'id="{self.id}" kind="{self.kind}" report="{escape(self.report)}" page="{self.page}"'
        return f"<evidence {head}>{escape(self.text, quote=False)}</evidence>"


def numbered_evidence(pack: EvidencePack) -> list[Item]:
    """Quotes first, then estimates, both best first: E1, E2, …"""
    return [item._replace(id=f"E{number}") for number, item in enumerate(_items(pack), 1)]


def _items(pack: EvidencePack) -> Iterator[Item]:
    for quote in pack.quotes:
        report = document_name(pack.documents[quote.document_id])
        yield Item("", "quote", report, quote.citations[0].page, quote.text, quote.citations)
    for estimate in pack.estimates:
        finding = estimate.finding
        report = document_name(pack.documents[finding.document_id])
        yield Item("", "estimate", report, finding.page, _told(finding), estimate.citations)


def _told(finding: Finding) -> str:
    """The labels of an estimate and its numbers as printed."""
    labels = [str(value) for name in _LABELS if (value := getattr(finding, name))]
    unit = finding.currency if finding.unit is Unit.CURRENCY else finding.unit
    numbers = {name: _printed(finding, name) for name in _PRINTED}
    parts = [f"{name}={value}" for name, value in numbers.items() if value is not None]
    if unit and unit is not Unit.PROBABILITY:
        parts.insert(1, f"unit={unit}")
    if finding.status != FindingStatus.VALIDATED:
        parts.append("not checked by an expert")
    return f"{' | '.join(dict.fromkeys(labels))}: {', '.join(parts)}"


def _printed(finding: Finding, field: str) -> str | None:
    reading = finding.readings.get(field)
    return printed_token(reading.raw) if reading and field not in finding.derived else None
