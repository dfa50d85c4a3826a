"""What can be said where no usable standard error is reported: signs and significance only.

Ordered probit as in Card, Kluve & Weber 2010 and 2018, with cluster-robust variance (Liang & Zeger 1986);
vote count on direction with an exact interval (Clopper & Pearson 1934; McKenzie & Brennan, Cochrane Handbook
ch. 12). These say how often, never how much: do not mix them with pooled effects.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import special

from almpo.evidence.errors import StatisticsError
from almpo.synthesis.pooling.inference import Coefficients, coefficients
from almpo.synthesis.pooling.inputs import (
    Index,
    Matrix,
    Vector,
    cluster_index,
    level_checked,
    refuse_collinear,
    vector,
)
from almpo.synthesis.pooling.products import combine, gram, inverse, moment

OUTCOMES = (-1, 0, 1)  # significantly negative, insignificant, significantly positive
MAX_STEPS = 100
SEPARATED = 8.0  # a linear predictor this far from a cut-off (p < 1e-15) is on its way to infinity


@dataclass(frozen=True, slots=True, eq=False)
class OrderedProbit:
    """P(outcome <= c) = Φ(cut_c − xβ). Coefficients have no unit: see `effects_on_positive`."""

    coefficients: Coefficients  # (m,) of the moderators
    outcomes: tuple[int, ...]  # those that occur, ascending
    cuts: Vector  # between neighbouring outcomes
    covariance: Matrix  # of cuts and coefficients together
    log_likelihood: float
    clusters: int | None  # None: model-based variance and z; else t with clusters − 1 df
    moderators: Matrix

    def probabilities(self, moderators: ArrayLike) -> Matrix:
        """Probability (n, outcomes) of each outcome at moderators (m,) or (n, m)."""
        rows = np.atleast_2d(np.asarray(moderators, float))
        below = special.ndtr(self.cuts - combine(rows, self.coefficients.estimate)[:, None])
        return np.diff(np.pad(below, ((0, 0), (1, 1)), constant_values=((0, 0), (0, 1))), axis=1)

    def effects_on_positive(self) -> Coefficients:
        """Average change (m,) of the probability of the highest outcome per unit of each moderator (delta
        method).
        """
        beta = self.coefficients.estimate
        z = self.cuts[-1] - combine(self.moderators, beta)
        density = np.exp(-(z**2) / 2) / np.sqrt(2 * np.pi)
        size = len(z)
        jacobian = np.zeros((len(beta), len(self.cuts) + len(beta)))
        jacobian[:, len(self.cuts) - 1] = -float((z * density).sum()) / size * beta
        jacobian[:, len(self.cuts) :] = np.outer(beta, moment(self.moderators, z * density) / size)
        jacobian[:, len(self.cuts) :] += float(density.mean()) * np.eye(len(beta))
        variance = np.einsum("ij,jk,ik->i", jacobian, self.covariance, jacobian)
        return coefficients(
            float(density.mean()) * beta, variance, self.coefficients.df, self.coefficients.level
        )


@dataclass(frozen=True, slots=True)
class VoteCount:
    """Share of effects in the expected direction, whatever their significance."""

    positive: int
    total: int
    share: float
    low: float
    high: float
    p: float  # exact, two-sided, of a share of one half


def ordered_probit(
    outcome: ArrayLike,
    moderators: ArrayLike,
    clusters: Sequence[object] | NDArray[np.generic] | None = None,
    *,
    level: float = 0.95,
) -> OrderedProbit:
    """Regress sign and significance on moderators.

    Args:
        outcome: (k,) values −1, 0, 1: significantly negative, insignificant, significantly positive.
        moderators: (k,) or (k, m), without a constant.
        clusters: (k,) study labels.

    Raises:
        StatisticsError: shape; not_finite; out_of_range (other outcomes); too_few (fewer than two outcomes
            occur, or k not above the number of parameters); rank_deficient; not_identified (moderators
            separate the outcomes perfectly).
    """
    codes, x = _checked(outcome, moderators)
    present = np.unique(codes)
    rank = np.searchsorted(present, codes)
    theta, at = _climb(rank.astype(np.intp), x, len(present) - 1)
    bread = inverse(at.information)
    groups = None
    covariance, df = bread, np.inf
    if clusters is not None:
        index, groups = cluster_index(clusters, len(codes))
        sums = np.zeros((groups, len(theta)))
        np.add.at(sums, index, at.scores)
        covariance = bread @ gram(sums, sums) @ bread * (groups / (groups - 1))
        df = float(groups - 1)
    slopes = slice(len(present) - 1, None)
    return OrderedProbit(
        coefficients=coefficients(theta[slopes], np.diag(covariance)[slopes], df, level),
        outcomes=tuple(int(code) for code in present),
        cuts=theta[: len(present) - 1],
        covariance=covariance,
        log_likelihood=at.log_likelihood,
        clusters=groups,
        moderators=x,
    )


def vote_count(signs: ArrayLike, *, level: float = 0.95) -> VoteCount:
    """How many effects are positive; zeros are left out, as they have no direction.

    Raises:
        StatisticsError: shape; not_finite; too_few (no effect with a direction).
    """
    values = vector(signs, "signs")
    if not np.isfinite(values).all():
        raise StatisticsError("not_finite", "A sign is missing.")
    positive, total = int((values > 0).sum()), int((values != 0).sum())
    if total == 0:
        raise StatisticsError("too_few", "No effect has a direction.")
    tail = (1 - level_checked(level)) / 2
    low = float(special.betaincinv(positive, total - positive + 1, tail)) if positive else 0.0
    high = float(special.betaincinv(positive + 1, total - positive, 1 - tail)) if positive < total else 1.0
    p = min(1.0, 2 * float(special.bdtr(min(positive, total - positive), total, 0.5)))
    return VoteCount(positive, total, positive / total, low, high, p)


def _checked(outcome: ArrayLike, moderators: ArrayLike) -> tuple[Index, Matrix]:
    values = vector(outcome, "outcome")
    x = np.asarray(moderators, float)
    x = x[:, None] if x.ndim == 1 else x
    if x.ndim != 2 or len(x) != len(values):
        raise StatisticsError(
            "shape", f"{len(values)} outcomes do not go with moderators of shape {x.shape}."
        )
    if not (np.isfinite(values).all() and np.isfinite(x).all()):
        raise StatisticsError("not_finite", "An outcome or a moderator is missing.")
    if not np.isin(values, OUTCOMES).all():
        raise StatisticsError("out_of_range", "Outcomes are −1, 0 or 1.")
    present = len(np.unique(values))
    if present < 2 or len(values) <= present - 1 + x.shape[1]:
        raise StatisticsError(
            "too_few", f"{len(values)} results with {present} different outcomes are too few."
        )
    refuse_collinear(np.linalg.qr(np.column_stack([np.ones(len(x)), x]))[1])
    return values.astype(np.intp), x


@dataclass(frozen=True, slots=True, eq=False)
class _Fit:
    log_likelihood: float
    scores: Matrix  # (k, parameters)
    information: Matrix


def _climb(rank: Index, x: Matrix, cuts: int) -> tuple[Vector, _Fit]:
    """Newton's method; the log-likelihood is concave (Pratt 1981)."""
    share = np.cumsum(np.bincount(rank))[:-1] / len(rank)
    theta = np.concatenate([special.ndtri(share), np.zeros(x.shape[1])])
    at = _evaluate(rank, x, theta, cuts)
    for _ in range(MAX_STEPS):
        score = at.scores.sum(axis=0)
        step = np.linalg.lstsq(at.information, score)[0]
        if float(step @ score) < 1e-20:
            break
        for halving in range(40):
            moved = theta + step * 0.5**halving
            after = _evaluate(rank, x, moved, cuts) if (np.diff(moved[:cuts]) > 0).all() else None
            if after and after.log_likelihood >= at.log_likelihood - 1e-13 * abs(at.log_likelihood):
                break
        else:
            break
        theta, at = moved, after
        if np.abs(combine(x, theta[cuts:])[:, None] - theta[:cuts]).max() > SEPARATED:
            raise StatisticsError("not_identified", "The moderators separate the outcomes perfectly.")
    else:
        raise StatisticsError(
            "no_convergence", f"The ordered probit has not settled after {MAX_STEPS} steps."
        )
    return theta, at


