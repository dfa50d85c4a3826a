"""Calibration figures on cases worked out by hand."""

import pytest

from almpo.evaluation.calibration import calibration


def test_figures_by_hand():
    found = calibration([(0.9, True), (0.9, True), (0.6, False), (0.2, False), (None, True)])
    assert found is not None
    assert found.ece == pytest.approx((abs(1.8 - 2) + 0.6 + 0.2) / 4)
    assert found.brier == pytest.approx((0.01 + 0.01 + 0.36 + 0.04) / 4)
    assert found.auroc == 1.0
    assert found.coverage99 == pytest.approx(2 / 5)
    assert (found.with_confidence, found.total) == (4, 5)


def test_ties_count_half():
    found = calibration([(0.5, True), (0.5, False)])
    assert found is not None
    assert (found.auroc, found.coverage99) == (0.5, 0.0)


def test_nothing_to_say():
    assert calibration([]) is None
    assert calibration([(None, True)]) is None
    only = calibration([(0.8, True)])
    assert only is not None
    assert only.auroc is None
