import shutil

import numpy as np
import pytest

from almpo.evaluation import bench_pooling


def test_simulated_data_are_always_the_same_and_nested():
    study, y, v = bench_pooling.simulate(4, 3)
    again = bench_pooling.simulate(4, 3)
    assert all(np.array_equal(left, right) for left, right in zip((study, y, v), again, strict=True))
    assert study.tolist() == [0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3]


@pytest.mark.slow
def test_targets_of_speed():
    lines = {line.task: line.ours.seconds for line in bench_pooling.run(with_r=False)}
    assert lines["REML, k = 20,000"] < 0.05
    assert lines["three-level, 4,000 × 5"] < 5
    assert lines["REML, k = 200,000"] < 15 * lines["REML, k = 20,000"]


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("Rscript") is None, reason="R is not installed")
def test_metafor_agrees_on_simulated_data(monkeypatch):
    monkeypatch.setattr(bench_pooling, "SIZES", (20, 200))
    monkeypatch.setattr(bench_pooling, "MULTILEVEL", (30, 3))
    monkeypatch.setattr(bench_pooling, "LARGE_MULTILEVEL", (30, 3))
    lines = [line for line in bench_pooling.run() if line.metafor]
    if not lines:
        pytest.skip("metafor is not installed")
    for line in lines:
        assert line.ours.value == pytest.approx(line.metafor.value, rel=1e-4)
