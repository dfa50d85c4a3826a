import pytest
from hypothesis import given
from hypothesis import strategies as st

from almpo.evidence.vocabulary import OutcomeGroup, Unit
from almpo.synthesis.verdicts import Verdict, outcome_told, verdict
from tests.support.evidence import made_finding


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"estimate": 0.04, "se": 0.01}, Verdict.UP),
        ({"estimate": -0.04, "se": 0.01}, Verdict.DOWN),
        ({"estimate": 0.01, "se": 0.01}, Verdict.NONE),
        ({"estimate": 0.04, "se": None, "t": 2.4}, Verdict.UP),
        ({"estimate": 0.04, "se": None, "p": 0.2}, Verdict.NONE),
        ({"estimate": 0.04, "se": None, "ci_low": 0.01, "ci_high": 0.07}, Verdict.UP),
        ({"estimate": 0.04, "se": None, "ci_low": -0.01, "ci_high": 0.09}, Verdict.NONE),
        ({"estimate": 0.04, "se": None, "stars": "**"}, Verdict.UP),
        ({"estimate": 0.04, "se": None, "stars": "*"}, None),
        ({"estimate": 0.04, "se": None}, None),
        ({"estimate": 0.7, "se": 0.1, "unit": Unit.HAZARD_RATIO}, Verdict.DOWN),
        ({"estimate": 1.1, "se": 0.1, "unit": Unit.HAZARD_RATIO}, Verdict.NONE),
    ],
)
def test_the_printed_test_decides(fields: dict[str, object], says: Verdict | None) -> None:
    assert verdict(made_finding(**fields)) == says


@pytest.mark.parametrize(
    "fields",
    [
        {"unit": Unit.RATE, "estimate": 0.8, "se": 0.05},
        {"row_label": "Odds ratio", "estimate": 0.8, "se": 0.05},
        {"column_label": "(1) | HR", "estimate": 0.8, "se": 0.05},
        {"estimate": 0.003, "se": 0.002, "stars": "**"},
    ],
)
def test_what_cannot_be_told_has_no_verdict(fields: dict[str, object]) -> None:
    """Ratios whose level of no effect is not known, and stars that contradict the standard error."""
    assert verdict(made_finding(**fields)) is None


def test_a_printed_p_value_outranks_what_the_standard_error_suggests() -> None:
    """Randomisation inference prints both, and its p-value is the test."""
    assert verdict(made_finding(estimate=0.148, se=0.076, p=0.033)) is Verdict.UP


@given(st.floats(-50, 50), st.floats(0.01, 10))
def test_the_sign_turns_the_verdict_round(estimate: float, se: float) -> None:
    turned = {Verdict.UP: Verdict.DOWN, Verdict.DOWN: Verdict.UP, Verdict.NONE: Verdict.NONE}
    found = verdict(made_finding(estimate=estimate, se=se))
    assert found is not None
    assert verdict(made_finding(estimate=-estimate, se=se)) == turned[found]


def test_a_hazard_of_unemployment_is_one_of_leaving_it() -> None:
    hazard = made_finding(outcome_group=OutcomeGroup.UNEMPLOYMENT_DURATION, unit=Unit.LOG_HAZARD)
    assert outcome_told(hazard) is OutcomeGroup.UNEMPLOYMENT_EXIT


@pytest.mark.parametrize(
    ("group", "unit", "estimate"),
    [
        (OutcomeGroup.EMPLOYMENT, Unit.CURRENCY, 12.0),
        (OutcomeGroup.EMPLOYMENT, None, 4035.0),
        (OutcomeGroup.EARNINGS, Unit.PERCENTAGE_POINTS, 2.0),
        (None, None, 1.0),
    ],
)
def test_what_cannot_be_an_effect_on_the_outcome_is_not_told(
    group: OutcomeGroup | None, unit: Unit | None, estimate: float
) -> None:
    assert outcome_told(made_finding(outcome_group=group, unit=unit, estimate=estimate)) is None


def test_days_in_work_may_be_many() -> None:
    days = made_finding(outcome_group=OutcomeGroup.EMPLOYMENT, unit=Unit.DAYS, estimate=140.0)
    assert outcome_told(days) is OutcomeGroup.EMPLOYMENT
