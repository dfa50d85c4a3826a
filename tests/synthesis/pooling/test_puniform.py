import numpy as np
import pytest
from scipy import special, stats

from almpo.evidence.errors import StatisticsError
from almpo.synthesis.pooling import p_uniform_star, pool


def log_likelihood(y, v, mean, tau2):
    """Each effect given that it was significant or not, written out; tau2 may be a column (n, 1)."""
    sd, cut = np.sqrt(v + tau2), stats.norm.isf(0.025) * np.sqrt(v)
    z = (cut - mean) / sd
    given = np.where(y > cut, special.log_ndtr(-z), special.log_ndtr(z))
    density = -(((y - mean) / sd) ** 2) / 2 - np.log(sd * np.sqrt(2 * np.pi))
    return np.sum(density - given, axis=-1)


def profile(y, v, mean):
    """Highest likelihood at this mean, by a fine grid of τ²."""
    return log_likelihood(y, v, mean, np.array([0.0, *np.geomspace(1e-5, 1, 400)])[:, None]).max()


def test_is_the_maximum_of_the_written_out_likelihood(published):
    y, v = published(60, 0.5)
    found = p_uniform_star(y, v)
    assert found.log_likelihood == pytest.approx(log_likelihood(y, v, found.estimate, found.tau2), rel=1e-10)
    for mean in np.linspace(-0.2, 0.6, 41):
        assert profile(y, v, mean) <= found.log_likelihood + 1e-9
    assert found.significant == int((y / np.sqrt(v) > stats.norm.isf(0.025)).sum())


def test_bounds_lie_where_the_likelihood_ratio_is_critical(published):
    y, v = published(60, 0.5)
    found = p_uniform_star(y, v)
    for bound in (found.low, found.high):
        assert 2 * (found.log_likelihood - profile(y, v, bound)) == pytest.approx(
            stats.chi2.ppf(0.95, 1), abs=2e-3
        )
    assert found.test.statistic == pytest.approx(2 * (found.log_likelihood - profile(y, v, 0.0)), abs=2e-3)
    assert found.low < found.estimate < found.high
    assert found.tau2_low <= found.tau2 <= found.tau2_high


def test_finds_the_truth_behind_a_large_selected_literature(published):
    y, v = published(3000, 0.2)
    found = p_uniform_star(y, v)
    assert pool(y, v).interval[0] > 0.24
    assert found.low < 0.2 < found.high
    assert found.tau2_low < 0.02 < found.tau2_high


def test_unit_and_order_do_not_matter(published):
    y, v = published(40, 0.5)
    here, there = p_uniform_star(y, v), p_uniform_star(y[::-1] * 100, v[::-1] * 1e4)
    assert there.estimate == pytest.approx(100 * here.estimate, rel=1e-7)
    assert (there.low, there.high) == pytest.approx((100 * here.low, 100 * here.high), rel=1e-6)
    assert there.tau2_high == pytest.approx(1e4 * here.tau2_high, rel=1e-6)


def test_barely_significant_results_alone_say_nothing():
    v = np.array([0.01, 0.02, 0.03, 0.04])
    with pytest.raises(StatisticsError) as refusal:
        p_uniform_star(1.961 * np.sqrt(v), v)
    assert refusal.value.code == "not_identified"


def test_levels_are_checked():
    with pytest.raises(StatisticsError, match="significance level"):
        p_uniform_star([0.1, 0.4], [0.01, 0.02], significance=1.5)
