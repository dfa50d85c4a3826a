"""What goes into a meta-analysis: effects, their sampling variances, moderators and clusters, checked."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from almpo.evidence.errors import StatisticsError

Vector = NDArray[np.floating]
Matrix = NDArray[np.floating]
Index = NDArray[np.intp]

SMALLEST, LARGEST = 1e-100, 1e100  # of what squares and products can be formed without overflow
LEAST_SHARE = 1e-9  # of all weight that must not rest on one effect, or its digits drown those of the others
RANK_TOLERANCE = (
    1e-9  # smallest ratio of singular values of the scaled moderators that still counts as full rank
)


@dataclass(frozen=True, slots=True, eq=False)
class Effects:
    """k effect estimates y with sampling variances v (squared unit of y) and a k × p design x.

    `q` is an orthonormal basis of the columns of x and `r` the triangle with x = q r: the likelihood depends
    on x only through its column space, so everything is computed in q and turned back at the end, and the
    scale of a moderator (years, per cent, euros) cannot cost precision.
    """

    y: Vector
    v: Vector
    x: Matrix
    q: Matrix
    r: Matrix
    intercept: bool

    @property
    def k(self) -> int:
        return self.x.shape[0]

    @property
    def p(self) -> int:
        return self.x.shape[1]

    def subset(self, keep: NDArray[np.bool_] | Index) -> "Effects":
        """The same design on some of the rows. Raises what `effects` raises, e.g. when too few are left."""
        return from_design(self.y[keep], self.v[keep], self.x[keep], intercept=self.intercept)

    def design_row(self, moderators: ArrayLike | None) -> Matrix:
        """New moderator values (n, m) or (m,) as rows of the design (n, p). None: the intercept alone."""
        if moderators is None:
            if self.p > 1 or not self.intercept:
                raise StatisticsError("shape", "This model has moderators: say at which values to predict.")
            return np.ones((1, 1))
        new = np.atleast_2d(np.asarray(moderators, float))
        expected = self.p - self.intercept
        if new.shape[1] != expected:
            raise StatisticsError("shape", f"{expected} moderator values are needed, not {new.shape[1]}.")
        if not np.isfinite(new).all():
            raise StatisticsError("not_finite", "A moderator value is missing or infinite.")
        return np.column_stack([np.ones(len(new)), new]) if self.intercept else new


def effects(
    y: ArrayLike, v: ArrayLike, moderators: ArrayLike | None = None, *, intercept: bool = True
) -> Effects:
    """Check and bundle the inputs of a meta-analysis.

    Args:
        y: (k,) effect estimates, all in one unit.
        v: (k,) sampling variances, i.e. squared standard errors.
        moderators: (k,) or (k, m) moderator values, without a column for the intercept.
        intercept: put a column of ones before the moderators.

    Raises:
        StatisticsError: shape (lengths differ), not_finite, not_positive (v <= 0), out_of_range, too_few (k <
            2, or no more estimates than coefficients), rank_deficient (a moderator is constant or a sum of
            others).
    """
    outcome, variance = vector(y, "y"), vector(v, "v")
    columns = [] if moderators is None else [np.asarray(moderators, float)]
    if intercept:
        columns.insert(0, np.ones(len(outcome)))
    if any(len(column) != len(outcome) for column in columns):
        raise StatisticsError(
            "shape", f"There are {len(outcome)} effects but {len(columns[-1])} moderator rows."
        )
    if not columns:
        raise StatisticsError("shape", "A model needs an intercept or a moderator.")
    return from_design(outcome, variance, np.column_stack(columns), intercept=intercept)


def from_design(y: Vector, v: Vector, x: Matrix, *, intercept: bool) -> Effects:
    """As `effects`, with the whole design (k, p) given."""
    k, p = x.shape
    if len(v) != k:
        raise StatisticsError("shape", f"There are {k} effects but {len(v)} variances.")
    if k < 2:
        raise StatisticsError("too_few", f"Pooling needs at least 2 effects; there is {k}.")
    if not (np.isfinite(y).all() and np.isfinite(v).all() and np.isfinite(x).all()):
        raise StatisticsError("not_finite", "An effect, a variance or a moderator is missing or infinite.")
    if (v <= 0).any():
        raise StatisticsError(
            "not_positive", f"Variances must be positive; row {int(np.argmax(v <= 0))} has {v.min():g}."
        )
    if v.min() < SMALLEST or max(v.max(), np.abs(y).max()) > LARGEST:
        raise StatisticsError(
            "out_of_range", "Effects or variances are of a size that cannot be computed with."
        )
    if k <= p:
        raise StatisticsError("too_few", f"{p} coefficients cannot be estimated from {k} effects.")
    q, r = np.linalg.qr(x)
    refuse_collinear(r)
    return Effects(frozen(y), frozen(v), frozen(x), frozen(np.asfortranarray(q)), frozen(r), intercept)


def refuse_collinear(r: Matrix) -> None:
    """Raise rank_deficient unless the columns of the triangle r, brought to length 1, are independent."""
    length = np.sqrt((r**2).sum(axis=0))
    if (length == 0).any():
        raise StatisticsError("rank_deficient", "A moderator is zero throughout.")
    singular = np.linalg.svd(r / length, compute_uv=False)
    if singular[-1] < RANK_TOLERANCE * singular[0]:
        raise StatisticsError("rank_deficient", "A moderator is constant or a combination of the others.")


def cluster_index(clusters: Sequence[object] | NDArray[np.generic], k: int) -> tuple[Index, int]:
    """Numbers 0 … J-1 of the k rows' clusters, in order of first appearance, and J.

    Raises:
        StatisticsError: shape (not one label a row), too_few (fewer than 2 clusters).
    """
    labels = list(clusters)
    if len(labels) != k:
        raise StatisticsError("shape", f"There are {k} effects but {len(labels)} cluster labels.")
    seen: dict[object, int] = {}
    index = np.array([seen.setdefault(label, len(seen)) for label in labels], dtype=np.intp)
    if len(seen) < 2:
        raise StatisticsError(
            "too_few", "All effects come from one study: between-study variance is unknown."
        )
    return index, len(seen)


def vector(values: ArrayLike, name: str) -> Vector:
    """A one-dimensional array of floats. Raises StatisticsError shape."""
    array = np.asarray(values, float)
    if array.ndim != 1:
        raise StatisticsError("shape", f"{name} must be one-dimensional, not of shape {array.shape}.")
    return array


def typical_variance(freedom: int, trace: float, weight: float) -> float:
    """The typical sampling variance (k − p)/tr P of Higgins & Thompson 2002; `weight` is the trace of V⁻¹.

    Raises:
        StatisticsError: out_of_range where one effect is so much more precise than all others that these no
            longer count.
    """
    if not trace > LEAST_SHARE * weight:
        raise StatisticsError(
            "out_of_range",
            "One effect is so much more precise than all others that its standard error must be wrong.",
        )
    return freedom / trace


def level_checked(level: float) -> float:
    """A confidence level strictly between 0 and 1. Raises StatisticsError out_of_range."""
    if not 0 < level < 1:
        raise StatisticsError("out_of_range", f"A confidence level lies between 0 and 1, not at {level}.")
    return level


def frozen(array: Matrix) -> Matrix:
    """A read-only copy."""
    copy = np.array(array, float)
    copy.setflags(write=False)
    return copy
