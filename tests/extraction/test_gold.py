"""The figures on the development gold do not fall."""

from pathlib import Path

import pytest

from almpo.evaluation.extraction import read_gold, score_extraction
from almpo.extraction.export import flat
from almpo.extraction.extract import extract_findings
from almpo.ingestion.parse import parse
from almpo.ingestion.parsers.base import ParseOptions


@pytest.mark.slow
@pytest.mark.shared
@pytest.mark.parametrize("stem", ["lehner_reframing_almp_vouchers_austria", "imbens_xu_lalonde_table_nsw"])
def test_effects_of_a_real_report(shared: Path, stem: str) -> None:
    path = shared / "corpus" / f"{stem}.pdf"
    parsed = parse(path, "d", "application/pdf", ParseOptions(ocr="none"))
    gold = [document for document in read_gold(shared / "gold") if document.name == path.name]
    rows = [flat(finding, path.name) for finding in extract_findings(parsed)]
    figures = score_extraction(gold, rows).micro
    assert figures.recall >= 0.95
    assert figures.precision >= 0.93
    assert figures.kind >= 0.98
