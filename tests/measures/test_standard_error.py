"""The standard error of a finding, and the strength of its design."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_up import finding

from almpo.evidence.vocabulary import Design
from almpo.measures.standard_error import standard_error
from almpo.measures.strength import design_strength


@pytest.mark.parametrize(
    ("fields", "value", "source"),
    [
        ({"se": 1.5, "t": 9.0}, 1.5, "se"),
        ({"ci_low": 1.040036, "ci_high": 4.959964}, 1.0, "ci"),
        ({"t": -2.0}, 1.5, "t"),
        ({"p": 0.0455003}, 1.5, "p"),
        ({"p_high": 0.0455003}, 1.5, "p range"),
        ({"stars": "*"}, 3 / 1.644854, "stars"),
    ],
)
def test_from_the_best_that_is_printed(fields: dict[str, Any], value: float, source: str) -> None:
    found = standard_error(finding(1, **{"se": None, **fields}))
    assert found is not None
    assert (found.value, found.source) == (pytest.approx(value, rel=1e-5), source)
    assert (found.bound == "at_most") == (source in ("p range", "stars"))


@pytest.mark.parametrize(
    "fields", [{}, {"se": 0.0}, {"se": -1.0}, {"p": 0.0}, {"p": 1.0}, {"t": 0.0}, {"stars": "+"}]
)
def test_none_where_nothing_is_usable(fields: dict[str, Any]) -> None:
    assert standard_error(finding(1, **{"se": None, **fields})) is None


@given(st.floats(0.001, 0.2), st.floats(0.0001, 1))
def test_a_bound_is_never_below_the_truth(below: float, share: float) -> None:
    bound = standard_error(finding(1, se=None, p_high=below))
    truth = standard_error(finding(1, se=None, p=below * share))
    assert bound is not None
    assert truth is not None
    assert bound.value >= truth.value


def test_design_strength() -> None:
    assert design_strength(finding(1, design=Design.RCT)) == 5
    assert design_strength(finding(1, design=Design.RCT, maryland=(5, 3))) == 3
    assert design_strength(finding(1)) is None
    assert design_strength(finding(1, design=Design.OTHER)) is None
