"""Input as bad as it comes: a clear result or a clear refusal, never a silent NaN."""

import math
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_up import finding, spread_findings

from almpo.evidence.findings import Finding
from almpo.evidence.syntheses import PooledResult, SynthesisQuery, UnitFamily
from almpo.evidence.vocabulary import OutcomeGroup, Unit
from almpo.synthesis.pool import gather_inputs, pool_inputs

QUERY = SynthesisQuery(outcome=OutcomeGroup.EMPLOYMENT, imputations=2)


def pooled(findings: list[Finding], query: SynthesisQuery = QUERY) -> PooledResult:
    return pool_inputs(query, gather_inputs(findings, query, corpus="c"))


def left_out(result: PooledResult) -> list[str]:
    return [one.code for one in result.inputs.left_out]


def test_no_study() -> None:
    result = pooled([])
    assert result.estimated is None
    assert result.refusal == "There is no study to pool."


@pytest.mark.parametrize("se", [None, 0.0, -1.0])
def test_no_usable_standard_error(se: float | None) -> None:
    result = pooled([finding(1, se=se), finding(2)])
    assert left_out(result) == ["no_standard_error"]
    assert result.k_effects == 1


def test_one_study_told_three_times_counts_once() -> None:
    same: dict[str, Any] = {"study": "a"}
    result = pooled(
        [finding(1, **same), finding(2, source="text", **same), finding(3, document_id="e" * 64, **same)]
    )
    assert (result.k_effects, left_out(result)) == (1, ["duplicate", "duplicate"])


def test_two_hundred_estimates_of_one_study_do_not_outvote_six_studies() -> None:
    many = [finding(key, study="many", estimate=20 + 0.001 * key) for key in range(200)]
    few = [finding(1000 + key, estimate=1.0 + 0.1 * key) for key in range(6)]
    result = pooled([*many, *few])
    assert result.estimated is not None
    share = sum(one.weight for one in result.estimated.weights if one.study == "many")
    assert 0.05 < share < 0.3
    assert pooled(many).estimated is not None
    alone = pooled(many).estimated
    assert alone is not None
    assert alone.se > 0.7  # of estimates with a standard error of 1 that share people: hardly below it


def test_units_that_do_not_go_together() -> None:
    mixed = [
        finding(1, unit=Unit.PROBABILITY, estimate=0.03, se=0.01),
        finding(2),
        finding(3, unit=Unit.LOG_POINTS),
        finding(4, unit=None),
        finding(5, unit=Unit.CURRENCY),
    ]
    result = pooled(mixed)
    assert (result.k_effects, left_out(result)) == (2, ["unit"] * 3)
    assert result.estimated is not None
    assert result.estimated.estimate == pytest.approx(3)


@pytest.mark.parametrize("estimates", [1, 2])
def test_effects_that_are_all_the_same_do_not_look_certain(estimates: int) -> None:
    """τ² at the border: the interval is not narrower than sampling errors allow."""
    alike = [
        finding(key, study=f"s{key // estimates}", horizon_months=float(key % estimates))
        for key in range(8 * estimates)
    ]
    result = pooled(alike).estimated
    assert result is not None
    assert result.tau2 == 0
    assert result.se > 0.25  # eight studies with a standard error of 1
    assert result.interval.high - result.interval.low > 1


def test_one_absurdly_precise_effect_is_refused() -> None:
    result = pooled([*spread_findings(8), finding(99, se=1e-8)])
    assert result.estimated is None
    assert result.refusal is not None
    assert "so much more precise" in result.refusal


def test_what_cannot_be_is_left_out() -> None:
    result = pooled([finding(1, estimate=1e150), finding(2, se=1e140), finding(3)])
    assert left_out(result) == ["impossible", "impossible"]
    earnings = {"outcome_group": OutcomeGroup.EARNINGS, "unit": Unit.LOG_POINTS}
    huge = pooled([finding(1, estimate=800.0, **earnings)], SynthesisQuery(outcome=OutcomeGroup.EARNINGS))
    assert left_out(huge) == ["out_of_range"]


COMPARABLE = {
    UnitFamily.POINTS: Unit.PERCENTAGE_POINTS,
    UnitFamily.PERCENT: Unit.LOG_POINTS,
    UnitFamily.STANDARD_DEVIATIONS: Unit.STANDARD_DEVIATIONS,
    UnitFamily.LOG_HAZARD: Unit.HAZARD_RATIO,
    UnitFamily.DAYS: Unit.MONTHS,
}
NUMBER = st.one_of(
    st.floats(-50, 50),
    st.floats(allow_nan=False, allow_infinity=False),
    st.sampled_from([0.0, 1e-300, 1e300, -1e300]),
)
ERROR = st.one_of(st.none(), st.floats(0.1, 20), st.floats(0, 1e308), st.sampled_from([0.0, 1e-300, 1e-9]))


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(NUMBER, ERROR, st.integers(0, 9)), max_size=14),
    st.sampled_from(list(COMPARABLE.items())),
)
def test_never_a_silent_nan(
    rows: list[tuple[float, float | None, int]], units: tuple[UnitFamily, Unit]
) -> None:
    family, unit = units
    found = [
        finding(key, estimate=estimate, se=se, study=f"s{study}", unit=unit, horizon_months=float(key))
        for key, (estimate, se, study) in enumerate(rows)
    ]
    result = pooled(found, QUERY.model_copy(update={"unit": family}))
    assert len(result.inputs.effects) + len(result.inputs.left_out) == len(found)
    if result.estimated is None:
        assert result.refusal
        return
    ours = result.estimated
    assert all(map(math.isfinite, (ours.estimate, ours.se, ours.interval.low, ours.interval.high)))
    assert ours.interval.low <= ours.estimate <= ours.interval.high
    assert ours.se > 0
