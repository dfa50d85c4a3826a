"""Would an embedder find what the word lists miss? The nearest concept to a question, at several thresholds.

Programmes, target groups and outcomes are described by the first terms of the dictionary in several languages; both
sides are centred, as sentences of one kind all lie close together.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from almpo.evaluation.understanding import Asked, understood
from almpo.retrieval import terms
from almpo.retrieval.embedders.base import Embedder
from almpo.synthesis.question import understand

GROUPS = ("programme", "target", "outcome")
_TERMS = 3  # of a concept and language
_QUANTILES = (0.0, 0.5, 0.8, 0.9, 0.95)


class Proposals(NamedTuple):
    """What a threshold on the cosine comes to where the word lists find nothing of a group."""

    threshold: float
    proposed: int
    right: int
    missing: int  # groups that the question does name, at any threshold


def nearest_concepts(asked: Sequence[Asked], embedder: Embedder) -> list[Proposals]:
    """Proposals at some quantiles of the best cosines."""
    codes, vectors = _described(embedder)
    middle = vectors.mean(axis=0)
    questions = np.stack([embedder.query(one.q).dense[0] for one in asked])
    cosines = _unit(questions - questions.mean(axis=0)) @ _unit(vectors - middle).T
    best: list[tuple[float, bool, bool]] = []
    for one, row in zip(asked, cosines, strict=True):
        found = {chip.partition(":")[0] for chip in understood(understand(one.q))}
        named = {chip.partition(":")[0] for chip in one.chips}
        for group in sorted(set(GROUPS) - found):
            near, code = max((row[i], code) for i, code in enumerate(codes) if code.startswith(f"{group}:"))
            best.append((float(near), code in one.chips, group in named))
    missing = sum(is_named for *_, is_named in best)
    nears = [near for near, *_ in best]
    levels = [float(np.quantile(nears, share)) for share in _QUANTILES] if nears else []
    return [
        Proposals(
            threshold=level,
            proposed=sum(near >= level for near in nears),
            right=sum(right for near, right, _ in best if near >= level),
            missing=missing,
        )
        for level in levels
    ]


def _described(embedder: Embedder) -> tuple[list[str], NDArray[np.float32]]:
    """The code of each description, and its vector, (description, dimension)."""
    described = [
        (f"{concept.kind}:{concept.code}", ", ".join(words[:_TERMS]))
        for concept in terms.concepts().values()
        if concept.kind in GROUPS
        for words in concept.terms.values()
    ]
    return [code for code, _ in described], embedder.passages([text for _, text in described]).dense


def _unit(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    unit: NDArray[np.float32] = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    return unit
