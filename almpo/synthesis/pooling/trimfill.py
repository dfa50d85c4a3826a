"""Trim and fill (Duval & Tweedie 2000a, 2000b): a picture of what symmetric evidence would have looked like.

Ranks are made with stable sorts, so that tied effects give the same answer in every run.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from almpo.evidence.errors import StatisticsError
from almpo.synthesis.pooling.inputs import Vector, effects
from almpo.synthesis.pooling.univariate import Method, Pooled, Test, pool

Side = Literal["left", "right"]
Counter = Literal["L0", "R0", "Q0"]

MAX_ROUNDS = 100


@dataclass(frozen=True, slots=True, eq=False)
class Filled:
    """The analysis after adding `missing` mirrored studies on `side`."""

    missing: int
    side: Side
    counter: Counter
    pooled: Pooled  # observed studies in the given order, then the filled ones
    filled_y: Vector
    filled_v: Vector


def trim_and_fill(
    y: ArrayLike,
    v: ArrayLike,
    *,
    method: Method = "REML",
    test: Test = "z",
    counter: Counter = "L0",
    side: Side | None = None,
    level: float = 0.95,
) -> Filled:
    """Estimate how many studies are missing on one side, and pool with their mirror images.

    Args:
        side: where studies are missing; None: left if effects grow with their standard error, else right.
        counter: the estimator of the number missing (L0, R0 or Q0 of the papers).

    Raises:
        StatisticsError: what `effects` raises; too_few at k < 3; not_identified where Q0 is not a real
            number; no_convergence if trimming does not settle.
    """
    data = effects(y, v)
    if data.k < 3:
        raise StatisticsError("too_few", f"Trim and fill needs at least 3 effects; there are {data.k}.")
    where = side or _thin_side(data.y, data.v, method)
    sign = 1.0 if where == "left" else -1.0
    order = np.argsort(sign * data.y, kind="stable")
    outcome, variance = sign * data.y[order], data.v[order]
    missing, centre = _count(outcome, variance, method, counter)
    extreme = slice(data.k - missing, data.k)
    filled_y, filled_v = sign * (2 * centre - outcome[extreme]), variance[extreme]
    final = pool(
        np.concatenate([data.y, filled_y]),
        np.concatenate([data.v, filled_v]),
        method=method,
        test=test,
        level=level,
    )
    return Filled(missing, where, counter, final, filled_y, filled_v)


def _thin_side(y: Vector, v: Vector, method: Method) -> Side:
    """Left where small studies report larger effects (by the slope of Egger's line), else right."""
    slope = pool(y, v, np.sqrt(v), method=method, test="z").coefficients.estimate[1]
    return "right" if slope < 0 else "left"


def _count(y: Vector, v: Vector, method: Method, counter: Counter) -> tuple[int, float]:
    """How many of the largest of the ascending y have no counterpart, and the centre of the others."""
    k, missing, previous = len(y), 0, -1
    centre = 0.0
    for _ in range(MAX_ROUNDS):
        kept = slice(0, k - missing)
        centre = pool(y[kept], v[kept], method=method, test="z").estimate
        if missing == previous:
            return missing, centre
        previous, missing = missing, _missing(y - centre, counter)
        if k - missing < 2:
            raise StatisticsError("no_convergence", "Trimming leaves fewer than 2 studies.")
    raise StatisticsError("no_convergence", f"Trimming has not settled after {MAX_ROUNDS} rounds.")


def _missing(centred: Vector, counter: Counter) -> int:
    """L0, R0 or Q0 from the signed ranks of the deviations from the centre."""
    k = len(centred)
    ranks = np.empty(k)
    ranks[np.argsort(np.abs(centred), kind="stable")] = np.arange(1, k + 1)
    ranks *= np.where(centred > 0, 1, -1)
    positive = float(ranks[ranks > 0].sum())
    if counter == "R0":
        count = k - float(max(-ranks.min(), 0)) - 1
    elif counter == "L0":
        count = (4 * positive - k * (k + 1)) / (2 * k - 1)
    else:
        radicand = 2 * k**2 - 4 * positive + 0.25
        if radicand < 0:
            raise StatisticsError("not_identified", "Q0 is not a real number here; use L0 or R0.")
        count = k - 0.5 - float(np.sqrt(radicand))
    return max(0, round(count))
