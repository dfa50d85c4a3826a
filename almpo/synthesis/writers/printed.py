"""Estimates as they are printed, in words of the templates."""

from collections.abc import Collection, Iterator

from almpo.evidence.documents import Document
from almpo.evidence.findings import Finding
from almpo.evidence.vocabulary import Unit
from almpo.measures.numbers import parse_number
from almpo.synthesis.naming import document_name
from almpo.synthesis.sources import printed_token
from almpo.synthesis.templates import Templates

_CENTS = 2  # decimals


def name_of(document: Document, say: Templates) -> str:
    """The document's name, marked where the document is made up."""
    name = document_name(document)
    return f"{name} ({say.label['synthetic']})" if document.synthetic else name


def printed(finding: Finding, field: str) -> str | None:
    """The number of a field as it stands in the table; None where it was derived."""
    reading = finding.readings.get(field)
    return printed_token(reading.raw) if reading and field not in finding.derived else None


def amount(finding: Finding, label: str, say: Templates, told: Collection[str] = ()) -> str | None:
    """An estimate with its label, unit and precision; None if it has no printed form.

    Args:
        told: fields that are told elsewhere.
    """
    estimate = printed(finding, "estimate")
    if estimate is None:
        return None
    unit = say.unit.get(finding.unit.value) if finding.unit else None
    if finding.unit == Unit.CURRENCY and finding.currency and _is_money(estimate):
        unit = finding.currency
    details = ", ".join(_details(finding, say, told))
    lead = label + say.label["colon"] if label else ""
    return lead + " ".join(part for part in (estimate, unit, f"({details})" if details else None) if part)


def _is_money(token: str) -> bool:
    """Money is printed with two decimals at most; "0.196" in a table on incomes is a share of something."""
    number = parse_number(token)
    return number is not None and number.decimals <= _CENTS


def _details(finding: Finding, say: Templates, told: Collection[str]) -> Iterator[str]:
    for field in ("se", "t", "p", "n", "control_mean"):
        value = None if field in told else printed(finding, field)
        if value is not None:
            yield say.detail[field].format(value=value)
    low, high = printed(finding, "ci_low"), printed(finding, "ci_high")
    if low is not None and high is not None:
        yield say.detail["ci"].format(low=low, high=high)
