"""From a parsed document to its findings."""

from collections.abc import Sequence

from almpo.evidence.documents import ParsedDocument, Table
from almpo.evidence.findings import Finding
from almpo.extraction.confidence import Calibration, calibrate_finding, shipped
from almpo.extraction.context import DocumentContext
from almpo.extraction.corroboration import corroborate
from almpo.extraction.effects import Verdict, judge_table
from almpo.extraction.fields import read_fields, with_twin
from almpo.extraction.folding import fold, words
from almpo.extraction.interpret import interpret_table
from almpo.extraction.models.suggestions import Suggest
from almpo.extraction.prices import with_price_year
from almpo.extraction.prose import Told, read_prose
from almpo.extraction.sources import Surroundings, around_sentence, around_table


def extract_findings(
    parsed: ParsedDocument, calibration: Calibration | None = None, suggest: Suggest | None = None
) -> tuple[Finding, ...]:
    """All candidate findings of a document: estimates of its tables, then effects stated in its text.

    Ids are stable: the same parse gives the same ids in every run. Confidences are calibrated by the
    calibration in the package unless another one is given. `suggest` is asked what words mean that no list
    knows; without it they stay unknown.
    """
    found = _found(parsed, suggest)
    return tuple(calibrate_finding(finding, calibration or shipped()) for finding in found)


def _found(parsed: ParsedDocument, suggest: Suggest | None) -> tuple[Finding, ...]:
    context = DocumentContext(parsed, suggest)
    tables = with_captions_continued(parsed.tables)
    from_tables = [finding for table in tables for finding in _of_table(table, context)]
    told = read_prose(context, from_tables)
    from_text = [
        with_twin(read_fields(one.finding, around_sentence(one.finding, context)), one.twin) for one in told
    ]
    return tuple(corroborate([*_with_headlines(from_tables, told), *from_text]))


_CONTINUED = words(r"""
    continued|cont(?:in)?\.?|(?:fortsetzung|fortgesetzt)|suite|continuacion|continua|segue|ciag dalszy|cd\.
""")


def with_captions_continued(tables: Sequence[Table]) -> list[Table]:
    """The tables, those that are continued from another page with the caption and note of their first part."""
    first: dict[str, Table] = {}
    found = []
    for table in tables:
        begun = first.get(table.label or "")
        if begun is not None and _CONTINUED.search(fold(table.caption)):
            caption = f"{begun.caption} {table.caption}"
            table = table.model_copy(update={"caption": caption, "note": table.note or begun.note})
        elif table.label:
            first.setdefault(table.label, table)
        found.append(table)
    return found


def _of_table(table: Table, context: DocumentContext) -> list[Finding]:
    """The findings of a table; their meaning is read only for what may be an effect."""
    findings = interpret_table(table, context)
    verdicts = judge_table(table, findings, context)
    effects = [f for f, v in zip(findings, verdicts, strict=True) if v.treatment_effect is not False]
    shared = around_table(table, context, findings, effects)
    return [
        _with_meaning(finding, verdict, shared) for finding, verdict in zip(findings, verdicts, strict=True)
    ]


def _with_meaning(finding: Finding, verdict: Verdict, shared: Surroundings) -> Finding:
    signals = finding.signals | {"effect": verdict.score}
    judged = finding.model_copy(update={"treatment_effect": verdict.treatment_effect, "signals": signals})
    return (
        judged if verdict.treatment_effect is False else with_price_year(read_fields(judged, shared), shared)
    )


def _with_headlines(findings: Sequence[Finding], told: Sequence[Told]) -> list[Finding]:
    """The table findings, those marked whose number abstract or conclusion tells."""
    headlines = {one.twin.id for one in told if one.twin is not None and one.finding.headline}
    return [f.model_copy(update={"headline": True}) if f.id in headlines else f for f in findings]
