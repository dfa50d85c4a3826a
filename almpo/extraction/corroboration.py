"""Witnesses beyond the estimate's own table: the text that tells its number (C10), and other tables (C11)."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from almpo.evidence.findings import Check, Finding
from almpo.evidence.vocabulary import Unit
from almpo.extraction.folding import fold
from almpo.measures import checks

_TELLING = 10  # a number of fewer digits than make this (0.3, 7) is met again by chance
_LONG = 4  # digits; of shorter numbers two that differ by a digit may well be two estimates
_SHARES = (Unit.PERCENT, Unit.PERCENTAGE_POINTS)


def corroborate(findings: Sequence[Finding]) -> list[Finding]:
    """The findings of one document, with the checks C10 and C11 where there is something to compare."""
    found: dict[str, list[Check]] = defaultdict(list)
    for finding_id, check in (*_told(findings), *_repeated(findings)):
        if check not in found[finding_id]:
            found[finding_id].append(check)
    return [
        f.model_copy(update={"checks": (*f.checks, *found[f.id])}) if f.id in found else f for f in findings
    ]


def _telling(value: float) -> bool:
    """Whether a number has two digits that count."""
    digits = _digits(value)
    return digits.isdigit() and int(digits) >= _TELLING


def _told(findings: Sequence[Finding]) -> Iterator[tuple[str, Check]]:
    """C10: sign of the effects that text and table tell with the same number, of the same outcome group."""
    tables = [f for f in findings if f.source == "table" and f.treatment_effect]
    for told in findings:
        if told.source != "text" or told.outcome_group is None or not _telling(told.estimate):
            continue
        for twin in tables:
            if twin.outcome_group is told.outcome_group and _same_size(told, twin):
                check = checks.told_alike(told.estimate, twin.estimate, told.page)
                yield twin.id, check
                yield told.id, check


def _same_size(told: Finding, twin: Finding) -> bool:
    scales = (1.0, 100.0) if told.unit in _SHARES else (1.0,)
    return any(abs(abs(twin.estimate) * scale - abs(told.estimate)) < 1e-9 for scale in scales)


def _repeated(findings: Sequence[Finding]) -> Iterator[tuple[str, Check]]:
    """C11: an estimate printed in two tables is the same in both, as far as labels and cases say that it is one."""
    by_place: dict[tuple[object, ...], list[Finding]] = defaultdict(list)
    by_numbers: dict[tuple[object, ...], list[Finding]] = defaultdict(list)
    for finding in findings:
        if finding.source != "table" or not _telling(finding.estimate) or not _uncertainty(finding):
            continue
        by_numbers[finding.estimate, _uncertainty(finding)].append(finding)
        if finding.n is not None and finding.row_label:
            labels = (fold(part or "") for part in (finding.row_label, finding.column_label, finding.panel))
            by_place[(*labels, finding.n)].append(finding)
    for group in by_numbers.values():
        if len({finding.table_id for finding in group}) > 1:
            yield from ((finding.id, checks.repeated_alike(True)) for finding in group)
    for group in by_place.values():
        yield from _misprinted(group)


def _misprinted(group: Sequence[Finding]) -> Iterator[tuple[str, Check]]:
    """Estimates of different tables with the same labels and cases that differ by what a slip makes."""
    for i, first in enumerate(group):
        for second in group[i + 1 :]:
            same_error = _uncertainty(first) == _uncertainty(second)
            if first.table_id != second.table_id and same_error and _slip(first.estimate, second.estimate):
                where = f"{first.estimate:g} on page {first.page}, {second.estimate:g} on page {second.page}"
                for finding in (first, second):
                    yield finding.id, checks.repeated_alike(False, where)


def _uncertainty(finding: Finding) -> tuple[float | None, ...]:
    values = (finding.se, finding.t, finding.p, finding.ci_low, finding.ci_high)
    return values if any(value is not None for value in values) else ()


def _slip(first: float, second: float) -> bool:
    """Whether two numbers differ by sign, decimal mark or, if they are long, by one digit."""
    one, other = _digits(first), _digits(second)
    if one == other:
        return first != second
    differing = sum(a != b for a, b in zip(one, other, strict=False))
    return len(one) == len(other) >= _LONG and differing == 1


def _digits(value: float) -> str:
    """The digits that count."""
    return f"{abs(value):.10g}".replace(".", "").strip("0")
