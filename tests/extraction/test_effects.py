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


@pytest.mark.parametrize(
    "caption",
    [
        "Logit estimates of participation in the programme",
        "Probitmodell der Teilnahme an der Maßnahme",
        "Oszacowania modelu logitowego: prawdopodobieństwo udziału w stażu",
        "Differences between programmes in effects on employment",
    ],
)
def test_models_of_participation_and_contrasts_of_programmes_are_not(caption: str) -> None:
    assert presented(read_table(EFFECT, note=NOTE, caption=caption)) == []


def test_a_probit_of_employment_on_participation_is() -> None:
    caption = "Probit estimates of the effect of participation on employment"
    assert presented(read_table(EFFECT, note=NOTE, caption=caption)) == [0.04, 120]


def test_periods_before_the_reform_are_no_effects() -> None:
    rows = "| Employed\nt = -2 | 0.01\n | (0.02)\nt = 0 | 0.03\n | (0.02)\nt = 1 | 0.05**\n | (0.02)"
    assert presented(read_table(rows, note=NOTE)) == [0.03, 0.05]


def test_group_times_period_is_the_effect_of_a_difference_in_differences_whatever_the_group() -> None:
    rows = "| Employed\nRefugee x Post | 0.03\n | (0.02)\nRefugee | -0.07\n | (0.02)\nPost | 0.01\n | (0.02)"
    caption = "Difference-in-differences estimates"
    assert presented(read_table(rows, note=NOTE, caption=caption)) == [0.03]


def test_panels_without_an_interaction_keep_their_effects() -> None:
    rows = (
        "| Employed\nPanel A. Reduced form\nEligible x post | 0.02\n | (0.01)\n"
        "Panel B. 2SLS\nSubsidised employment | 0.07**\n | (0.03)"
    )
    assert presented(read_table(rows, note=NOTE)) == [0.02, 0.07]


def test_subgroups_by_education_are_no_balance_table() -> None:
    rows = (
        "| Program group | Control group | Difference | Standard error\n"
        "No high school diploma | 49.0 | 47.2 | 1.8 | 2.0\n"
        "High school diploma | 55.1 | 57.1 | -2.0 | 1.6\nFull sample | 36.6 | 36.1 | 0.5 | 2.3"
    )
    caption = "Impacts on quarterly employment by education"
    assert presented(read_table(rows, caption=caption)) == [1.8, -2.0, 0.5]


def test_control_variables_of_marginal_effects_are_none() -> None:
    labels = ("Training participation", "Female", "Immigrant", "Tertiary education", "Intercept")
    rows = "| Probit (marginal effects)\n" + "\n".join(f"{label} | 0.04\n | (0.02)" for label in labels)
    assert len(presented(read_table(rows, note=NOTE, caption="Full regression results"))) == 1


def test_effects_of_groups_less_the_average_are_none() -> None:
    rows = (
        "| GATE | GATE - ATE\nWomen | 0.42 | 0.11\n | (0.10) | (0.06)\nMen | 0.20 | -0.11\n | (0.10) | (0.06)"
    )
    assert presented(read_table(rows, note=NOTE)) == [0.42, 0.20]


def test_a_label_that_is_a_word_for_overviews_says_nothing_of_the_table() -> None:
    rows = "| Beschäftigt\nLohnkostenzuschuss | 0.04\n | (0.02)"
    found = read_table(rows, note=NOTE, label="Übersicht 3", caption="Übersicht 3 Wirkungen der Förderung")
    assert presented(found) == [0.04]


def test_tests_bandwidths_and_means_beside_effects_are_none() -> None:
    rows = (
        "| Employed | F-test (p)\nWon lottery | 0.04 | 0.213\n | (0.02) |\nRetraining | 0.05 | 0.110\n | (0.02) |\n"
        "Ancho de banda | 3.1 |\nPre-reform mean | 0.31 |"
    )
    assert presented(read_table(rows, note=NOTE)) == [0.04, 0.05]
