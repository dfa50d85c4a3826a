"""What a citation gives a sentence to stand on: numbers as printed, each with its unit and its role."""

import math
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from almpo.evidence.answers import Citation
from almpo.evidence.findings import Finding
from almpo.evidence.vocabulary import Unit
from almpo.measures.numbers import parse_number, plain
from almpo.synthesis.canonical import canonical, contains
from almpo.synthesis.claims import StatedNumber, stated_numbers
from almpo.synthesis.concepts import concepts
from almpo.synthesis.roles import COVERAGE, LEVEL, change_at, role_at

# Fields of a finding that print a number of their own, and the roles in which it may be told.
PRINTED_FIELDS: dict[str, tuple[str | None, ...]] = {
    "estimate": (None,),
    "se": ("se",),
    "ci_low": ("ci", None),
    "ci_high": ("ci", None),
    "p": ("p",),
    "t": ("t",),
    "n": ("n",),
    "n_treated": ("n",),
    "n_control": ("n",),
    "control_mean": ("control_mean",),
}
_OF_THE_OUTCOME = ("estimate", "se", "ci_low", "ci_high", "control_mean")
_EFFECT = ("estimate", "ci_low", "ci_high")
_BOUNDS = ("ci_low", "ci_high")
_COVERAGE = re.compile(
    r"(?<![\d.,])(9\d)(?=[\s-]*(?:%|per\s?cent|proz|pour|por))"
)  # of intervals, as printed
_LEVELS = (0.1, 1.0, 5.0, 10.0)  # per cent
_LABELS = ("table", "panel", "row_label", "column_label")
_LABEL_PIECES = re.compile(r"\s*[|·]\s*")
_LABEL = 5  # letters of a label that is told as such
_UNITS = {Unit.PERCENTAGE_POINTS, Unit.PERCENT, Unit.DAYS, Unit.WEEKS, Unit.MONTHS, Unit.STANDARD_DEVIATIONS}


class Source(NamedTuple):
    """What a citation resolves to. `about` are the concepts that the document as a whole is about: those of
    its title, and the countries of its findings.
    """

    page_text: str
    language: str = "und"
    finding: Finding | None = None
    about: frozenset[str] = frozenset()


def subject(title: str, countries: Iterable[str]) -> frozenset[str]:
    """What a document as a whole is about, by its title and the countries (ISO 3166) of its findings."""
    codes = {f"country:{code}" for country in countries for code in re.findall(r"[A-Z]{2}", country)}
    return concepts(title) | codes


def without_labels(text: str, sources: Iterable[Source]) -> str:
    """A text with the labels of the cited table cells blanked out: "Below median income" tells of no fall."""
    findings = (source.finding for source in sources if source.finding is not None)
    labels = (getattr(finding, name) or "" for finding in findings for name in _LABELS)
    pieces = {piece.strip() for label in labels for piece in _LABEL_PIECES.split(label)}
    for piece in sorted(pieces, key=len, reverse=True):
        if len(piece) >= _LABEL:
            text = re.sub(rf"(?<!\w){re.escape(piece)}(?!\w)", lambda found: " " * len(found[0]), text)
    return text


class SourceNumber(NamedTuple):
    """A number that a source prints. It may be told without a role or in one of these."""

    number: StatedNumber
    roles: tuple[str | None, ...]
    signed: bool = False  # an effect with its sign: "fell by 2" tells of -2
    bound: bool = False  # one end of an interval: no estimate unless told with the other
    change: str | None = None  # whether it says to what, or by how much, something changed
    converted: bool = False  # to another unit than the printed one, which must then be named
    quoted: bool = False  # of the quote; its place there is that of the number


def printed_token(raw: str) -> str | None:
    """A number of a table cell as it may be shown: without brackets, stars and spaces round its sign.

    None if the cell holds no single number.
    """
    printed = parse_number(raw)
    digits = [i for i, character in enumerate(raw) if character.isdigit()]
    if printed is None or not digits or printed.upper is not None:
        return None
    first, last = digits[0], digits[-1] + 1
    if first and raw[first - 1] in ".,":
        first -= 1
    return ("-" if printed.value < 0 else "") + raw[first:last]


def told_token(raw: str) -> str | None:
    """The number of a reading of a table or of the running text: "26" of "26 per cent". None if there are several."""
    if token := printed_token(raw):
        return token
    numbers = [number for number in stated_numbers(raw) if not number.in_words]
    return numbers[0].token if len(numbers) == 1 else None


