import numpy as np
import pytest
from scipy import stats

from almpo.evidence.errors import StatisticsError
from almpo.synthesis.pooling import ordered_probit, vote_count

ROWS = np.arange(40)
MODERATORS = np.column_stack([(ROWS % 7) / 3, ROWS % 2])
OUTCOMES = [
    *(1, 0, 0, 1, -1, 1, 0, 1, 0, -1, 1, 1, 0, 0, 1, 1, -1, 0, 1, 1),
    *(0, -1, -1, 0, 1, 1, 1, 0, -1, 1, 0, 0, 1, -1, 1, 0, 1, 0, 0, 1),
]
STUDIES = ROWS // 5


def test_agrees_with_statsmodels():
    # statsmodels 0.15.0: OrderedModel(OUTCOMES, MODERATORS, distr="probit").fit(method="newton")
    found = ordered_probit(OUTCOMES, MODERATORS)
    assert found.coefficients.estimate == pytest.approx([0.20853340391, 0.07793022188], rel=1e-8)
    assert found.coefficients.se == pytest.approx([0.27333981983, 0.35912818982], rel=1e-5)
    assert found.cuts == pytest.approx([-0.70399875, 0.36958065], rel=1e-7)
    assert found.log_likelihood == pytest.approx(-40.97547460827856, rel=1e-12)
    shares = [[0.18074432, 0.38322758, 0.43602809], [0.11526479, 0.33483217, 0.54990304]]
    assert found.probabilities([[1.0, 0.0], [2.0, 1.0]]) == pytest.approx(np.array(shares), rel=1e-7)
    assert np.isinf(found.coefficients.df).all()


def test_clustered_standard_errors_are_the_sandwich_of_statsmodels():
    # the same model's score_obs summed within STUDIES between two inverse Hessians, times 8/7
    found = ordered_probit(OUTCOMES, MODERATORS, STUDIES)
    assert found.coefficients.se == pytest.approx([0.2296163, 0.32724769], rel=1e-5)
    assert (found.coefficients.df == 7).all()
    assert found.clusters == 8


def test_two_outcomes_and_two_groups_have_a_closed_form():
    outcome, group = [0] * 6 + [1] * 4 + [0] * 2 + [1] * 8, [0] * 10 + [1] * 10
    found = ordered_probit(outcome, group)
    assert found.outcomes == (0, 1)
    assert found.cuts[0] == pytest.approx(stats.norm.ppf(0.6))
    assert found.coefficients.estimate[0] == pytest.approx(stats.norm.ppf(0.6) - stats.norm.ppf(0.2))
    assert found.probabilities([[0.0], [1.0]]) == pytest.approx(np.array([[0.6, 0.4], [0.2, 0.8]]))


def test_average_effects_are_the_slopes_of_the_probability():
    found = ordered_probit(OUTCOMES, MODERATORS, STUDIES)
    average = found.effects_on_positive()
    for i in range(2):
        step = np.zeros(2)
        step[i] = 1e-6
        up, down = (found.probabilities(MODERATORS + sign * step)[:, -1].mean() for sign in (1, -1))
        assert average.estimate[i] == pytest.approx((up - down) / 2e-6, rel=1e-6)
    assert (average.se > 0).all()


def test_turning_the_outcomes_round_turns_the_coefficients_round():
    here = ordered_probit(OUTCOMES, MODERATORS)
    there = ordered_probit([-each for each in OUTCOMES], MODERATORS)
    assert there.coefficients.estimate == pytest.approx(-here.coefficients.estimate)
    assert there.cuts == pytest.approx(-here.cuts[::-1])


@pytest.mark.parametrize(
    ("outcome", "moderators", "code"),
    [
        ([1, 1, 1, 1], [1, 2, 3, 4], "too_few"),
        ([1, 0, -1], [1, 2, 3], "too_few"),
        ([1, 0, 2, 0], [1, 2, 3, 5], "out_of_range"),
        ([1, 0, float("nan"), 0], [1, 2, 3, 5], "not_finite"),
        ([1, 0, 1, 0], [1, 2, 3], "shape"),
        ([1, 0, 1, 0], [2, 2, 2, 2], "rank_deficient"),
        ([0, 0, 0, 1, 1, 1], [1, 2, 3, 4, 5, 6], "not_identified"),
        ([0, 0, 0, 1, 1, 0, 1, 1], [0, 0, 0, 0, 0, 0, 1, 1], "not_identified"),
    ],
)
def test_refusals(outcome, moderators, code):
    with pytest.raises(StatisticsError) as refusal:
        ordered_probit(outcome, moderators)
    assert refusal.value.code == code


@pytest.mark.parametrize(("positive", "total"), [(7, 10), (0, 6), (6, 6), (5, 10)])
def test_vote_count_is_the_exact_binomial_test(positive, total):
    found = vote_count([0.3] * positive + [-0.1] * (total - positive) + [0.0, 0.0])
    exact = stats.binomtest(positive, total)
    interval = exact.proportion_ci(method="exact")
    assert (found.positive, found.total) == (positive, total)
    assert (found.low, found.high) == pytest.approx((interval.low, interval.high))
    assert found.p == pytest.approx(exact.pvalue)


@pytest.mark.parametrize(
    ("signs", "code"), [([], "too_few"), ([0.0, 0.0], "too_few"), ([1.0, np.nan], "not_finite")]
)
def test_votes_without_direction_are_refused(signs, code):
    with pytest.raises(StatisticsError) as refusal:
        vote_count(signs)
    assert refusal.value.code == code
