"""From a table to findings: what is printed for each estimate, what kind it is, and whether it adds up."""

from collections.abc import Sequence

from almpo.evidence.documents import Table
from almpo.evidence.findings import Finding, Reading
from almpo.evidence.record import content_id
from almpo.evidence.vocabulary import UncertaintyKind
from almpo.extraction.context import DocumentContext
from almpo.extraction.grid import number_cells, read_grid
from almpo.extraction.kinds import Kinds, decide_kinds
from almpo.extraction.legend import Legend, read_legend
from almpo.extraction.pairing import Attached, Estimate, Spot, find_estimates
from almpo.extraction.roles import Role
from almpo.extraction.witnesses import check_estimate
from almpo.measures.numbers import DecimalMark, decimal_convention, usual_decimal

EXTRACTOR = "tables-1"
_FIELDS = {
    UncertaintyKind.STANDARD_ERROR: "se",
    UncertaintyKind.T_STATISTIC: "t",
    UncertaintyKind.P_VALUE: "p",
}
_RELATED = {
    Role.N: "n",
    Role.N_TREATED: "n_treated",
    Role.N_CONTROL: "n_control",
    Role.CONTROL_MEAN: "control_mean",
}


def interpret_table(table: Table, context: DocumentContext) -> list[Finding]:
    """All estimates printed in a table, as findings without meaning yet: numbers, labels, checks, anchors."""
    if table.kind != "data":
        return []
    legend = read_legend(f"{table.note}\n{table.caption}")
    grid = read_grid(table, context.once(_usual_decimal))
    estimates = find_estimates(grid, legend.abbreviations)
    kinds = decide_kinds(estimates, legend)
    return [_finding(estimate, estimates, table, legend, kinds, context) for estimate in estimates]


def _usual_decimal(context: DocumentContext) -> DecimalMark:
    """The decimal mark of the document's tables: by their numbers, else by the language."""
    tables = [table for table in context.parsed.tables if table.kind == "data"]
    texts = (text for table in tables for text in number_cells(table))
    return decimal_convention(texts, usual_decimal(context.parsed.language))


def _finding(
    estimate: Estimate,
    estimates: Sequence[Estimate],
    table: Table,
    legend: Legend,
    kinds: Kinds,
    context: DocumentContext,
) -> Finding:
    readings = {"estimate": _reading(estimate.spot, context)}
    numbers: dict[str, float] = {}
    for attached in estimate.uncertainty:
        numbers |= _uncertainty(attached, kinds, context, readings, taken=numbers)
    for role, name in _RELATED.items():
        spot = estimate.related.get(role)
        if spot is not None:
            readings[name] = _reading(spot, context)
            numbers[name] = spot.number.value if role is Role.CONTROL_MEAN else int(spot.number.value)
    checks = check_estimate(estimate, estimates, kinds, legend, numbers)
    return Finding(
        id=content_id(
            context.document_id, table.page, table.ordinal, estimate.row, estimate.column, estimate.ordinal
        ),
        document_id=context.document_id,
        source="table",
        page=estimate.spot.cell.page,
        table=table.label,
        table_id=table.id,
        panel=estimate.panel,
        row_label=estimate.row_label or None,
        column_label=estimate.column_label or None,
        estimate=estimate.spot.number.value,
        stars=stars_of(estimate),
        se_printed_in=_printed_in(estimate.uncertainty),
        note=_note(estimate, table),
        extractor=EXTRACTOR,
        readings=readings,
        checks=tuple(checks),
        signals=_signals(table, kinds, estimate, context),
        **numbers,
    )


def _reading(spot: Spot, context: DocumentContext) -> Reading:
    number, cell = spot
    return Reading(
        raw=cell.text[number.start : number.end] or cell.text,
        anchor=context.cell_anchor(cell, number.start, number.end),
    )


def stars_of(estimate: Estimate) -> str:
    """The stars of the estimate, or those printed with its uncertainty."""
    marks = [estimate.spot.number.stars, *(attached.spot.number.stars for attached in estimate.uncertainty)]
    return next((mark for mark in marks if mark), "")


def _uncertainty(
    attached: Attached,
    kinds: Kinds,
    context: DocumentContext,
    readings: dict[str, Reading],
    taken: dict[str, float],
) -> dict[str, float]:
    """The value under the name of its kind; nothing if that name is taken or the kind has none."""
    number = attached.spot.number
    verdict = kinds[attached.key]
    if verdict.kind is UncertaintyKind.CONFIDENCE_INTERVAL:
        return _interval(attached, context, readings, taken)
    name = _FIELDS.get(verdict.kind)
    if name is None or name in taken:
        return {}
    readings[name] = _reading(attached.spot, context).model_copy(update={"confidence": verdict.confidence})
    return {name: number.value}


def _interval(
    attached: Attached, context: DocumentContext, readings: dict[str, Reading], taken: dict[str, float]
) -> dict[str, float]:
    number = attached.spot.number
    if number.upper is not None and "ci_low" not in taken:
        readings["ci_low"] = readings["ci_high"] = _reading(attached.spot, context)
        return {"ci_low": number.value, "ci_high": number.upper}
    name = {Role.CI_LOW: "ci_low", Role.CI_HIGH: "ci_high"}.get(attached.role)
    if name is None or name in taken:
        return {}
    readings[name] = _reading(attached.spot, context)
    return {name: number.value}


def _printed_in(uncertainty: Sequence[Attached]) -> str | None:
    if not uncertainty:
        return None
    wrapping = uncertainty[0].spot.number.wrapping
    return wrapping if wrapping in ("parentheses", "brackets") else "other"


def _note(estimate: Estimate, table: Table) -> str | None:
    remarks = []
    if scaled(f"{table.caption} {table.note} {estimate.column_label}"):
        remarks.append("coefficients are printed multiplied by 100")
    remarks += [
        f"p printed as < {attached.spot.number.value:g}"
        for attached in estimate.uncertainty
        if attached.spot.number.bound == "<"
    ]
    return "; ".join(remarks) or None


def scaled(text: str) -> bool:
    """Whether a caption or note says that coefficients are multiplied by 100."""
    folded = " ".join(text.lower().replace("×", "x").split())
    return any(
        phrase in folded
        for phrase in ("multiplied by 100", "x 100", "x100", "mit 100 multipliziert", "multiplies par 100")
    )


def _signals(table: Table, kinds: Kinds, estimate: Estimate, context: DocumentContext) -> dict[str, float]:
    """What speaks for the numbers and is not kept elsewhere on the finding."""
    page = context.pages.get(estimate.spot.cell.page)
    signals = {
        "table": table.score,
        "ocr": 1.0 if page is None or page.ocr_score is None else page.ocr_score,
        "topic": min(context.topic.score, 3.0),
    }
    if estimate.uncertainty:
        signals["kind"] = kinds[estimate.uncertainty[0].key].confidence
    return signals
