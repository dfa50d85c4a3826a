"""Estimates in words of the templates: the printed digits, with point and comma as the answer's language has them."""

from collections.abc import Collection, Iterator

from babel.numbers import format_decimal

from almpo.evidence.documents import Document
from almpo.evidence.findings import Finding
from almpo.evidence.vocabulary import Unit
from almpo.synthesis.claims import stated_numbers
from almpo.synthesis.naming import document_name
from almpo.synthesis.sources import as_read, printed_token
from almpo.synthesis.templates import Templates

_CENTS = 2  # decimals


def name_of(document: Document, say: Templates) -> str:
    """The document's name, marked where the document is made up."""
    name = document_name(document)
    return f"{name} ({say.label['synthetic']})" if document.synthetic else name


def printed(finding: Finding, field: str, language: str) -> str | None:
    """The number of a field to the printed digit; None where it was derived.

    "1.016,16" of a German table is "1,016.16" in English, and "2,376" is "2.376" in German. What cannot be
    written so that it reads as the same number stays as it stands in the table.
    """
    reading = finding.readings.get(field)
    token = printed_token(reading.raw) if reading and field not in finding.derived else None
    if token is None:
        return None
    read = as_read(token, getattr(finding, field))
    if len(read) != 1:
        return token
    number = read[0]
    written = _written(number.value, number.decimals, language)
    again = stated_numbers(written, language)
    same = len(again) == 1 and (again[0].value, again[0].decimals) == (number.value, number.decimals)
    return written if same else token


def _written(value: float, decimals: int, language: str) -> str:
    pattern = "#,##0" + ("." + "0" * decimals if decimals > 0 else "")
    return ("-" if value < 0 else "") + format_decimal(abs(value), pattern, locale=language)


def amount(finding: Finding, label: str, say: Templates, told: Collection[str] = ()) -> str | None:
    """An estimate with its label, unit and precision; None if it has no printed form.

    Args:
        told: fields that are told elsewhere.
    """
    estimate = printed(finding, "estimate", say.language)
    if estimate is None:
        return None
    unit = say.unit.get(finding.unit.value) if finding.unit else None
    if finding.unit == Unit.CURRENCY and finding.currency and _is_money(finding):
        unit = finding.currency
    details = ", ".join(_details(finding, say, told))
    lead = label + say.label["colon"] if label else ""
    return lead + " ".join(part for part in (estimate, unit, f"({details})" if details else None) if part)


def _is_money(finding: Finding) -> bool:
    """Money is printed with two decimals at most; "0.196" in a table on incomes is a share of something."""
    token = printed_token(finding.readings["estimate"].raw) or ""
    return all(number.decimals <= _CENTS for number in as_read(token, finding.estimate))


def _details(finding: Finding, say: Templates, told: Collection[str]) -> Iterator[str]:
    for field in ("se", "t", "p", "n", "control_mean"):
        value = None if field in told else printed(finding, field, say.language)
        if value is not None:
            yield say.detail[field].format(value=value)
    low, high = (printed(finding, end, say.language) for end in ("ci_low", "ci_high"))
    if low is not None and high is not None:
        yield say.detail["ci"].format(low=low, high=high)
