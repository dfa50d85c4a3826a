"""From a parsed document to its findings."""

from almpo.evidence.documents import ParsedDocument, Table
from almpo.evidence.findings import Finding
from almpo.extraction.context import DocumentContext
from almpo.extraction.effects import Verdict, judge_table
from almpo.extraction.fields import read_fields
from almpo.extraction.interpret import interpret_table
from almpo.extraction.sources import TableSources


def extract_findings(parsed: ParsedDocument) -> tuple[Finding, ...]:
    """All candidate findings of a document: estimates of its tables, then effects stated in its text.

    Ids are stable: the same parse gives the same ids in every run.
    """
    context = DocumentContext(parsed)
    found: list[Finding] = []
    for table in parsed.tables:
        found += _of_table(table, context)
    return tuple(found)


def _of_table(table: Table, context: DocumentContext) -> list[Finding]:
    """The findings of a table; their meaning is read only for what may be an effect."""
    findings = interpret_table(table, context)
    shared = TableSources(table, context, findings)
    verdicts = judge_table(table, findings, context)
    return [
        _with_meaning(finding, verdict, shared) for finding, verdict in zip(findings, verdicts, strict=True)
    ]


def _with_meaning(finding: Finding, verdict: Verdict, shared: TableSources) -> Finding:
    judged = finding.model_copy(update={"treatment_effect": verdict.treatment_effect})
    return judged if verdict.treatment_effect is False else read_fields(judged, shared)
