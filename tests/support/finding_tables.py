"""Small tables and documents to read findings from."""

from almpo.evidence.documents import Cell, Page, ParsedDocument, Table
from almpo.evidence.findings import Finding
from almpo.evidence.vocabulary import PageStatus
from almpo.extraction.extract import extract_findings

ON_TOPIC = (
    "Abstract. We evaluate a training programme for unemployed job seekers. Unemployed participants were assigned "
    "to the programme at random by the public employment service. The programme offers training and job search "
    "assistance to the unemployed; we study its effect on employment and earnings of participants."
)


def make_table(text: str, heads: int = 1, **fields: object) -> Table:
    """A table from rows of cells split by `|`; the first `heads` rows are column heads."""
    rows = [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]
    cells = tuple(
        Cell(row=i, column=j, text=cell, page=1)
        for i, row in enumerate(rows)
        for j, cell in enumerate(row)
        if cell
    )
    values: dict[str, object] = {
        "id": "t1",
        "document_id": "d",
        "ordinal": 0,
        "page": 1,
        "label": "Table 1",
        "caption": "Effects of the programme on employment",
        "header_rows": heads,
        "n_rows": len(rows),
        "n_columns": max(map(len, rows)),
        "cells": cells,
    }
    return Table.model_validate(values | fields)


def read_table(text: str, heads: int = 1, about: str = ON_TOPIC, **fields: object) -> list[Finding]:
    """The findings of a document that holds one table."""
    table = make_table(text, heads, **fields)
    page = Page(number=1, status=PageStatus.PARSED, text=f"{about}\n{table.caption}\n{table.note}")
    parsed = ParsedDocument(document_id="d", language="en", pages=(page,), tables=(table,), parser="t")
    return [finding for finding in extract_findings(parsed) if finding.source == "table"]
