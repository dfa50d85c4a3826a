"""From the files of the synthetic reports to findings and answers, against their truth number for number."""

from pathlib import Path

import pytest

from almpo.evaluation.cells import read_gold as read_cells
from almpo.evaluation.cells import score_cells
from almpo.evaluation.extraction import read_gold, score_extraction
from almpo.evidence.settings import Settings
from almpo.evidence.store.findings import FindingFilter
from almpo.extraction.export import flat
from almpo.ingestion.tables.export import cells_by_page
from almpo.measures.numbers import parse_number
from almpo.pipeline.workspace import Workspace

TRUTH = Path(__file__).resolve().parents[2] / "eval_sets" / "samples"


@pytest.fixture(scope="module")
def workspace(sample_home: Path):
    with Workspace(Settings(home=sample_home)) as opened:
        yield opened


def test_every_cell_of_every_table(workspace: Workspace) -> None:
    read = {}
    with workspace.store.read() as unit:
        for document in unit.documents.all():
            pages = cells_by_page(document.name.removesuffix(".pdf"), unit.documents.tables(document.id))
            read.update({key: page["tables"] for key, page in pages.items()})
    score = score_cells(read_cells(TRUTH / "tables" / "cells.txt"), read)
    assert (score.f1, score.pair) == (1.0, 1.0)


def test_effects_are_found_and_nothing_else_is_presented(workspace: Workspace) -> None:
    with workspace.store.read() as unit:
        names = {document.id: document.name for document in unit.documents.all()}
        rows = [flat(found, names[found.document_id]) for found in unit.findings.filter(FindingFilter())]
    micro = score_extraction(read_gold(TRUTH), rows).micro
    assert micro.recall >= 0.97
    assert micro.precision >= 0.97
    assert micro.kind >= 0.99


def test_every_estimate_stands_where_its_anchor_says(workspace: Workspace) -> None:
    with workspace.store.read() as unit:
        findings = list(unit.findings.filter(FindingFilter(effects_only=True)))
        assert len(findings) > 300
        for finding in findings:
            anchor = finding.anchor
            assert anchor is not None
            page = unit.documents.page(finding.document_id, anchor.page, words=False)
            assert page.text[anchor.start : anchor.end] == anchor.quote
            if finding.source == "table":
                raw = finding.readings["estimate"].raw.strip().replace("−", "-")
                assert anchor.quote.replace("−", "-").startswith(raw)
                assert finding.estimate in {
                    printed.value for mark in ".," if (printed := parse_number(raw, mark)) is not None
                }
