"""The weights of the search's fusion, fitted and cross-validated on the retrieval set, and on questions with pages."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import logsumexp

from almpo.evaluation.retrieval_set import Pairs
from almpo.retrieval.fusion import Features, Fusion, Weights
from almpo.retrieval.traits import Traits

ORDER = ("meaning", "latents", "words", "foreign_words", "concepts", "same_language")
RELEVANCE = ("latents", "concepts")  # the dense vectors tell answerable from unanswerable worse
BEST = 10  # hits of a query that the relevance is fitted on: where it has to be right
RIDGE = 1.0  # on standardised features
FOLDS = 5

Mask = NDArray[np.bool_]


class Listed(NamedTuple):
    """A query with its candidates, of which at least one answers."""

    features: Features
    traits: Traits | None  # None where none of the candidates differs from the others
    relevant: NDArray[np.bool_]  # (n,)
    weight: float = 1.0


def fit_fusion(
    every: Sequence[Pairs],
    queries: Mask | None = None,
    *,
    latents: bool = True,
    listed: Sequence[Listed] = (),
) -> Fusion:
    """From several granularities of one set, and further queries with their candidates.

    Args:
        queries: (q,) leaves out those of the set that are kept for testing.
        latents: False for embedders that have no sparse head.
    """
    names = ORDER if latents else tuple(name for name in ORDER if name != "latents")
    order, traits = fit_order([*_as_lists(every, queries), *listed], names)
    best = [_best_weights(pairs, order, queries) for pairs in every]
    relevance = fit_weights(every, RELEVANCE if latents else ("meaning", "concepts"), best)
    return Fusion(order, traits, relevance)


def fit_order(lists: Sequence[Listed], names: Sequence[str]) -> tuple[Weights, Weights]:
    """Weights of features and of traits under which the answers are likeliest among the candidates of their query.

    A conditional logit (McFadden 1974) with a ridge penalty on standardised columns.
    """
    columns = [_columns(one, names) for one in lists]
    scale = np.concatenate(columns).std(axis=0) + 1e-9
    scaled = [x / scale for x in columns]

    def loss(beta: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        value, slope = RIDGE / 2 * beta @ beta, RIDGE * beta
        for x, one in zip(scaled, lists, strict=True):
            score, answers = x @ beta, x[one.relevant]
            value += one.weight * (logsumexp(score) - logsumexp(answers @ beta))
            slope += one.weight * (_softmax(score) @ x - _softmax(answers @ beta) @ answers)
        return float(value), slope

    beta = minimize(loss, np.zeros(len(scale)), jac=True, method="L-BFGS-B").x / scale
    weights = [round(float(weight), 4) for weight in beta]
    own = dict(zip(names, weights[: len(names)], strict=True))
    return Weights(0.0, own), Weights(0.0, dict(zip(Traits._fields, weights[len(names) :], strict=True)))


def _columns(one: Listed, names: Sequence[str]) -> NDArray[np.float64]:
    """(n, names and traits)"""
    traits = one.traits or Traits(*[np.zeros(len(one.relevant))] * len(Traits._fields))
    return np.column_stack([*(getattr(one.features, name) for name in names), *traits])


def _as_lists(every: Sequence[Pairs], queries: Mask | None) -> Iterator[Listed]:
    """The answerable queries of a set; however many granularities it has, a query counts once."""
    for pairs in every:
        for i in np.flatnonzero(pairs.relevant.any(axis=1)):
            if queries is None or queries[i]:
                features = Features(*(values[i] for values in pairs.features))
                yield Listed(features, None, pairs.relevant[i], 1 / len(every))


def _softmax(score: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.exp(score - logsumexp(score))


def cross_validated(
    every: Sequence[Pairs], seed: int = 0, listed: Sequence[Listed] = ()
) -> list[tuple[NDArray[np.float64], ...]]:
    """Order and relevance (q, p) of each granularity, every query judged by weights fitted on others."""
    number = len(every[0].relevant)
    fold = np.random.default_rng(seed).permutation(number) % FOLDS
    results = [(np.zeros(pairs.relevant.shape), np.zeros(pairs.relevant.shape)) for pairs in every]
    for tested in range(FOLDS):
        fusion = fit_fusion(every, fold != tested, listed=listed)
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
