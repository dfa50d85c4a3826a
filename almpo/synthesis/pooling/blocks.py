"""Covariance matrices with one block per study, each a diagonal plus rank two, handled in O(k).

Block j is Σ_j = diag((1−ρ) v + ω²) + ρ s s' + σ² 1 1' with s = √v: sampling errors that correlate by ρ within
a study, a study effect with variance σ² and an estimate effect with variance ω². Inverses by Woodbury's
identity.
"""

from dataclasses import dataclass

import numpy as np

from almpo.synthesis.pooling.inputs import Index, Matrix, Vector


@dataclass(frozen=True, slots=True, eq=False)
class Studies:
    """Which rows belong together; `order` leads from the given order to one sorted by study."""

    order: Index  # (k,)
    study: Index  # (k,) number of the study of each sorted row
    start: Index  # (J,) first sorted row of each study
    size: Index  # (J,)

    @property
    def j(self) -> int:
        return len(self.start)

    def sum(self, rows: Matrix) -> Matrix:
        """Sum of the sorted rows (k, …) within each study (J, …)."""
        return np.add.reduceat(rows, self.start, axis=0)

    def spread(self, values: Matrix) -> Matrix:
        """Each study's value (J, …) on each of its rows (k, …)."""
        return values[self.study]


def studies(index: Index) -> Studies:
    """Sort rows by their study number 0 … J−1, keeping the given order within a study."""
    order = np.argsort(index, kind="stable")
    size = np.bincount(index)
    start = np.concatenate([[0], np.cumsum(size)[:-1]]).astype(np.intp)
    return Studies(order, index[order], start, size.astype(np.intp))


class BlockCovariance:
    """Σ for given variances σ² (between studies) and ω² (within), ready to be inverted against columns."""

    def __init__(self, groups: Studies, v: Vector, rho: float, between: float, within: float) -> None:
        self.groups, self.v, self.rho = groups, v, rho
        self.between, self.within = between, within
        self.diagonal = (1 - rho) * v + within
        low_rank = np.sqrt(rho * v), np.full(len(v), np.sqrt(between))  # the two columns of U
        self._scaled = low_rank[0] / self.diagonal, low_rank[1] / self.diagonal  # D⁻¹U
        a, b, d = self._cross(low_rank)
        self._determinant = (1 + a) * (1 + d) - b**2
        self._core = (1 + d) / self._determinant, -b / self._determinant, (1 + a) / self._determinant

    def _cross(self, other: tuple[Vector, Vector]) -> tuple[Vector, Vector, Vector]:
        """The three distinct entries of the 2 × 2 matrices (D⁻¹U)'other of all studies, each (J,)."""
        first, second = self._scaled
        pairs = (first, other[0]), (first, other[1]), (second, other[1])
        a, b, d = (self.groups.sum(left * right) for left, right in pairs)
        return a, b, d

    def solve(self, columns: Matrix) -> Matrix:
        """Σ⁻¹ times columns (k, m)."""
        solved = np.empty_like(columns, order="F")
        for i in range(columns.shape[1]):
            solved[:, i] = self._solve_one(columns[:, i])
        return solved

    def _solve_one(self, column: Vector) -> Vector:
        first, second = self._scaled
        a, b = self.groups.sum(first * column), self.groups.sum(second * column)
        aa, ab, bb = self._core
        spread = self.groups.spread
        return column / self.diagonal - first * spread(aa * a + ab * b) - second * spread(ab * a + bb * b)

    def log_determinant(self) -> float:
        """log det Σ."""
        return float(np.log(self.diagonal).sum() + np.log(self._determinant).sum())

    def inverse_trace(self) -> float:
        """tr Σ⁻¹."""
        a, b, d = self._cross(self._scaled)
        aa, ab, bb = self._core
        return float(np.sum(1 / self.diagonal) - np.sum(aa * a + 2 * ab * b + bb * d))

    def dense(self, members: Index) -> Matrix:
        """Blocks (n, m, m) of the n studies whose sorted rows are `members` (n, m)."""
        root = np.sqrt(self.v[members])
        blocks = self.rho * root[:, :, None] * root[:, None, :] + self.between
        rows = np.arange(members.shape[1])
        blocks[:, rows, rows] += self.diagonal[members]
        return blocks
