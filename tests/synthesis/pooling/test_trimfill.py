import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from almpo.evidence.errors import StatisticsError
from almpo.synthesis.pooling import pool, trim_and_fill


@pytest.fixture
def funnel() -> tuple[np.ndarray, np.ndarray]:
    """Symmetric around 0.5, wider where less precise (synthetic)."""
    se = np.repeat(np.linspace(0.05, 0.4, 10), 2)
    return 0.5 + np.tile([-1.0, 1.0], 10) * se * 1.3, se**2


def test_a_symmetric_funnel_lacks_nothing(funnel):
    filled = trim_and_fill(*funnel, method="FE", side="left")
    assert filled.missing == 0
    assert filled.pooled.estimate == pool(*funnel, method="FE", test="z").estimate


def test_what_was_cut_off_is_found_again(funnel):
    y, v = funnel
    keep = y > 0.17
    cut = trim_and_fill(y[keep], v[keep], method="FE", counter="R0")
    assert cut.side == "left"
    assert 2 <= cut.missing <= (~keep).sum() + 1
    assert cut.pooled.estimate < pool(y[keep], v[keep], method="FE", test="z").estimate


@pytest.mark.parametrize("counter", ["L0", "R0"])
def test_mirroring_the_effects_mirrors_the_result(bcg, counter):
    y, v = bcg.log_risk_ratio()
    here = trim_and_fill(y, v, counter=counter)
    there = trim_and_fill(-y, v, counter=counter)
    assert (here.missing, here.side) == (there.missing, "right")
    assert there.side == "left"
    assert there.pooled.estimate == pytest.approx(-here.pooled.estimate, rel=1e-9)


def test_filled_studies_mirror_the_extreme_ones(bcg):
    y, v = bcg.log_risk_ratio()
    filled = trim_and_fill(y, v, method="FE")
    assert filled.missing == 4
    extreme = np.sort(y)[:4]
    assert sorted(filled.filled_y + extreme[::-1]) == pytest.approx(
        [(filled.filled_y + extreme[::-1])[0]] * 4
    )
    assert filled.pooled.effects.k == 17


@given(st.permutations(range(8)))
@settings(max_examples=20, deadline=None)
def test_ties_do_not_make_the_order_matter(order):
    y = np.array([0.1, 0.1, 0.1, 0.4, 0.4, 0.9, 0.9, 1.4])
    v = np.array([0.02, 0.02, 0.02, 0.05, 0.05, 0.2, 0.2, 0.4])
    plain = trim_and_fill(y, v, method="DL")
    shuffled = trim_and_fill(y[list(order)], v[list(order)], method="DL")
    assert shuffled.missing == plain.missing
    assert shuffled.pooled.estimate == pytest.approx(plain.pooled.estimate, rel=1e-12)


def test_too_few_studies_have_no_side():
    with pytest.raises(StatisticsError, match="at least 3"):
        trim_and_fill([0.1, 0.2], [0.1, 0.1])
