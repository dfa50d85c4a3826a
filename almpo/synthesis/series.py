"""Chosen findings, put together as they stand in their tables: by row, or by column."""

import re
from collections.abc import Callable, Iterable, Sequence

from almpo.evidence.findings import Finding
from almpo.synthesis.canonical import displayed
from almpo.synthesis.estimates import Scored

_COLUMN_NUMBER = re.compile(r"\(\d{1,2}\)")
Key = tuple[str | None, ...]


def tidy(*labels: str | None) -> str:
    """Labels as printed, each once, one after another; column numbers only if there is nothing else."""
    parts = list(dict.fromkeys(displayed(label or "").strip(" |·:") for label in labels))
    worded = [displayed(_COLUMN_NUMBER.sub(" ", part)).strip(" |·:") for part in parts]
    return " · ".join(part for part in worded if part) or " · ".join(part for part in parts if part)


def choose(scored: Sequence[Scored], *, tables: int, per_table: int, margin: float) -> list[list[Scored]]:
    """The best findings of the best tables, a list a table.

    A finding is taken if it scores within `margin` of the best of its table, a table if its best is within
    `margin` of the best of all.
    """
    by_table: dict[Key, list[Scored]] = {}
    for one in scored:  # best first
        key = (one.finding.document_id, one.finding.table_id or one.finding.table or one.finding.id)
        by_table.setdefault(key, []).append(one)
    chosen = []
    for group in list(by_table.values())[:tables]:
        if group[0].score >= scored[0].score - margin:
            chosen.append([one for one in group if one.score >= group[0].score - margin][:per_table])
    return chosen


def by_row_or_column(findings: Iterable[Scored]) -> list[tuple[str, list[tuple[str, Scored]]]]:
    """Series of one table's findings: their shared label, and each with the label that sets it apart.

    Rows or columns, whichever makes fewer series; rows if it is the same.
    """
    group = sorted(findings, key=lambda one: _place(one.finding))
    rows = _grouped(group, lambda f: (f.panel, f.row_label))
    columns = _grouped(group, lambda f: (f.column_label,))
    if len(columns) < len(rows):
        return [
            (tidy(*key), [(tidy(one.finding.panel, one.finding.row_label), one) for one in members])
            for key, members in columns.items()
        ]
    return [
        (tidy(*key), [(tidy(one.finding.column_label), one) for one in members])
        for key, members in rows.items()
    ]


def _place(finding: Finding) -> tuple[int, int, str]:
    """Where an estimate stands in its document, as far as is known."""
    anchor = finding.anchor
    return finding.page, (anchor.start or 0) if anchor else 0, finding.id


def _grouped(group: Sequence[Scored], key_of: Callable[[Finding], Key]) -> dict[Key, list[Scored]]:
    groups: dict[Key, list[Scored]] = {}
    for one in group:
        groups.setdefault(key_of(one.finding), []).append(one)
    return groups
