import pytest

from almpo.evaluation.parity.tally import Tally, deviations
from almpo.evidence.errors import StatisticsError


def refuse():
    raise StatisticsError("too_few", "no")


def test_deviations_are_relative_except_around_zero():
    assert deviations([1.0, 200.0], [1.0, 100.0]) == [0.0, 1.0]
    assert deviations(3e-12, 1e-12) == [pytest.approx(2e-12)]
    assert deviations(1e-3, 0.0) == [1e-3]
    assert deviations([1.0], [1.0, 2.0]) == [float("inf")]
    assert deviations(float("nan"), 1.0) == [float("inf")]
    assert deviations([1.0, 7.0], [1.0, None]) == [0.0]


def test_counts_values_refusals_and_the_worst():
    tally = Tally({"m": "why"})
    tally.compare("m", "one", {"b": 1.0, "se": [2.0, 4.0], "extra": 5}, lambda: {"b": 1.0, "se": [2.0, 4.4]})
    tally.compare("m", "two", {"error": "no"}, refuse)
    tally.compare("m", "three", {"b": 1.0}, refuse)
    tally.at_least("m", "likelihood", -3.0, -2.5)
    (row,) = tally.rows()
    assert (row.values, row.within, row.both_refused) == (4, 2, 1)
    assert row.worst == pytest.approx(0.5)
    assert row.worst_at == "likelihood"
    assert row.refused == ("three: no",)
    assert row.note == "why"
