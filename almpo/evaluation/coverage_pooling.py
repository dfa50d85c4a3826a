"""How often intervals hold what they promise, by simulation: `almpo eval coverage`."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from almpo.synthesis.pooling import (
    HeterogeneityPrior,
    bayesian,
    correlated_hierarchical,
    pool,
    predict,
    robust,
)
from almpo.synthesis.pooling.inputs import Vector

SEED = 7
STUDIES = (5, 10, 30)
TAU2 = (0.0, 0.02, 0.1)  # beside sampling variances of 0.01 to 0.1, I² is about 0, 35 and 70 per cent
MEAN = 0.3
RHO = 0.6  # correlation of sampling errors within a study
PRIOR_SCALE = 0.5  # of τ, as for standardised differences


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


@dataclass(frozen=True, slots=True)
class NestedCoverage:
    """The same where studies report several estimates, whose sampling errors correlate."""

    studies: int
    tau2: float
    runs: int
    robust: float  # correlated hierarchical effects, CR2, Satterthwaite
    naive: float  # Knapp–Hartung, as if all estimates were studies
    bayesian: float  # on one average a study

    def __str__(self) -> str:
        return (
            f"k = {self.studies:2d}  tau2 = {self.tau2:4.2f}  several estimates a study: CR2 {self.robust:5.1f} %  "
            f"dependence ignored {self.naive:5.1f} %  Bayesian on averages {self.bayesian:5.1f} %"
        )


def run(runs: int) -> Iterator[Coverage | NestedCoverage]:
    """All numbers of studies and all heterogeneities; nested ones, which take longer, a quarter as often."""
    for studies in STUDIES:
        for tau2 in TAU2:
            yield simulate(studies, tau2, runs)
    for studies in STUDIES:
        for tau2 in TAU2:
            yield simulate_nested(studies, tau2, max(runs // 4, 10))


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


def simulate_nested(studies: int, tau2: float, runs: int) -> NestedCoverage:
    """Studies of one to six estimates with true effects around the study's own (a quarter of τ²)."""
    rng = np.random.default_rng([SEED, 1, studies, int(1000 * tau2)])
    hits = np.array([_run_nested(rng, studies, tau2) for _ in range(runs)], float).mean(axis=0) * 100
    return NestedCoverage(studies, tau2, runs, *(float(hit) for hit in hits))


def _run_nested(rng: np.random.Generator, studies: int, tau2: float) -> tuple[bool, ...]:
    sizes = rng.integers(1, 7, studies)
    study = np.repeat(np.arange(studies), sizes)
    v = rng.uniform(0.01, 0.1, studies)
    true = rng.normal(MEAN, np.sqrt(0.75 * tau2), studies)[study] + rng.normal(
        0, np.sqrt(tau2 / 4), len(study)
    )
    shared = np.sqrt(RHO) * rng.normal(size=studies)[study] + np.sqrt(1 - RHO) * rng.normal(size=len(study))
    y = true + np.sqrt(v)[study] * shared
    at = robust(correlated_hierarchical(y, v[study], study.tolist(), rho=RHO)).coefficients
    naive = pool(y, v[study])
    means = np.bincount(study, y) / sizes
    average = bayesian(means, v * (RHO + (1 - RHO) / sizes), tau_prior=HeterogeneityPrior(PRIOR_SCALE))
    low, high = average.mean_effect.interval()
    return _holds(MEAN, at.low, at.high), naive.interval[0] <= MEAN <= naive.interval[1], low <= MEAN <= high


def _holds(truth: float, low: Vector, high: Vector) -> bool:
    return bool(low[0] <= truth <= high[0])