def _evaluate(rank: Index, x: Matrix, theta: Vector, cuts: int) -> _Fit:
    """Log-likelihood with each row's score, and the observed information."""
    borders = np.concatenate([[-np.inf], theta[:cuts], [np.inf]])
    shift = combine(x, theta[cuts:])
    low, high = borders[rank] - shift, borders[rank + 1] - shift
    flip = low > 0  # differences of upper tails where both are in the upper half
    share = np.where(flip, special.ndtr(-low) - special.ndtr(-high), special.ndtr(high) - special.ndtr(low))
    share = np.maximum(share, np.finfo(float).tiny)
    picks = np.eye(cuts + 2)[:, 1:-1]  # which cut-off a border is; the infinite ones are none
    upper, lower = np.column_stack([picks[rank + 1], -x]), np.column_stack([picks[rank], -x])
    at_high, at_low = _density(high) / share, _density(low) / share
    scores = at_high[:, None] * upper - at_low[:, None] * lower
    bend_high, bend_low = _finite(high) * at_high, _finite(low) * at_low
    information = gram(scores, scores) + gram(bend_high[:, None] * upper, upper)
    information -= gram(bend_low[:, None] * lower, lower)
    return _Fit(float(np.log(share).sum()), scores, information)


def _density(z: Vector) -> Vector:
    return np.exp(-(z**2) / 2) / np.sqrt(2 * np.pi)


def _finite(z: Vector) -> Vector:
    return np.where(np.isfinite(z), z, 0.0)
