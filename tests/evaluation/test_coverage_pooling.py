import pytest

from almpo.evaluation.coverage_pooling import simulate, simulate_nested


@pytest.mark.slow
@pytest.mark.parametrize("studies", [5, 10, 30])
@pytest.mark.parametrize("tau2", [0.02, 0.1])
def test_knapp_hartung_holds_its_promise(studies, tau2):
    found = simulate(studies, tau2, runs=3000)
    assert found.knapp_hartung == pytest.approx(95, abs=1.5)
    assert found.prediction_riley > 80


def test_the_same_seed_gives_the_same_coverage():
    assert simulate(5, 0.02, runs=20) == simulate(5, 0.02, runs=20)


@pytest.mark.slow
@pytest.mark.parametrize("studies", [10, 30])
def test_robust_intervals_hold_where_ignoring_dependence_fails(studies):
    found = simulate_nested(studies, 0.02, runs=600)
    assert found.robust > 92.5
    assert found.naive < found.robust - 5


def test_nested_coverage_is_the_same_for_the_same_seed():
    assert simulate_nested(5, 0.02, runs=5) == simulate_nested(5, 0.02, runs=5)
