"""Maximising a likelihood over variance components, none of which may be negative."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from almpo.evidence.errors import StatisticsError
from almpo.synthesis.pooling.inputs import Matrix, Vector

MAX_STEPS = 200
DECREMENT = 1e-20  # squared Newton decrement, twice the log-likelihood still to be gained
SETTLED = 1e-12  # a decrement that will do if rounding keeps it from falling further
ROUNDING = 1e-12  # relative noise of the log-likelihood
STARTS_KEPT = 2


@dataclass(frozen=True, slots=True, eq=False)
class Evaluation:
    """Log-likelihood, its gradient (m,) and a positive semi-definite information matrix (m, m)."""

    log_likelihood: float
    score: Vector
    information: Matrix


Objective = Callable[[Vector], Evaluation]


def maximise(objective: Objective, starts: Sequence[Vector]) -> Vector:
    """The highest maximum over components >= 0 that scoring reaches from the best few of `starts`.

    Raises:
        StatisticsError: no_convergence.
    """
    ranked = sorted(starts, key=lambda start: -objective(start).log_likelihood)
    ends = [_climb(objective, start) for start in ranked[:STARTS_KEPT]]
    return max(ends, key=lambda end: objective(end).log_likelihood)


def _climb(objective: Objective, start: Vector) -> Vector:
    """Scoring steps, halved until the likelihood rises; a zero stays zero while its score is negative."""
    here, at = start, objective(start)
    decrement = np.inf
    for _ in range(MAX_STEPS):
        free = (here > 0) | (at.score > 0)
        step = np.zeros_like(here)
        if free.any():
            step[free] = np.linalg.lstsq(at.information[np.ix_(free, free)], at.score[free])[0]
        decrement = float(step @ at.score)
        if decrement < DECREMENT:
            return here
        moved = _advance(objective, here, at, step)
        if moved is None:
            return here
        here, at = moved
    if decrement < SETTLED:
        return here
    raise StatisticsError(
        "no_convergence", f"The variance components have not settled after {MAX_STEPS} steps."
    )


def _advance(
    objective: Objective, here: Vector, at: Evaluation, step: Vector
) -> tuple[Vector, Evaluation] | None:
    """The first halving of the step that does not lower the likelihood; None if rounding hides any gain."""
    slack = ROUNDING * (1 + abs(at.log_likelihood))
    for halving in range(40):
        there = np.maximum(here + step * 0.5**halving, 0.0)
        if (there == here).all():
            return None
        after = objective(there)
        if after.log_likelihood >= at.log_likelihood - slack:
            return there, after
    return None
