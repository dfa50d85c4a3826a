"""Products over the k rows, without BLAS.

BLAS splits tall, thin products over threads: it costs more processor time than it saves at these shapes, and
the last digits would depend on the number of threads, when the same inputs must give the same bytes.
"""

import numpy as np

from almpo.evidence.errors import StatisticsError
from almpo.synthesis.pooling.inputs import Matrix, Vector


def gram(a: Matrix, b: Matrix) -> Matrix:
    """a'b for a (k, m) and b (k, n); quickest in column-major order."""
    return np.einsum("ki,kj->ij", a, b)


def times(a: Matrix, b: Matrix) -> Matrix:
    """ab for a (k, m) and b (m, n)."""
    return np.einsum("ki,ij->kj", a, b)


def combine(a: Matrix, b: Vector) -> Vector:
    """ab for a (k, m) and b (m,)."""
    return np.einsum("ki,i->k", a, b)


def moment(a: Matrix, b: Vector) -> Vector:
    """a'b for a (k, m) and b (k,)."""
    return np.einsum("ki,k->i", a, b)


def dot(a: Vector, b: Vector) -> float:
    """a'b."""
    return float(np.einsum("k,k->", a, b))


def inverse(matrix: Matrix) -> Matrix:
    """The inverse of an information matrix (p, p).

    Raises:
        StatisticsError: not_identified where it is singular, as weights that differ by many orders of magnitude
            can make it.
    """
    try:
        return np.linalg.inv(matrix)
    except np.linalg.LinAlgError:
        raise StatisticsError(
            "not_identified", "The information is singular: some variances are far too large beside others."
        ) from None
