"""Which effects may stand together."""

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_up import finding, spread_findings

from almpo.evidence.findings import Alternative, Check, Reading
from almpo.evidence.syntheses import HorizonBand, SynthesisQuery, UnitFamily
from almpo.evidence.vocabulary import (
    Design,
    Estimand,
    FindingStatus,
    Origin,
    OutcomeGroup,
    ProgrammeType,
    Unit,
)
from almpo.synthesis.harmonise import harmonise

EMPLOYMENT = SynthesisQuery(outcome=OutcomeGroup.EMPLOYMENT)


@pytest.mark.parametrize(
    ("fields", "unit", "value", "se"),
    [
        ({"estimate": 0.03, "se": 0.01, "unit": Unit.PROBABILITY}, UnitFamily.POINTS, 3, 1),
        ({"estimate": 0.1, "se": 0.02, "unit": Unit.LOG_POINTS}, UnitFamily.PERCENT, 10.517, 2.2103),
        (
            {"estimate": 50, "se": 10, "unit": Unit.CURRENCY, "control_mean": 1000},
            UnitFamily.PERCENT,
            5,
            1,
        ),
        ({"estimate": 1.2, "se": 0.12, "unit": Unit.HAZARD_RATIO}, UnitFamily.LOG_HAZARD, 0.18232, 0.1),
        (
            {"estimate": 1.2, "se": None, "ci_low": 1.0, "ci_high": 1.44, "unit": Unit.HAZARD_RATIO},
            UnitFamily.LOG_HAZARD,
            math.log(1.2),
            math.log(1.44) / (2 * 1.959964),
        ),
        ({"estimate": 2, "se": 1, "unit": Unit.WEEKS}, UnitFamily.DAYS, 14, 7),
    ],
)
def test_one_unit(fields: dict[str, Any], unit: UnitFamily, value: float, se: float) -> None:
    (effect,) = harmonise([finding(1, **fields)], EMPLOYMENT.model_copy(update={"unit": unit})).effects
    assert effect.value == pytest.approx(value, rel=1e-4)
    assert effect.se == pytest.approx(se, rel=1e-4)


@pytest.mark.parametrize(
    ("fields", "source", "bound"),
    [
        ({"se": None, "t": 2.0}, "t", False),
        ({"se": None, "ci_low": 1.0, "ci_high": 5.0}, "ci", False),
        ({"se": None, "p": 0.01}, "p", False),
        ({"se": None, "p_low": 0.0, "p_high": 0.01}, "p range", True),
        ({"se": None, "stars": "**"}, "stars", True),
        ({"se": 0.0, "t": 3.0}, "t", False),
    ],
)
def test_standard_errors_from_what_is_printed(fields: dict[str, Any], source: str, bound: bool) -> None:
    (effect,) = harmonise([finding(1, **fields)], EMPLOYMENT).effects
    assert (effect.se_source, effect.se_is_bound) == (source, bound)
    assert 0 < effect.se < 3


@pytest.mark.parametrize(
    ("fields", "query", "code"),
    [
        ({"se": None}, {}, "no_standard_error"),
        ({"se": 0.0}, {}, "no_standard_error"),
        ({"unit": Unit.CURRENCY}, {}, "unit"),
        ({"unit": None}, {}, "unit"),
        ({"estimate": 130.0}, {}, "impossible"),
        ({"status": FindingStatus.REJECTED}, {}, "rejected"),
        ({"comparator": "another training"}, {}, "comparator"),
        ({"estimand": Estimand.LATE}, {}, "estimand"),
        ({"horizon_months": 30}, {"horizon": HorizonBand.SHORT}, "horizon"),
        ({}, {"horizon": HorizonBand.SHORT}, "horizon_unknown"),
        ({"design": Design.BEFORE_AFTER}, {"min_strength": 3}, "design"),
        ({}, {"min_strength": 1}, "design"),
        ({}, {"validated_only": True}, "not_validated"),
        ({"checks": (Check(code="DIR", passed=False),)}, {}, "direction"),
    ],
)
def test_what_is_left_out_says_why(fields: dict[str, Any], query: dict[str, Any], code: str) -> None:
    found = harmonise([finding(1, **fields)], EMPLOYMENT.model_copy(update=query))
    assert found.effects == ()
    assert [one.code for one in found.left_out] == [code]
    assert found.left_out[0].reason


def test_superseded_documents_are_left_out() -> None:
    one = finding(1)
    found = harmonise([one], EMPLOYMENT, frozenset({one.document_id}))
    assert [left.code for left in found.left_out] == ["superseded"]


@pytest.mark.parametrize("group", [group for group in OutcomeGroup if group != OutcomeGroup.EMPLOYMENT])
def test_never_across_outcome_groups(group: OutcomeGroup) -> None:
    found = harmonise([finding(1, outcome_group=group)], EMPLOYMENT)
    assert found.effects == found.left_out == ()


@pytest.mark.parametrize(
    ("fields", "sign"),
    [
        ({}, 1),
        ({"outcome_group": OutcomeGroup.BENEFIT_RECEIPT}, -1),
        ({"outcome_group": OutcomeGroup.BENEFIT_RECEIPT, "higher_is_better": True}, 1),
    ],
)
def test_positive_is_favourable(fields: dict[str, Any], sign: int) -> None:
    one = finding(1, **fields)
    assert one.outcome_group is not None
    (effect,) = harmonise([one], SynthesisQuery(outcome=one.outcome_group)).effects
    assert effect.value == sign * one.estimate


def test_programmes_countries_and_designs_choose() -> None:
    ours = finding(1, lmp=ProgrammeType.TRAINING, country="AT", design=Design.RCT)
    query = EMPLOYMENT.model_copy(update={"programmes": ("2",), "countries": ("AT",), "designs": ("RCT",)})
    found = harmonise([ours, finding(2, country="AT"), finding(3, lmp=ProgrammeType.TRAINING)], query)
    assert [effect.finding_id for effect in found.effects] == [ours.id]


def test_the_same_effect_counts_once_and_the_validated_reading_stays() -> None:
    text = finding(1, study="a-2020-AT", source="text")
    table = finding(2, study="a-2020-AT", status=FindingStatus.VALIDATED)
    other = finding(3, study="b-2020-AT")
    found = harmonise([text, table, other], EMPLOYMENT)
    assert {effect.finding_id for effect in found.effects} == {table.id, other.id}
    assert [(one.finding_id, one.code) for one in found.left_out] == [(text.id, "duplicate")]


def test_chances_of_being_right() -> None:
    alternatives = (Alternative(value=30.0, probability=0.5), Alternative(value="x", probability=0.1))
    doubtful = finding(
        1, confidence=0.8, readings={"estimate": Reading(raw="3.0", alternatives=alternatives)}
    )
    unknown = finding(2, confidence=None)
    coded = finding(3, confidence=None, origin=Origin.IMPORT)
    checked = finding(4, confidence=0.3, status=FindingStatus.VALIDATED)
    effects = harmonise([doubtful, unknown, coded, checked], EMPLOYMENT).effects
    assert [effect.probability for effect in effects] == [0.8, 0.5, 1.0, 1.0]
    assert effects[0].alternatives == ((30.0, pytest.approx(0.2)),)


@given(st.permutations(range(12)))
def test_order_does_not_matter(order: list[int]) -> None:
    found = spread_findings(6, 2)
    assert harmonise([found[i] for i in order], EMPLOYMENT) == harmonise(found, EMPLOYMENT)
