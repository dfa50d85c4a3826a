"""The truth of a sample report in the keys of the gold annotations: every estimate, its page, its meaning."""

from decimal import Decimal
from typing import Any

from almpo.evaluation.samples.estimates import Estimate, estimates
from almpo.evaluation.samples.pages import Pages
from almpo.evaluation.samples.schema import Report
from almpo.evaluation.samples.tables import column_label, table_label
from almpo.evaluation.samples.text import Statement, in_form, read_text

UNITS = {"pp": "percentage_points", "hazard": "percent"}


def findings(report: Report, pages: Pages) -> list[dict[str, Any]]:
    """One record for each estimate in a table, then one for each finding stated in text.

    Raises LookupError where the built document does not hold such a sentence.
    """
    rows = [
        _from_table(report, estimate, pages)
        for table in report.tables
        for estimate in estimates(report, table)
    ]
    rows += [_from_text(report, statement, pages) for statement in read_text(report).statements]
    return [
        {"doc": report.file_name, "id": f"{report.id}-{number:03}", **row}
        for number, row in enumerate(rows, 1)
    ]


def _from_table(report: Report, estimate: Estimate, pages: Pages) -> dict[str, Any]:
    table = estimate.table
    kinds = estimate.kinds()
    below = table.below in kinds
    return {
        "source": "table",
        "page": pages.of_row(table, estimate.row),
        "table": table_label(report, table),
        "panel": estimate.panel.label if estimate.panel else None,
        "row_label": estimate.row.label,
        "column_label": column_label(table, estimate.column),
        "quote": None,
        "estimate": _number(estimate.value),
        **_uncertainty(estimate.uncertainty()),
        "se_printed_in": {"()": "parentheses", "[]": "brackets"}[table.brackets] if below else "other",
        "stars": estimate.stars,
        "n": _number(estimate.given("n")),
        "n_treated": _number(estimate.given("n_treated")),
        "n_control": _number(estimate.given("n_control")),
        "control_mean": _number(estimate.given("control_mean")),
        **_meaning(estimate),
    }


def _from_text(report: Report, statement: Statement, pages: Pages) -> dict[str, Any]:
    estimate = statement.estimate
    page, quote = pages.of_quote(statement.quote)
    shown = {
        kind: in_form(value, statement.form)
        for kind, value in estimate.uncertainty().items()
        if kind.split("_")[0] == statement.prints
    }
    return {
        "source": "text",
        "page": page,
        "table": None,
        "panel": None,
        "row_label": None,
        "column_label": None,
        "quote": quote,
        "estimate": _number(statement.value),
        **_uncertainty(shown),
        "se_printed_in": "parentheses" if shown else None,
        "stars": "",
        "n": None,
        "n_treated": None,
        "n_control": None,
        "control_mean": None,
        **_meaning(estimate),
        "headline": statement.headline,
        **({"unit": UNITS[statement.form]} if statement.form in UNITS else {}),
        "note": f"states {table_label(report, estimate.table)}, {estimate.row.label}",
    }


def _uncertainty(shown: dict[str, Decimal]) -> dict[str, float | int | None]:
    return {kind: _number(shown.get(kind)) for kind in ("se", "ci_low", "ci_high", "p", "t")}


def _meaning(estimate: Estimate) -> dict[str, Any]:
    meaning = estimate.meaning.model_dump(mode="json")
    first = ("treatment_effect", "labour_market_outcome", "headline")
    ordered = {key: meaning.pop(key) for key in first} | meaning
    if ordered["horizon_months"] is None:
        ordered["horizon_anchor"] = None
    else:
        ordered["horizon_months"] = _number(Decimal(str(ordered["horizon_months"])))
    return ordered


def _number(value: Decimal | None) -> float | int | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)
