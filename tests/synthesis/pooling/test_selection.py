import numpy as np
import pytest
from scipy import optimize, stats

from almpo.evidence.errors import StatisticsError
from almpo.synthesis.pooling import pool, step_selection


def log_likelihood(y, v, mean, tau2, delta, border=0.025):
    """The density of Vevea & Hedges 1995 for one step, written out."""
    sd, cut = np.sqrt(v + tau2), stats.norm.isf(border) * np.sqrt(v)
    significant = y >= cut
    share = stats.norm.sf(cut, mean, sd)
    seen = share + delta * (1 - share)
    return float(np.sum(stats.norm.logpdf(y, mean, sd) + np.log(np.where(significant, 1.0, delta) / seen)))


def test_is_the_maximum_of_the_written_out_likelihood(published):
    y, v = published(120, 0.4)
    found = step_selection(y, v)
    delta = found.publication[1].relative
    top = log_likelihood(y, v, found.estimate, found.tau2, delta)
    assert found.log_likelihood == pytest.approx(top, rel=1e-10)
    free = optimize.minimize(
        lambda at: -log_likelihood(y, v, at[0], at[1] ** 2, np.exp(at[2])),
        [0.1, 0.2, -0.5],
        method="Nelder-Mead",
        options={"xatol": 1e-8, "fatol": 1e-10, "maxiter": 4000},
    )
    assert found.log_likelihood >= -free.fun - 1e-8
    assert found.estimate == pytest.approx(free.x[0], abs=1e-4)


def test_standard_errors_are_those_of_the_curvature(published):
    y, v = published(200, 0.4)
    found = step_selection(y, v)
    at = np.array([found.estimate, found.tau2, found.publication[1].relative])
    step = 1e-4 * np.array([1, 0.1, 1])
    curvature = np.empty((3, 3))
    for i in range(3):
        for j in range(3):
            e, f = np.eye(3)[i] * step, np.eye(3)[j] * step
            corners = [log_likelihood(y, v, *(at + a * e + b * f)) * a * b for a in (1, -1) for b in (1, -1)]
            curvature[i, j] = sum(corners) / (4 * step[i] * step[j])
    expected = np.sqrt(np.diag(np.linalg.inv(-curvature)))
    assert found.coefficients.se[0] == pytest.approx(expected[0], rel=1e-3)
    assert found.publication[1].se == pytest.approx(expected[2], rel=1e-3)


def test_finds_the_truth_behind_a_large_selected_literature(published):
    y, v = published(4000, 0.25)
    found = step_selection(y, v)
    assert pool(y, v).estimate > 0.24
    assert found.estimate == pytest.approx(0.2, abs=4 * found.coefficients.se[0])
    assert found.publication[1].relative == pytest.approx(0.25, abs=4 * found.publication[1].se)
    assert found.test.p < 1e-6
    assert found.identified


def test_without_selection_nothing_is_found(published):
    y, v = published(1500, 1.0)
    found = step_selection(y, v, steps=(0.025, 0.5))
    assert found.test.p > 0.01
    assert found.test.df == 2
    assert [step.count for step in found.publication] == [
        int(((p > low) & (p <= high)).sum())
        for p in [stats.norm.sf(y / np.sqrt(v))]
        for low, high in [(-1, 0.025), (0.025, 0.5), (0.5, 1)]
    ]


def test_never_lower_than_without_selection(bcg, eight_schools):
    for y, v in (eight_schools, bcg.log_risk_ratio()):
        found = step_selection(y, v)
        assert found.log_likelihood >= found.log_likelihood_unselected


def test_order_and_unit_do_not_matter(published):
    y, v = published(60, 0.5)
    here, there = step_selection(y, v), step_selection(y[::-1] * 100, v[::-1] * 1e4)
    assert there.estimate == pytest.approx(100 * here.estimate, rel=1e-5)
    assert there.publication[1].relative == pytest.approx(here.publication[1].relative, rel=1e-5)
    assert there.log_likelihood + len(y) * np.log(100) == pytest.approx(here.log_likelihood, rel=1e-9)


def test_moderators_take_part(published):
    y, v = published(300, 0.6)
    group = np.arange(len(y)) % 2
    found = step_selection(y + 0.3 * group, v, group)
    assert found.coefficients.estimate[1] == pytest.approx(0.3, abs=4 * found.coefficients.se[1])


def test_where_nothing_is_significant_the_relative_probability_is_at_its_bound(bcg):
    found = step_selection(*bcg.log_risk_ratio())
    assert not found.identified
    assert found.publication[1].at_bound
    assert found.publication[1].se is None


@pytest.mark.parametrize(
    ("y", "steps", "code"),
    [
        ([0.9, 0.8, 0.9, 0.7, 0.8, 0.9], (0.025, 0.5), "not_identified"),
        ([0.9, 0.1, 0.2], (0.025,), "too_few"),
        ([0.9, 0.1, 0.2, 0.4, 0.5], (0.5, 0.025), "out_of_range"),
        ([0.9, 0.1, 0.2, 0.4, 0.5], (), "out_of_range"),
        ([0.9, 0.1, 0.2, 0.4, 0.5], (0.025, 1.0), "out_of_range"),
    ],
)
def test_refusals(y, steps, code):
    with pytest.raises(StatisticsError) as refusal:
        step_selection(y, [0.04 + 0.001 * i for i in range(len(y))], steps=steps)
    assert refusal.value.code == code
