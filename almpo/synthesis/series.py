"""Chosen findings of a table, put together by row or by column."""

import re
from collections.abc import Callable, Iterable, Sequence

from almpo.evidence.findings import Finding
from almpo.synthesis.canonical import displayed

_COLUMN_NUMBER = re.compile(r"\(\d{1,2}\)")
Key = tuple[str | None, ...]


def label_parts(*labels: str | None) -> list[str]:
    """The parts of labels as printed, each once; column numbers only if there is nothing else."""
    printed = [displayed(part) for label in labels for part in re.split(r"\s[|·]\s", label or "")]
    parts = list(dict.fromkeys(part.strip(" |·:") for part in printed))
    worded = [displayed(_COLUMN_NUMBER.sub(" ", part)).strip(" |·:") for part in parts]
    return [part for part in worded if part] or [part for part in parts if part]


def by_row_or_column(findings: Iterable[Finding]) -> list[tuple[str, list[tuple[str, Finding]]]]:
    """Series of one table's findings: their shared label, and each with the label that sets it apart.

    Rows or columns, whichever makes fewer series; rows if it is the same. What the labels of a series have in
    common is said once, with the shared label.
    """
    group = sorted(findings, key=_place)
    rows = _grouped(group, lambda f: (f.panel, f.row_label))
    columns = _grouped(group, lambda f: (f.column_label,))
    if len(columns) < len(rows):
        return [
            _series(label_parts(*key), [label_parts(one.panel, one.row_label) for one in members], members)
            for key, members in columns.items()
        ]
    return [
        _series(label_parts(*key), [label_parts(one.column_label) for one in members], members)
        for key, members in rows.items()
    ]


def _series(
    shared: list[str], own: list[list[str]], members: Sequence[Finding]
) -> tuple[str, list[tuple[str, Finding]]]:
    common = [part for part in own[0] if all(part in parts for parts in own[1:])] if len(own) > 1 else []
    apart = [[part for part in parts if part not in common and part not in shared] for parts in own]
    head = " · ".join(dict.fromkeys([*shared, *common]))
    return head, [(" · ".join(parts), one) for parts, one in zip(apart, members, strict=True)]


def _place(finding: Finding) -> tuple[int, int, str]:
    """Where an estimate stands in its document, as far as is known."""
    anchor = finding.anchor
    return finding.page, (anchor.start or 0) if anchor else 0, finding.id


def _grouped(group: Sequence[Finding], key_of: Callable[[Finding], Key]) -> dict[Key, list[Finding]]:
    groups: dict[Key, list[Finding]] = {}
    for one in group:
        groups.setdefault(key_of(one), []).append(one)
    return groups
