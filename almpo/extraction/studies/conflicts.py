"""Effects that two versions of a study print with different numbers."""

from collections import Counter
from collections.abc import Iterator, Sequence

from almpo.evidence.findings import Finding
from almpo.evidence.studies import Conflict
from almpo.extraction.folding import fold


def conflicts(first: Sequence[Finding], second: Sequence[Finding]) -> Iterator[Conflict]:
    """Effects of tables whose labels occur once in each of two documents, where their numbers differ."""
    others = _by_label(second)
    for label, finding in _by_label(first).items():
        other = others.get(label)
        if other is not None and _numbers(finding) != _numbers(other):
            yield Conflict(
                label=" · ".join(
                    filter(None, (finding.table, finding.panel, finding.row_label, finding.column_label))
                ),
                first=finding.id,
                first_numbers=_numbers(finding),
                second=other.id,
                second_numbers=_numbers(other),
            )


def _by_label(findings: Sequence[Finding]) -> dict[tuple[str, ...], Finding]:
    effects = [f for f in findings if f.source == "table" and f.treatment_effect]
    labelled = [(_label(f), f) for f in effects]
    times = Counter(label for label, _ in labelled)
    return {label: f for label, f in labelled if times[label] == 1 and any(label)}


def _label(finding: Finding) -> tuple[str, ...]:
    parts = (finding.table, finding.panel, finding.row_label, finding.column_label)
    return tuple(" ".join(fold(part or "").split()) for part in parts)


def _numbers(finding: Finding) -> str:
    """Estimate and uncertainty as printed."""
    uncertainty = [
        f"{name} {value:g}"
        for name in ("se", "t", "p", "ci_low", "ci_high")
        if (value := getattr(finding, name)) is not None
    ]
    return " ".join([f"{finding.estimate:g}{finding.stars}", *uncertainty])
