"""Roots and maxima on a line, to the last digits relative to where they lie."""

from collections.abc import Callable, Sequence

from scipy import optimize

Function = Callable[[float], float]


def root(function: Function, low: float, high: float) -> float:
    """Brent's root between two points of opposite sign."""
    scale = max(abs(low), abs(high))
    return float(optimize.brentq(function, low, high, xtol=1e-14 * scale, rtol=1e-14, maxiter=500))


def maxima(score: Function, points: Sequence[float]) -> list[float]:
    """Local maxima of a function with derivative `score`, by its changes of sign over ascending points.

    The first point counts as one if the function falls there, the last one if it rises. Two maxima between
    neighbouring points are missed.
    """
    scores = [score(point) for point in points]
    found = [points[0]] if scores[0] <= 0 else []
    for left, right, before, after in zip(points, points[1:], scores, scores[1:], strict=False):
        if before > 0 >= after:
            found.append(root(score, left, right))
    return found if scores[-1] <= 0 else [*found, points[-1]]
