"""Rules of mappings."""

import pytest

from almpo.evidence.errors import StatisticsError
from almpo.pipeline.importing.mapping import EstimateRule, FieldRule
from almpo.pipeline.importing.rules import Taken, Unread, estimate, holds, number, take

SHARES = EstimateRule(
    form="proportions",
    columns={
        **{"treated": "p1", "control": "p0", "n_treated": "n1", "n_control": "n0"},
        **{"estimate": "effect", "se": "error"},
    },
)
CELLS = {"p1": "0.6", "p0": "0.5", "n1": "100", "n0": "100"}


@pytest.mark.parametrize(
    ("effect", "error", "se"),
    [
        ("0.1", "0.04", 4.0),  # printed as a share
        ("10", "4", 4.0),  # printed in points
        ("0.11", "0.04", 4.0),  # adjusted for covariates
        ("55", "4", 7.0),  # something else: the binomial error
        (None, "4", 7.0),
        ("0.1", "-0.04", 7.0),
    ],
)
def test_the_printed_effect_tells_the_scale_of_its_error(effect: str | None, error: str, se: float) -> None:
    found = estimate(SHARES, {**CELLS, "effect": effect, "error": error})
    assert found is not None
    assert found.fields["estimate"] == pytest.approx(10)
    assert found.fields["se"] == pytest.approx(se)
    assert found.unit == "percentage_points"


def test_shares_that_are_none_are_refused() -> None:
    with pytest.raises(StatisticsError):
        estimate(SHARES, {**CELLS, "p1": "60"})
    assert estimate(SHARES, {**CELLS, "n1": None}) is None


def test_means_with_deviations_or_errors() -> None:
    columns = {"treated": "m1", "control": "m0", "se_treated": "s1", "sd_control": "d0", "n_control": "n0"}
    rule = EstimateRule(form="means", columns=columns)
    found = estimate(rule, {"m1": "7", "m0": "3", "s1": "3", "d0": "40", "n0": "100"})
    assert found is not None
    assert found.fields == {"estimate": 4, "control_mean": 3, "se": 5}


@pytest.mark.parametrize(
    ("rule", "cells", "expected"),
    [
        ({"value": "x"}, {}, Taken("x", None)),
        ({"column": "a"}, {"a": "x"}, Taken("x", "a")),
        ({"column": "a"}, {"a": None}, None),
        ({"column": "a", "pattern": r"year(\d)", "times": 12}, {"a": "y_year3"}, Taken(36, "a")),
        ({"column": "a", "pattern": r"(\d+)-(\d+)", "midpoint": True}, {"a": "6-12"}, Taken(9, "a")),
        ({"column": "a", "pattern": r"(\d),(\d)"}, {"a": "5,3"}, Taken(("5", "3"), "a")),
        ({"column": "a", "pattern": r"\d"}, {"a": "none"}, Unread("a", "none")),
        ({"column": "a", "translate": "t"}, {"a": "UK"}, Taken("GB", "a")),
        ({"column": "a", "translate": "t"}, {"a": "Mars"}, Unread("a", "Mars")),
        ({"text": "{a}: {b}"}, {"a": "x", "b": "y"}, Taken("x: y", None)),
        ({"text": "{a}: {b}"}, {"a": "x", "b": None}, None),
        ({"flags": "f_"}, {"f_job_search": "1", "f_other": "0"}, Taken("job search", None)),
    ],
)
def test_fields(rule: dict, cells: dict, expected: Taken | Unread | None) -> None:
    assert take(FieldRule(**rule), cells, {"t": {"UK": "GB"}}) == expected


def test_conditions_match_in_full_and_missing_cells_are_empty() -> None:
    rule = FieldRule(value="x", when={"a": "men|male", "b": ""})
    assert holds(rule, {"a": "Male", "b": None})
    assert not holds(rule, {"a": "female", "b": None})
    assert not holds(rule, {"a": "men", "b": "x"})


@pytest.mark.parametrize(
    ("cell", "value"),
    [("1.5", 1.5), ("-.2", -0.2), ("2e-3", 0.002), ("1,5", None), ("12 months", None), ("nan", None)],
)
def test_numbers(cell: str, value: float | None) -> None:
    assert number(cell) == value


def test_a_rule_has_one_kind() -> None:
    with pytest.raises(ValueError, match="exactly one"):
        FieldRule(value="x", column="y")
