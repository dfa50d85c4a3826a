"""The worked analysis, from the published tables to the report."""

from pathlib import Path

import pytest
from made_up import finding

from almpo.evaluation.example.headlines import naive
from almpo.evaluation.example.report import write_report
from almpo.evidence.findings import Check
from almpo.evidence.settings import Settings
from almpo.evidence.syntheses import HorizonBand
from almpo.evidence.vocabulary import Unit
from almpo.pipeline.workspace import Workspace


def test_the_naive_figure_takes_the_stated_signs() -> None:
    given = {"outcome": "Labour Force Status: X", "unit": Unit.STANDARD_DEVIATIONS, "horizon_months": 6}
    plain = finding(1, estimate=0.2, se=0.1, **given)
    worse = finding(2, estimate=-0.2, se=0.1, higher_is_better=False, **given)
    contradicted = finding(
        3, estimate=-0.2, se=0.1, higher_is_better=True, checks=(Check(code="DIR", passed=False),), **given
    )
    other = finding(4, estimate=9, se=0.1, **{**given, "outcome": "Wages"})
    found = naive([plain, worse, contradicted, other])
    estimate, se, k, i2 = found[HorizonBand.SHORT]
    assert (estimate, k, i2) == (pytest.approx(0.2), 3, 0)
    assert se == pytest.approx(0.1 / 3**0.5)


@pytest.mark.shared
@pytest.mark.slow
def test_the_report_reproduces_the_published_figure(settings: Settings, shared: Path) -> None:
    with Workspace(settings) as workspace:
        text, figures = write_report(workspace, shared / "data", "beside")
    assert [one.name for one in figures] == ["forest", "lock-in", "bubble-study-year", "funnel", "gaps"]
    assert all(f"(beside/{one.name}.svg)" in text for one in figures)
    for line in (
        "| almp_nma_outcome_data.csv | almp-nma | 3229 | 2643 | 586 |",
        "| short | 140 | 0.058 | 0.029 | 99.3 |",
        "| medium | 354 | 0.130 | 0.013 | 98.5 |",
        "| long | 199 | 0.052 | 0.005 | 95.5 |",
        "disagree on the business cycle",
        "- Inconsistency, −2: effects differ widely",
        "| all | 541 | 91 | 6.6 (3.8 to 9.4) |",
    ):
        assert line in text
