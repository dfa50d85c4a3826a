import numpy as np
import pytest

from almpo.evidence.errors import StatisticsError
from almpo.synthesis.pooling.scoring import Bounds, Evaluation, maximise


def hill(centre):
    """A quadratic with its top at `centre`."""

    def evaluate(at):
        away = at - np.array(centre)
        information = np.array([[2.0, 0.5], [0.5, 1.0]])
        return Evaluation(float(-away @ information @ away / 2), -information @ away, information)

    return evaluate


def test_a_top_inside_is_found():
    assert maximise(hill([0.3, 2.0]), [np.array([1.0, 1.0])]) == pytest.approx([0.3, 2.0])


def test_a_top_outside_leads_to_the_border():
    found = maximise(hill([-1.0, 2.0]), [np.array([1.0, 1.0])])
    assert found == pytest.approx([0.0, 1.5])  # best second coordinate given a first of 0
    capped = maximise(hill([0.3, 2.0]), [np.array([1.0, 1.0])], Bounds(0.0, 0.8))
    assert capped == pytest.approx([0.6, 0.8])


def test_the_higher_of_two_tops_is_taken():
    def evaluate(at):
        x = at[0]
        first, second = np.exp(-((x - 1) ** 2)), 2 * np.exp(-((x - 6) ** 2))
        score = -2 * (x - 1) * first - 2 * (x - 6) * second
        return Evaluation(float(first + second), np.array([score]), np.array([[4.0]]))

    assert maximise(evaluate, [np.array([0.5]), np.array([5.5])])[0] == pytest.approx(6.0, abs=1e-6)


def test_a_likelihood_that_rises_for_ever_is_refused():
    with pytest.raises(StatisticsError) as refusal:
        maximise(lambda at: Evaluation(float(at[0]), np.array([1.0]), np.array([[1.0]])), [np.array([0.0])])
    assert refusal.value.code == "no_convergence"
