"""Small tables and documents to read findings from."""

import re
from collections.abc import Sequence

from almpo.evidence.anchors import Box
from almpo.evidence.documents import Cell, Page, ParsedDocument, Section, Table
from almpo.evidence.findings import Finding
from almpo.evidence.vocabulary import PageStatus
from almpo.extraction.context import DocumentContext
from almpo.extraction.extract import extract_findings

ON_TOPIC = (
    "Abstract. We evaluate a training programme for unemployed job seekers. Unemployed participants were assigned "
    "to the programme at random by the public employment service. The programme offers training and job search "
    "assistance to the unemployed; we study its effect on employment and earnings of participants."
)
_SPAN = re.compile(r" >(\d)$")


def make_table(text: str, heads: int = 1, indents: Sequence[float] = (), **fields: object) -> Table:
    """A table from rows of cells split by `|`; the first `heads` rows are column heads.

    A cell that ends in ">2" spans two columns. `indents` are the left edges of the label cells, in points.
    """
    rows = [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]
    cells = tuple(
        _cell(i, j, cell, indents[i] if j == 0 and i < len(indents) else 50.0 + 60 * j)
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


def _cell(row: int, column: int, text: str, left: float) -> Cell:
    span = _SPAN.search(text)
    return Cell(
        row=row,
        column=column,
        text=_SPAN.sub("", text),
        page=1,
        box=Box(left, 100.0 + 12 * row, left + 40, 110.0 + 12 * row),
        columns_spanned=int(span[1]) if span else 1,
    )


def make_document(
    *pages: str,
    tables: Sequence[Table] = (),
    title: str | None = None,
    language: str = "en",
    sections: Sequence[Section] = (),
) -> ParsedDocument:
    """A document with the given page texts."""
    return ParsedDocument(
        document_id="d",
        title=title,
        language=language,
        pages=tuple(
            Page(number=number, status=PageStatus.PARSED, width=595, height=842, text=text)
            for number, text in enumerate(pages, start=1)
        ),
        sections=tuple(sections),
        tables=tuple(tables),
        parser="t",
    )


def make_context(*pages: str, **options: object) -> DocumentContext:
    """The context of a document with these pages; without pages, of one about a training programme."""
    return DocumentContext(make_document(*(pages or (ON_TOPIC,)), **options))  # type: ignore[arg-type]


def read_table(text: str, heads: int = 1, about: str = ON_TOPIC, **fields: object) -> list[Finding]:
    """The findings of a document that holds one table."""
    table = make_table(text, heads, **fields)  # type: ignore[arg-type]
    parsed = make_document(f"{about}\n{table.caption}\n{table.note}", tables=[table])
    return [finding for finding in extract_findings(parsed) if finding.source == "table"]
