"""Dense vectors made comparable across languages.

The vectors of multilingual models lie apart by language, so that a mediocre passage in the language of the
question beats the right one in another. The cure is within-class covariance normalisation (Hatch, Kajarekar &
Stolcke 2006, Interspeech), with the translations of a sentence as a class: directions in which translations
differ are shrunk. One matrix serves all languages, so nothing depends on detecting the language of a short
question, or on which languages the corpus happens to hold. The translations are our own (`parallel.jsonl`).
"""

import json
import os
import tempfile
from importlib import resources
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from almpo.evidence.errors import ModelError
from almpo.evidence.record import content_id
from almpo.retrieval.embedders.base import Encoder, Role, unit_rows

SHRINKAGE = 0.6  # in mean variances; flat between 0.3 and 1 on the evaluation set
_FORMAT = 1


class Alignment(NamedTuple):
    """`queries` and `passages` are means (d,), `matrix` is (d, d)."""

    queries: NDArray[np.float32]
    passages: NDArray[np.float32]
    matrix: NDArray[np.float32]

    def apply(self, vectors: NDArray[np.float32], role: Role) -> NDArray[np.float32]:
        """Unit-length rows (n, d)."""
        return unit_rows((vectors - (self.queries if role == "query" else self.passages)) @ self.matrix)


def fit_alignment(
    meanings: NDArray[np.int_], queries: NDArray[np.float32], passages: NDArray[np.float32]
) -> Alignment:
    """From the vectors (n, d) of sentences in both roles; those with the same number in `meanings` (n,) are
    translations of one another."""
    spread = sum(_within(meanings, vectors) for vectors in (queries, passages)) / 2
    variances, directions = np.linalg.eigh(spread)
    shrunk = variances + SHRINKAGE * variances.mean()
    matrix = directions / np.sqrt(shrunk)
    return Alignment(
        queries.mean(axis=0).astype(np.float32),
        passages.mean(axis=0).astype(np.float32),
        matrix.astype(np.float32),
    )


def _within(meanings: NDArray[np.int_], vectors: NDArray[np.float32]) -> NDArray[np.float64]:
    """Covariance around the mean of each meaning."""
    deviations = vectors.astype(np.float64)
    for meaning in np.unique(meanings):
        rows = meanings == meaning
        deviations[rows] -= deviations[rows].mean(axis=0)
    return deviations.T @ deviations / len(deviations)


def load_alignment(encoder: Encoder, models: Path) -> tuple[Alignment, str]:
    """The alignment of a model, fitted once and kept in the folder of models, and an id of what it was fitted
    on.

    Raises ModelError.
    """
    text = resources.files(__package__).joinpath("parallel.jsonl").read_text(encoding="utf-8")
    digest = content_id(_FORMAT, SHRINKAGE, text)[:8]
    path = models / f"alignment-{content_id(encoder.model_id, digest)}.npz"
    try:
        if not path.exists():
            _write(_fit_on(encoder, text), path)
        with np.load(path) as stored:
            return Alignment(stored["queries"], stored["passages"], stored["matrix"]), digest
    except (OSError, ValueError, KeyError) as error:
        raise ModelError(f"{path} cannot be used: {error}. Delete it; it is made anew.") from error


def _fit_on(encoder: Encoder, text: str) -> Alignment:
    translations = [json.loads(line) for line in text.splitlines()]
    sentences = [(i, sentence) for i, group in enumerate(translations) for sentence in group.values()]
    texts = [sentence for _, sentence in sentences]
    return fit_alignment(
        np.array([meaning for meaning, _ in sentences]),
        encoder.embed(texts, "query").dense,
        encoder.embed(texts, "passage").dense,
    )


def _write(alignment: Alignment, path: Path) -> None:
    """Whole or not at all: a kill leaves a temporary file, and of two processes the last one wins with the
    same.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".alignment-", suffix=".npz")
    with os.fdopen(handle, "wb") as file:
        np.savez(file, **alignment._asdict())
    Path(name).replace(path)