def printed_on(page_text: str, token: str) -> bool:
    """Does a number stand on a page with its sign, whole, the glyphs and spaces of its sign aside?"""
    page, token = plain(page_text), plain(token)
    digits = re.escape(token.lstrip("-"))
    sign = r"-\s?[$€£]?\s?|[$€£]\s?-\s?" if token.startswith("-") else r"(?<!(?<![\w)])-)"
    return re.search(rf"(?:{sign})(?<![\d.,]){digits}(?![.,]?\d)", page) is not None


def _unit_code(finding: Finding, field: str) -> str | None:
    if field not in _OF_THE_OUTCOME or finding.unit is None:
        return None
    if finding.unit == Unit.CURRENCY:
        return finding.currency
    return finding.unit.value if finding.unit in _UNITS else None


def _of_finding(finding: Finding, page_text: str) -> Iterator[SourceNumber]:
    for field, roles in PRINTED_FIELDS.items():
        reading = finding.readings.get(field)
        token = told_token(reading.raw) if reading else None
        if token is None or not printed_on(page_text, token):
            continue
        signed = field in _EFFECT and finding.unit is not Unit.HAZARD_RATIO  # 0.8 is a fall by itself
        for number in as_read(token, getattr(finding, field)):
            told = number._replace(token=token, unit=_unit_code(finding, field) or number.unit)
            yield SourceNumber(told, roles, signed=signed, bound=field in _BOUNDS)
            if finding.unit == Unit.PROBABILITY and field in _OF_THE_OUTCOME and number.decimals >= 2:
                yield SourceNumber(_in_points(told), roles, signed=signed, bound=field in _BOUNDS)
    if finding.horizon_months:
        yield from _horizon(finding.horizon_months)
    page = canonical(page_text)
    for label in filter(None, (getattr(finding, name) for name in _LABELS)):
        for number in stated_numbers(label):
            if contains(page, canonical(number.token)):
                yield SourceNumber(number, (None, role_at(label, number)))
    yield from _levels(finding)
    if finding.ci_low is not None:
        for coverage in set(_COVERAGE.findall(page_text)):
            yield SourceNumber(StatedNumber(coverage, float(coverage), 0, "percent", 0, 0), (COVERAGE,))


def as_read(token: str, value: float | None) -> list[StatedNumber]:
    """The number of a table cell, its point or comma understood as it was when the table was read."""
    readings = [stated_numbers(token, decimal=mark) for mark in (".", ",")]
    agreeing = (one for one in readings if len(one) == 1 and value is not None and one[0].value == value)
    return next(agreeing, readings[0])


def _levels(finding: Finding) -> Iterator[SourceNumber]:
    """The levels at which an effect may be called significant, in per cent, by its p or t value."""
    p = finding.p
    if p is None and finding.se and finding.unit is not Unit.HAZARD_RATIO:
        p = math.erfc(abs(finding.estimate / finding.se) / math.sqrt(2))
    for level in _LEVELS if p is not None else ():
        if p is not None and p <= level / 100:
            yield SourceNumber(StatedNumber(f"{level:g}", level, 0, "percent", 0, 0), (LEVEL,))


def _in_points(number: StatedNumber) -> StatedNumber:
    """A share as printed, 0.035, in percentage points: 3.5."""
    decimals = number.decimals - 2
    value = round(number.value * 100, decimals)
    token = f"{value:.{decimals}f}"
    return number._replace(token=token, value=value, decimals=decimals, unit=Unit.PERCENTAGE_POINTS.value)


def _horizon(months: float) -> Iterator[SourceNumber]:
    """The time after which an effect was measured, in months and in years."""
    if months == int(months):
        told = StatedNumber(f"{months:g}", months, 0, "months", 0, 0)
        yield from _with_other_times(SourceNumber(told, (None,)))


def _with_other_times(source: SourceNumber) -> Iterator[SourceNumber]:
    """A number, and if it is a time, the same time in months and in years: 24 months are two years."""
    yield source
    number = source.number
    for unit, other, factor in (("months", "years", 1 / 12), ("years", "months", 12)):
        value = number.value * factor
        if number.unit == unit and value * 2 == int(value * 2):
            decimals = 0 if value == int(value) else 1
            told = number._replace(token=f"{value:g}", value=value, decimals=decimals, unit=other)
            yield source._replace(number=told, converted=True)


def source_numbers(citation: Citation, source: Source) -> list[SourceNumber]:
    """The numbers that a citation bears out: of its quote, and of its finding if they stand on the page."""
    numbers = [] if source.finding is None else list(_of_finding(source.finding, source.page_text))
    if citation.quote:
        language = source.language if source.language != "und" else None
        for number in stated_numbers(citation.quote, language):
            role, change = role_at(citation.quote, number), change_at(citation.quote, number)
            roles = (role, None) if role == "control_mean" else (role,)
            told = SourceNumber(number, roles, change=change, quoted=True)
            numbers += _with_other_times(told)
    return numbers
