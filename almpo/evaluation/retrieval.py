"""How well search finds: `almpo eval retrieval`.

On the synthetic multilingual set of `eval_sets/retrieval`, at two lengths of passages, every query judged by
weights that were fitted on other queries. `retrieval_pages` asks questions over ingested documents.
"""

import json
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from almpo.evaluation.retrieval_fit import Listed, cross_validated, fit_fusion
from almpo.evaluation.retrieval_set import Pairs, joined, load_set, make_pairs, setting
from almpo.evidence.record import Record
from almpo.retrieval.embedders.base import Embedder

JOINED = 3  # passages of the set in one of the longer ones
SINGLE = ("meaning", "latents", "words")  # features that are also reported alone


class Found(Record):
    """Shares of queries with an answer among the first k, and the mean reciprocal rank of the first one."""

    name: str
    queries: int
    recall_1: float
    recall_5: float
    recall_10: float
    mrr: float


def granularities(folder: Path, embedder: Embedder) -> list[Pairs]:
    """The set as it is, and with longer passages."""
    given = load_set(folder)
    return [make_pairs(given, embedder), make_pairs(joined(given, JOINED, seed=0), embedder)]


def score_set(every: Sequence[Pairs], listed: Sequence[Listed] = ()) -> list[Found]:
    """Each granularity by setting and by pair of languages, single features and the fusion."""
    lines = []
    for pairs, (fused, _), size in zip(
        every, cross_validated(every, listed=listed), ("short", "long"), strict=True
    ):
        scores = {name: getattr(pairs.features, name) for name in SINGLE} | {"fusion": fused}
        groups: dict[str, list[int]] = defaultdict(list)
        for i, how in enumerate(setting(pairs)):
            if how != "none":
                groups[how].append(i)
                groups[_language_pair(pairs, i)].append(i)
        for how, queries in sorted(groups.items()):
            for name, score in scores.items():
                if name == "fusion" or how in ("mono", "cross"):
                    lines.append(found(f"{size} {how} {name}", score[queries], pairs.relevant[queries]))
    return lines


def _language_pair(pairs: Pairs, query: int) -> str:
    answers = {pairs.passage_languages[i] for i in np.flatnonzero(pairs.relevant[query])}
    to = answers.pop() if len(answers) == 1 else "several"
    return f"{pairs.query_languages[query]}→{to}"


def found(name: str, scores: NDArray[np.float64], relevant: NDArray[np.bool_]) -> Found:
    """Scores and relevance (q, p)."""
    order = np.argsort(-scores, axis=1, kind="stable")
    first = np.take_along_axis(relevant, order, axis=1).argmax(axis=1)
    return Found(
        name=name,
        queries=len(scores),
        recall_1=float((first < 1).mean()),
        recall_5=float((first < 5).mean()),
        recall_10=float((first < 10).mean()),
        mrr=float((1 / (first + 1)).mean()),
    )


def write_fusion(
    every: Sequence[Pairs], path: Path, listed: Sequence[Listed] = (), *, relevance: bool = False
) -> None:
    """Fit the weights of the order on the whole set, and further queries with candidates, and store them.

    Args:
        relevance: whether the weights of the relevance are fitted anew, too, on which abstention rests.
    """
    stored = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    for case, latents in (("with_latents", True), ("without_latents", False)):
        fitted = fit_fusion(every, latents=latents, listed=listed)
        new = {name: weights._asdict() for name, weights in fitted._asdict().items()}
        if not relevance:
            new["relevance"] = stored.get(case, new)["relevance"]
        stored[case] = new
    path.write_text(json.dumps(stored, indent=1) + "\n", encoding="utf-8")
