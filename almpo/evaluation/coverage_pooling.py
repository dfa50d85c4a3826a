"""How often intervals hold what they promise, by simulation: `almpo eval coverage`."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from almpo.synthesis.pooling import pool, predict
from almpo.synthesis.pooling.inputs import Vector

SEED = 7
STUDIES = (5, 10, 30)
TAU2 = (0.0, 0.02, 0.1)  # beside sampling variances of 0.01 to 0.1, I² is about 0, 35 and 70 per cent
MEAN = 0.3


@dataclass(frozen=True, slots=True)
class Coverage:
    """Per cent of runs in which a nominal 95 % interval held the truth."""

    studies: int
    tau2: float
    runs: int
    knapp_hartung: float
    normal: float
    prediction: float  # Knapp–Hartung, t(k − 1)
    prediction_riley: float  # the same with t(k − 2)

    def __str__(self) -> str:
        return (
            f"k = {self.studies:2d}  tau2 = {self.tau2:4.2f}  Knapp–Hartung {self.knapp_hartung:5.1f} %  "
            f"normal {self.normal:5.1f} %  prediction t(k-1) {self.prediction:5.1f} %  "
            f"t(k-2) {self.prediction_riley:5.1f} %"
        )


def run(runs: int) -> Iterator[Coverage]:
    """All numbers of studies and all heterogeneities."""
    for studies in STUDIES:
        for tau2 in TAU2:
            yield simulate(studies, tau2, runs)


def simulate(studies: int, tau2: float, runs: int) -> Coverage:
    """Pool `runs` synthetic sets of studies whose true mean, and whose next true effect, are known."""
    rng = np.random.default_rng([SEED, studies, int(1000 * tau2)])
    hits = np.array([_run(rng, studies, tau2) for _ in range(runs)], float).mean(axis=0) * 100
    return Coverage(studies, tau2, runs, *(float(hit) for hit in hits))


def _run(rng: np.random.Generator, studies: int, tau2: float) -> tuple[bool, ...]:
    v = rng.uniform(0.01, 0.1, studies)
    y = rng.normal(MEAN, np.sqrt(tau2 + v))
    new = rng.normal(MEAN, np.sqrt(tau2))
    fitted = pool(y, v)
    first, riley = predict(fitted, df="fit"), predict(fitted, df="riley")
    normal = pool(y, v, test="z")
    return (
        _holds(MEAN, first.low, first.high),
        normal.interval[0] <= MEAN <= normal.interval[1],
        _holds(new, first.new_low, first.new_high),
        _holds(new, riley.new_low, riley.new_high),
    )


def _holds(truth: float, low: Vector, high: Vector) -> bool:
    return bool(low[0] <= truth <= high[0])
