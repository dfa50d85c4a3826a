"""A synthetic page, finding and citations on which the gate is tried."""

import pytest

from almpo.evidence.answers import Citation
from almpo.evidence.findings import Finding, Reading
from almpo.evidence.vocabulary import OutcomeGroup, Unit
from almpo.synthesis.sources import Source

PAGE = """4 Results (synthetic)
The training voucher raised employment by 2.0 percentage points
(s.e. 0.8) after 12 months, from 41.3% in the control group. Earnings fell by
1,250 euros a year; half of the partici-
pants found this fair. In the second arm the effect was -14.6 points.

Table 3: Effects after 24 months
            Employment   Earnings
Voucher     0.021**      −1,250
            (0.008)      (410)
N           10,714       10,714
"""


@pytest.fixture
def page() -> str:
    return PAGE


@pytest.fixture
def quote() -> str:
    return (
        "The training voucher raised employment by 2.0 percentage points\n"
        "(s.e. 0.8) after 12 months, from 41.3% in the control group."
    )


@pytest.fixture
def finding() -> Finding:
    printed = {"estimate": "0.021**", "se": "(0.008)", "n": "10,714"}
    return Finding(
        id="f" * 32,
        document_id="d" * 64,
        source="table",
        page=1,
        table="Table 3",
        row_label="Voucher",
        column_label="Employment",
        estimate=0.021,
        se=0.008,
        n=10714,
        outcome_group=OutcomeGroup.EMPLOYMENT,
        unit=Unit.PROBABILITY,
        readings={field: Reading(raw=raw) for field, raw in printed.items()},
        extractor="test",
    )


@pytest.fixture
def quote_citation(quote: str) -> Citation:
    return Citation(document_id="d" * 64, document="voucher.pdf", page=1, quote=quote)


@pytest.fixture
def finding_citation(finding: Finding) -> Citation:
    return Citation(document_id="d" * 64, document="voucher.pdf", page=1, finding_id=finding.id)


@pytest.fixture
def text_source(page: str) -> Source:
    return Source(page, "en")


@pytest.fixture
def finding_source(page: str, finding: Finding) -> Source:
    return Source(page, "en", finding)
