import numpy as np
import pytest

from almpo.evidence.errors import StatisticsError
from almpo.synthesis.pooling import cumulative, influence, leave_one_out, pool


def test_leaving_one_out_is_pooling_the_rest(eight_schools):
    y, v = eight_schools
    fits = leave_one_out(pool(y, v, method="PM"))
    assert len(fits) == 8
    assert fits[2].estimate == pool(np.delete(y, 2), np.delete(v, 2), method="PM").estimate


def test_cumulative_ends_with_everything_and_ties_keep_their_order(eight_schools):
    y, v = eight_schools
    years = [2003, 2001, 2001, 2002, 2004, 2005, 2006, 2007]
    fits = cumulative(pool(y, v, test="z"), years)
    assert [fit.effects.k for fit in fits] == [2, 3, 4, 5, 6, 7, 8]
    assert fits[0].effects.y.tolist() == [8.0, -3.0]
    assert fits[-1].estimate == pytest.approx(pool(y, v, test="z").estimate)


def test_an_outlier_is_found_and_the_others_are_not(eight_schools):
    y, v = eight_schools
    found = influence(pool([*y, 90.0], [*v, 9.0], test="z"))
    assert found.influential[-1]
    assert not any(found.influential[:-1])
    assert abs(found.student[-1]) == max(abs(found.student))


def test_without_heterogeneity_deletion_residuals_are_those_of_regression(eight_schools):
    y, v = eight_schools
    found = influence(pool(y, v, method="FE", test="z"))
    w = 1 / v
    for i in range(8):
        rest = np.arange(8) != i
        mean = np.sum(w[rest] * y[rest]) / w[rest].sum()
        assert found.student[i] == pytest.approx((y[i] - mean) / np.sqrt(v[i] + 1 / w[rest].sum()))
    assert found.leverage.sum() == pytest.approx(1)


def test_a_study_that_alone_carries_a_moderator_cannot_be_left_out():
    fitted = pool([0.1, 0.2, 0.3, 0.9], [0.1, 0.1, 0.1, 0.1], [0, 0, 0, 1])
    with pytest.raises(StatisticsError) as refusal:
        leave_one_out(fitted)
    assert refusal.value.code == "rank_deficient"


def test_cumulative_needs_a_key_a_study_and_no_moderators(eight_schools):
    y, v = eight_schools
    with pytest.raises(StatisticsError, match="order keys"):
        cumulative(pool(y, v), [1, 2])
    with pytest.raises(StatisticsError, match="without moderators"):
        cumulative(pool(y, v, np.arange(8.0)), np.arange(8))
