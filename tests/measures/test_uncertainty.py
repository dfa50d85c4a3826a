"""Conversions agree with the normal and t distributions; the kind follows from the numbers."""

import itertools
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from almpo.evidence.vocabulary import UncertaintyKind
from almpo.measures.numbers import decimal_convention, parse_number
from almpo.measures.uncertainty import (
    COMMON_LEGEND,
    Pair,
    Quantity,
    StarLegend,
    ci_from_se,
    contradicts_stars,
    critical_value,
    kind_of,
    se_from_ci,
    se_from_p,
    se_from_t,
    two_sided_p,
)

SE, T, P = UncertaintyKind.STANDARD_ERROR, UncertaintyKind.T_STATISTIC, UncertaintyKind.P_VALUE


def test_known_values():
    assert two_sided_p(1.959964) == pytest.approx(0.05, abs=1e-6)
    assert two_sided_p(2.228, df=10) == pytest.approx(0.05, abs=1e-4)
    assert critical_value(0.9) == pytest.approx(1.644854, abs=1e-6)
    with pytest.raises(ValueError, match="between 0 and 1"):
        critical_value(95)


@given(st.floats(-100, 100), st.floats(0.01, 50), st.floats(0.5, 0.99))
def test_intervals_and_standard_errors_are_inverse(estimate, se, level):
    interval = ci_from_se(estimate, se, level)
    assert se_from_ci(interval.low, interval.high, level) == pytest.approx(se)


@given(st.floats(0.01, 100), st.floats(0.1, 50))
def test_se_comes_back_from_t_and_p(estimate, se):
    t = estimate / se
    assert se_from_t(estimate, t) == pytest.approx(se)
    p = two_sided_p(t)
    if 1e-300 < p < 0.999:
        assert se_from_p(estimate, p) == pytest.approx(se, rel=1e-6)


def test_nothing_follows_from_t_of_zero_or_p_of_one():
    assert se_from_t(0.1, 0) is None
    assert se_from_p(0.1, 1.0) is None


def star(p: float) -> str:
    return next((mark for mark, level in reversed(COMMON_LEGEND.levels) if p < level), "")


@given(st.lists(st.tuples(st.floats(-2, 2), st.floats(0.05, 1)), min_size=1, max_size=10))
def test_correct_stars_never_contradict(effects):
    for estimate, se in effects:
        marks = star(two_sided_p(estimate / se))
        rounded = Quantity(round(estimate, 3), 3)
        assert not contradicts_stars(Pair(rounded, Quantity(round(se, 3), 3), marks), SE, COMMON_LEGEND)
        t = Quantity(round(estimate / se, 2), 2)
        assert not contradicts_stars(Pair(rounded, t, marks), T, COMMON_LEGEND)


def test_p_ranges_of_marks():
    legend = StarLegend((("+", 0.1), ("*", 0.05), ("***", 0.001), ("**", 0.01)))
    assert legend.p_range("*") == (0.01, 0.05)
    assert legend.p_range("***") == (0.0, 0.001)
    assert legend.p_range("") == (0.1, 1.0)
    assert legend.p_range("†") is None


def pairs(rows: list[tuple[float, float, str]]) -> list[Pair]:
    return [Pair(Quantity(b, 2), Quantity(u, 2), marks) for b, u, marks in rows]


def test_a_negative_parenthesis_is_a_t_value():
    verdict = kind_of(pairs([(-0.56, -2.17, "**"), (0.34, 1.53, ""), (0.99, 2.65, "**")]))
    assert verdict.kind is T


def test_arithmetic_overrules_a_copied_note():
    rows = pairs([(-0.56, -2.17, "**"), (0.34, 1.53, ""), (0.99, 2.65, "**"), (0.54, 3.09, "***")])
    assert kind_of(rows, noted=SE).kind is T


def test_a_note_stands_where_arithmetic_has_nothing_to_say():
    rows = pairs([(0.12, 0.03, ""), (0.20, 0.50, "")])
    assert kind_of(rows, noted=P).kind is P
    assert kind_of(rows).kind is SE
    assert kind_of(rows, noted=UncertaintyKind.STANDARD_DEVIATION).kind is UncertaintyKind.STANDARD_DEVIATION


def test_p_values_are_told_from_standard_errors_by_stars():
    rows = pairs([(1.2, 0.03, "**"), (0.9, 0.04, "**"), (0.2, 0.45, ""), (0.1, 0.77, ""), (2.2, 0.00, "***")])
    assert kind_of(rows).kind is P


@pytest.mark.shared
def test_kinds_of_real_starred_tables(shared):
    """The kind annotated in the gold tables is found from numbers and stars alone."""
    blocks = (shared / "gold/tables/cells.txt").read_text(encoding="utf-8").split("@ ")[1:]
    wrong = [head for head, verdict, kind in map(_verdict, blocks) if kind is not None and verdict != kind]
    assert wrong == []


def _verdict(block: str) -> tuple[str, str, str | None]:
    head, *lines = block.strip().split("\n")
    rows = [[cell.strip() for cell in line.split("|")] for line in lines]
    decimal = decimal_convention([cell for row in rows for cell in row])
    found = []
    for upper, lower in itertools.pairwise(rows):
        for above, below in zip(upper[1:], lower[1:], strict=False):
            first, second = parse_number(above, decimal), parse_number(below, decimal)
            if first and second and not first.wrapping and second.wrapping:
                found.append(
                    Pair(
                        Quantity(first.value, first.decimals),
                        Quantity(second.value, second.decimals),
                        first.stars or second.stars,
                    )
                )
    starred = sum(bool(pair.stars) for pair in found) >= 3
    kind = head.rpartition("paren=")[2] if "paren=" in head and starred else None
    return head, kind_of(found).kind.value, kind if kind in ("se", "t", "p") else None


def test_infinite_ratios_are_handled():
    assert not math.isnan(kind_of(pairs([(0.1, 0.0, "***"), (0.0, 0.0, "")])).confidence)
