"""Findings as flat rows: the keys of the annotation guide, for JSON lines and spreadsheets."""

import csv
import io
import json
from collections.abc import Iterable, Mapping
from typing import Any

from almpo.evidence.findings import Finding
from almpo.measures.comparable import comparable

KEYS = (
    *("doc", "id", "source", "page", "table", "panel", "row_label", "column_label", "quote"),
    *("estimate", "se", "ci_low", "ci_high", "p", "t", "se_printed_in", "stars", "derived"),
    *("n", "n_treated", "n_control", "control_mean"),
    *(
        "treatment_effect",
        "labour_market_outcome",
        "headline",
        "outcome",
        "outcome_group",
        "unit",
        "currency",
    ),
    *("horizon_months", "horizon_anchor", "population", "target_groups", "programme", "lmp", "design"),
    *("estimand", "country", "region", "period", "note", "study", "price_year"),
    *("comparable_value", "comparable_se", "comparable_unit", "favourable", "relative", "rules"),
    *("confidence", "auto_accept", "extraction_doubt", "source_oddity", "status", "checks"),
    *("extractor", "document_id"),
)
# Spreadsheets take a cell that begins with one of these for a formula (OWASP, CSV injection).
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def flat(finding: Finding, name: str) -> dict[str, Any]:
    """One finding under the guide's keys; `doc` is the document's file name.

    `comparable_…`, `favourable` and `relative` are derived by the `rules` named; all else is as printed.
    """
    row = finding.model_dump(mode="json", exclude={"readings", "checks", "table_id", "origin"})
    row["doc"] = name
    row["checks"] = [check.code for check in finding.checks if not check.passed]
    row |= {"extraction_doubt": finding.extraction_doubt, "source_oddity": finding.source_oddity}
    shared = comparable(finding)
    if shared is not None:
        row |= {f"comparable_{key}": getattr(shared, key) for key in ("value", "se", "unit")}
        row |= {"favourable": shared.favourable, "relative": shared.relative, "rules": list(shared.rules)}
    return {key: row.get(key) for key in KEYS}


def to_jsonl(findings: Iterable[Finding], names: Mapping[str, str]) -> str:
    """One JSON object a line. `names` gives the file name of each document id."""
    rows = (flat(finding, names[finding.document_id]) for finding in findings)
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def to_csv(findings: Iterable[Finding], names: Mapping[str, str]) -> str:
    """A header line and one line a finding; lists joined by "; ", texts guarded against formula injection."""
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, KEYS, lineterminator="\n")
    writer.writeheader()
    for finding in findings:
        row = flat(finding, names[finding.document_id])
        writer.writerow({key: _cell(value) for key, value in row.items()})
    return buffer.getvalue()


def _cell(value: Any) -> Any:
    if isinstance(value, list):
        value = "; ".join(str(part) for part in value)
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return value
