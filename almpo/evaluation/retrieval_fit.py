"""The weights of the search's fusion, fitted and cross-validated on the retrieval set."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from almpo.evaluation.retrieval_set import Pairs, setting
from almpo.retrieval.fusion import Features, Fusion, Weights

ORDER = ("meaning", "latents", "words", "foreign_words", "concepts", "same_language")
RELEVANCE = ("latents", "concepts")  # the dense vectors tell answerable from unanswerable worse
BEST = 10  # hits of a query that the relevance is fitted on: where it has to be right
RIDGE = 1.0  # on standardised features
FOLDS = 5

Mask = NDArray[np.bool_]


def fit_fusion(every: Sequence[Pairs], queries: Mask | None = None, *, latents: bool = True) -> Fusion:
    """From several granularities of one set; `queries` (q,) leaves out those that are kept for testing.

    Without `latents` for embedders that have no sparse head.
    """
    features = ORDER if latents else tuple(name for name in ORDER if name != "latents")
    order = fit_weights(every, features, [_order_weights(pairs, queries) for pairs in every])
    best = [_best_weights(pairs, order, queries) for pairs in every]
    return Fusion(order, fit_weights(every, RELEVANCE if latents else ("meaning", "concepts"), best))


def cross_validated(every: Sequence[Pairs], seed: int = 0) -> list[tuple[NDArray[np.float64], ...]]:
    """Order and relevance (q, p) of each granularity, every query judged by weights fitted on others."""
    number = len(every[0].relevant)
    fold = np.random.default_rng(seed).permutation(number) % FOLDS
    results = [(np.zeros(pairs.relevant.shape), np.zeros(pairs.relevant.shape)) for pairs in every]
    for tested in range(FOLDS):
        fusion = fit_fusion(every, fold != tested)
        for pairs, (order, relevance) in zip(every, results, strict=True):
            order[fold == tested] = fusion.order.logit(pairs.features)[fold == tested]
            relevance[fold == tested] = fusion.relevance.probability(pairs.features)[fold == tested]
    return list(results)


def fit_weights(
    every: Sequence[Pairs], names: Sequence[str], weights: Sequence[NDArray[np.float64]]
) -> Weights:
    """Ridge logistic regression of relevance on features; pairs of weight 0 are left out."""
    rows = [weight > 0 for weight in weights]
    x = np.concatenate([_matrix(p.features, names)[row] for p, row in zip(every, rows, strict=True)])
    y = np.concatenate([p.relevant[row] for p, row in zip(every, rows, strict=True)]).astype(float)
    w = np.concatenate([weight[row] for weight, row in zip(weights, rows, strict=True)])
    centre, scale = np.average(x, axis=0, weights=w), x.std(axis=0) + 1e-9
    x = (x - centre) / scale

    def loss(beta: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        logit = beta[0] + x @ beta[1:]
        wrong = w * (1 / (1 + np.exp(-logit)) - y)
        value = w @ (np.logaddexp(0, logit) - y * logit) + RIDGE / 2 * beta[1:] @ beta[1:]
        return float(value), np.concatenate([[wrong.sum()], x.T @ wrong + RIDGE * beta[1:]])

    beta = minimize(loss, np.zeros(x.shape[1] + 1), jac=True, method="L-BFGS-B").x
    slopes = beta[1:] / scale
    by_feature = {name: round(float(slope), 4) for name, slope in zip(names, slopes, strict=True)}
    return Weights(round(float(beta[0] - slopes @ centre), 4), by_feature)


def _order_weights(pairs: Pairs, queries: Mask | None) -> NDArray[np.float64]:
    """Queries within one language count together as much as those across languages."""
    settings = np.array(setting(pairs))
    weight = np.zeros(len(settings))
    for name in np.unique(settings):
        weight[settings == name] = 1 / (settings == name).sum()
    return _spread(weight / weight.mean(), pairs, queries)


def _best_weights(pairs: Pairs, order: Weights, queries: Mask | None) -> NDArray[np.float64]:
    """1 for the best hits of each query, 0 for all other pairs."""
    place = np.argsort(np.argsort(-order.logit(pairs.features), axis=1), axis=1)
    return _spread(np.ones(len(pairs.relevant)), pairs, queries) * (place < BEST)


def _spread(weight: NDArray[np.float64], pairs: Pairs, queries: Mask | None) -> NDArray[np.float64]:
    """A weight for each query as one for each pair."""
    kept = weight if queries is None else weight * queries
    return np.repeat(kept[:, None], pairs.relevant.shape[1], axis=1)


def _matrix(features: Features, names: Sequence[str]) -> NDArray[np.float64]:
    """(q, p, number of features)"""
    return np.stack([getattr(features, name) for name in names], axis=-1)
