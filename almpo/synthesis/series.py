"""Chosen findings of a table, put together by row or by column."""

import re
from collections.abc import Callable, Iterable, Sequence

from almpo.evidence.findings import Finding
from almpo.synthesis.canonical import displayed

_COLUMN_NUMBER = re.compile(r"\(\d{1,2}\)")
Key = tuple[str | None, ...]


def tidy(*labels: str | None) -> str:
    """Labels as printed, each once, one after another; column numbers only if there is nothing else."""
    parts = list(dict.fromkeys(displayed(label or "").strip(" |·:") for label in labels))
    worded = [displayed(_COLUMN_NUMBER.sub(" ", part)).strip(" |·:") for part in parts]
    return " · ".join(part for part in worded if part) or " · ".join(part for part in parts if part)


def by_row_or_column(findings: Iterable[Finding]) -> list[tuple[str, list[tuple[str, Finding]]]]:
    """Series of one table's findings: their shared label, and each with the label that sets it apart.

    Rows or columns, whichever makes fewer series; rows if it is the same.
    """
    group = sorted(findings, key=_place)
    rows = _grouped(group, lambda f: (f.panel, f.row_label))
    columns = _grouped(group, lambda f: (f.column_label,))
    if len(columns) < len(rows):
        return [
            (tidy(*key), [(tidy(one.panel, one.row_label), one) for one in members])
            for key, members in columns.items()
        ]
    return [(tidy(*key), [(tidy(one.column_label), one) for one in members]) for key, members in rows.items()]


def _place(finding: Finding) -> tuple[int, int, str]:
    """Where an estimate stands in its document, as far as is known."""
    anchor = finding.anchor
    return finding.page, (anchor.start or 0) if anchor else 0, finding.id


def _grouped(group: Sequence[Finding], key_of: Callable[[Finding], Key]) -> dict[Key, list[Finding]]:
    groups: dict[Key, list[Finding]] = {}
    for one in group:
        groups.setdefault(key_of(one), []).append(one)
    return groups
