"""Curvature from an exact gradient."""

from collections.abc import Callable

import numpy as np

from almpo.synthesis.pooling.inputs import Matrix, Vector

RELATIVE_STEP = 1e-5


def hessian(gradient: Callable[[Vector], Vector], at: Vector, scale: Vector) -> Matrix:
    """Second derivatives by central differences of `gradient`, each with a step relative to `scale` (m,)."""
    columns = []
    for i, size in enumerate(scale):
        step = np.zeros_like(at)
        step[i] = RELATIVE_STEP * size
        columns.append((gradient(at + step) - gradient(at - step)) / (2 * step[i]))
    matrix = np.array(columns)
    return (matrix + matrix.T) / 2
