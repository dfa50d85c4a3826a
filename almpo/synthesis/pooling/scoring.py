"""Maximising a likelihood within bounds, such as over variances, none of which may be negative."""

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


@dataclass(frozen=True, slots=True, eq=False)
class Bounds:
    """Where the parameters may lie: numbers or (m,)."""

    low: Vector | float = 0.0
    high: Vector | float = np.inf


NOT_NEGATIVE = Bounds()


def maximise(objective: Objective, starts: Sequence[Vector], bounds: Bounds = NOT_NEGATIVE) -> Vector:
    """The highest maximum within bounds that scoring reaches from the best few of `starts`.

    Raises:
        StatisticsError: no_convergence.
    """
    ranked = sorted(starts, key=lambda start: -objective(start).log_likelihood)
    ends = [_climb(objective, start, bounds) for start in ranked[:STARTS_KEPT]]
    return max(ends, key=lambda end: objective(end).log_likelihood)


def _climb(objective: Objective, start: Vector, bounds: Bounds) -> Vector:
    """Scoring steps, halved until the likelihood rises; none leads out of a bound."""
    here, at = start, objective(start)
    decrement = np.inf
    for _ in range(MAX_STEPS):
        free = ((here > bounds.low) | (at.score > 0)) & ((here < bounds.high) | (at.score < 0))
        step = np.zeros_like(here)
        if free.any():
            step[free] = np.linalg.lstsq(at.information[np.ix_(free, free)], at.score[free])[0]
        decrement = float(step @ at.score)
        if decrement < DECREMENT:
            return here
        moved = _advance(objective, here, at, step, bounds)
        if moved is None:
            return here
        here, at = moved
    if decrement < SETTLED:
        return here
    raise StatisticsError("no_convergence", f"The likelihood has no settled maximum after {MAX_STEPS} steps.")


def _advance(
    objective: Objective, here: Vector, at: Evaluation, step: Vector, bounds: Bounds
) -> tuple[Vector, Evaluation] | None:
    """The first halving of the step that does not lower the likelihood; None if rounding hides any gain."""
    slack = ROUNDING * (1 + abs(at.log_likelihood))
    for halving in range(40):
        there = np.clip(here + step * 0.5**halving, bounds.low, bounds.high)
        if (there == here).all():
            return None
        after = objective(there)
        if after.log_likelihood >= at.log_likelihood - slack:
            return there, after
    return None
