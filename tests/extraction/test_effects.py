"""What is presented as a programme effect, and what is not."""

import pytest
from finding_tables import read_table

from almpo.evidence.findings import Finding

NOTE = "Standard errors in parentheses. *** p<0.01, ** p<0.05, * p<0.1."
EFFECT = "| Employed | Earnings\nTreated | 0.04** | 120\n | (0.02) | (98)"


def presented(found: list[Finding]) -> list[float]:
    return [f.estimate for f in found if f.treatment_effect is not False]


def test_a_plain_effect_is_presented() -> None:
    assert presented(read_table(EFFECT, note=NOTE)) == [0.04, 120]


@pytest.mark.parametrize(
    "caption",
    [
        "Balance of covariates at baseline",
        "Placebo test: effects before the programme",
        "First stage: effect of assignment on participation",
        "Descriptive statistics",
        "Ausgleich der Kovariaten vor Programmbeginn",
    ],
)
def test_tables_of_other_things_are_not(caption: str) -> None:
    assert presented(read_table(EFFECT, note=NOTE, caption=caption)) == []


def test_a_correlation_matrix_holds_no_effects() -> None:
    rows = "| Age | Income | Hours\nAge | 1.00 | |\nIncome | 0.31 | 1.00 |\nHours | 0.12 | 0.44 | 1.00"
    assert presented(read_table(rows, caption="Correlation matrix")) == []


def test_a_table_of_means_holds_no_effects() -> None:
    rows = "| Mean | SD | N\nAge | 41.20 | 9.80 | 1,204\nFemale | 0.48 | 0.50 | 1,204"
    assert presented(read_table(rows, caption="Summary statistics of the sample")) == []


def test_a_paper_on_another_topic_presents_none() -> None:
    about = (
        "Abstract. We study how exchange rates move with commodity prices. Monetary policy shocks are identified "
        "from high-frequency futures. Bond yields respond strongly; the response of inflation is slower. "
    ) * 8
    rows = "| Yield | Inflation\nTreatment shock | 0.04** | 0.12\n | (0.02) | (0.10)"
    assert presented(read_table(rows, note=NOTE, about=about, caption="Bond yields and inflation")) == []


def test_a_table_without_labels_is_not_trusted() -> None:
    rows = "| 1.0 | 2.0 | 3.0\n| 4.0 | 5.0 | 6.0\n| 7.0 | 8.0 | 9.0"
    assert presented(read_table(rows, heads=0, caption="Figure 3: axis")) == []
