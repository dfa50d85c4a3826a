import numpy as np
import pytest

from almpo.evidence.errors import StatisticsError
from almpo.synthesis.pooling import effects, pool
from almpo.synthesis.pooling.inputs import cluster_index


@pytest.mark.parametrize(
    ("y", "v", "moderators", "code"),
    [
        ([], [], None, "too_few"),
        ([0.1], [0.01], None, "too_few"),
        ([0.1, 0.2], [0.01], None, "shape"),
        ([[0.1, 0.2]], [0.01, 0.02], None, "shape"),
        ([0.1, float("nan")], [0.01, 0.02], None, "not_finite"),
        ([0.1, 0.2], [0.01, float("inf")], None, "not_finite"),
        ([0.1, 0.2], [0.01, 0.0], None, "not_positive"),
        ([0.1, 0.2], [0.01, -0.1], None, "not_positive"),
        ([0.1, 1e200], [0.01, 0.1], None, "out_of_range"),
        ([0.1, 0.2], [0.01, 1e-300], None, "out_of_range"),
        ([0.1, 0.2, 0.3], [0.01, 0.02, 0.03], [1.0, 2.0], "shape"),
        ([0.1, 0.2, 0.3], [0.01, 0.02, 0.03], [1.0, 2.0, np.nan], "not_finite"),
        ([0.1, 0.2], [0.01, 0.02], [1.0, 2.0], "too_few"),
        ([0.1, 0.2, 0.3], [0.01, 0.02, 0.03], [7.0, 7.0, 7.0], "rank_deficient"),
        ([0.1, 0.2, 0.3, 0.4], [0.1] * 4, [[1, 2], [2, 4], [3, 6], [5, 10]], "rank_deficient"),
        ([0.1, 0.2, 0.3], [0.1] * 3, [0.0, 0.0, 0.0], "rank_deficient"),
    ],
)
def test_refuses_what_cannot_be_pooled(y, v, moderators, code):
    with pytest.raises(StatisticsError) as refusal:
        pool(y, v, moderators)
    assert refusal.value.code == code


def test_one_cluster_is_refused_and_labels_keep_their_order():
    with pytest.raises(StatisticsError, match="one study"):
        cluster_index(["a", "a"], 2)
    index, count = cluster_index(["b", "a", "b", 3], 4)
    assert index.tolist() == [0, 1, 0, 2]
    assert count == 3


def test_inputs_are_copied_and_cannot_be_changed():
    y = np.array([0.1, 0.2, 0.4])
    data = effects(y, [0.1, 0.1, 0.1])
    y[0] = 9.0
    assert data.y[0] == 0.1
    with pytest.raises(ValueError, match="read-only"):
        data.y[0] = 1.0


def test_a_moderator_in_odd_units_costs_no_precision():
    y, v = [0.1, 0.3, 0.2, 0.6, 0.5], [0.01, 0.02, 0.03, 0.01, 0.02]
    years = np.array([1990.0, 1995, 2001, 2010, 2020])
    plain = pool(y, v, (years - 2000) / 10)
    odd = pool(y, v, years * 1e6)
    assert odd.coefficients.estimate[1] * 1e7 == pytest.approx(plain.coefficients.estimate[1], rel=1e-9)
    assert odd.log_likelihood == pytest.approx(plain.log_likelihood, rel=1e-12)
    assert odd.tau2_value == pytest.approx(plain.tau2_value, rel=1e-9)
