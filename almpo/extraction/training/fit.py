"""Fitting a head: multinomial logistic regression with an L2 penalty (Bishop 2006, section 4.3.4)."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from almpo.extraction.models.heads import Head

PENALTY = 1e-5
_ITERATIONS = 300
_SHARPNESS = (0.5, 0.75, 1.0, 1.25, 1.5, 2.0, 2.5, 3.0)


def fit(
    states: NDArray[np.float32], codes: Sequence[str], weights: NDArray[np.float64] | None = None
) -> Head:
    """A head from states (n, dimension), their codes, and the weights of the examples (default: equal).

    Rare codes count more: an example's weight is divided by the square root of its code's frequency.
    """
    known = tuple(sorted(set(codes)))
    target = np.array([known.index(code) for code in codes])
    each = np.ones(len(codes)) if weights is None else weights
    each = each / np.sqrt(np.bincount(target, minlength=len(known)))[target]
    each = each / each.sum()
    centre = states.mean(axis=0)
    x, n, k = (states - centre).astype(np.float64), len(codes), len(known)
    wanted = np.eye(k)[target]

    def loss(parameters: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        matrix, bias = parameters[:-k].reshape(-1, k), parameters[-k:]
        logits = x @ matrix + bias
        logits -= logits.max(axis=1, keepdims=True)
        p = np.exp(logits)
        p /= p.sum(axis=1, keepdims=True)
        value = -(each * np.log(p[np.arange(n), target] + 1e-12)).sum() + PENALTY * (matrix**2).sum()
        slope = (p - wanted) * each[:, None]
        return value, np.concatenate([(x.T @ slope + 2 * PENALTY * matrix).ravel(), slope.sum(axis=0)])

    start = np.zeros((x.shape[1] + 1) * k)
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": _ITERATIONS}).x
    return Head(
        codes=known,
        weights=found[:-k].reshape(-1, k).astype(np.float32),
        bias=found[-k:].astype(np.float32),
        centre=centre.astype(np.float32),
    )


def held_out(
    states: NDArray[np.float32], codes: Sequence[str], groups: Sequence[str]
) -> tuple[tuple[str, ...], NDArray[np.float64]]:
    """Probabilities (n, codes) of each example by a head fitted on the other groups only, and the codes."""
    known = tuple(sorted(set(codes)))
    told = np.full((len(codes), len(known)), 1e-9)
    members = np.array(groups)
    for group in sorted(set(groups)):
        out = members == group
        head = fit(states[~out], [code for code, left in zip(codes, out, strict=True) if not left])
        columns = [known.index(code) for code in head.codes]
        told[np.ix_(out.nonzero()[0], columns)] = head.probabilities(states[out])
    return known, told


def best_sharpness(probabilities: NDArray[np.float64], codes: Sequence[str], known: Sequence[str]) -> float:
    """The factor on the logits that makes held-out examples likeliest."""
    target = [list(known).index(code) for code in codes]

    def likelihood(factor: float) -> float:
        p = probabilities**factor
        p /= p.sum(axis=1, keepdims=True)
        return float(np.log(p[np.arange(len(target)), target] + 1e-9).mean())

    return max(_SHARPNESS, key=likelihood)
