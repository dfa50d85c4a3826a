"""The alignment of vectors across languages."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from almpo.evidence.errors import ModelError
from almpo.retrieval.embedders.aligned import AlignedEmbedder
from almpo.retrieval.embedders.alignment import fit_alignment, load_alignment
from almpo.retrieval.embedders.base import Embedding, Role, unit_rows

LANGUAGES, MEANINGS, DIMENSION = 5, 60, 128


def vectors(seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Meanings drowned by what the languages add: an offset each, and noise in a few shared directions."""
    dice = np.random.default_rng(seed)
    directions = np.random.default_rng(0).standard_normal((LANGUAGES + 4, DIMENSION))
    meaning = np.repeat(np.arange(MEANINGS), LANGUAGES)
    language = np.tile(np.arange(LANGUAGES), MEANINGS)
    topics = dice.standard_normal((MEANINGS, DIMENSION))
    noise = dice.standard_normal((len(meaning), 4)) @ directions[LANGUAGES:]
    return meaning, unit_rows(topics[meaning] + 3 * directions[language] + noise)


def translations_found(meaning: np.ndarray, given: np.ndarray) -> float:
    """Share of vectors whose nearest neighbour in another language means the same."""
    language = np.tile(np.arange(LANGUAGES), MEANINGS)
    similar = given @ given.T
    similar[language[:, None] == language[None, :]] = -np.inf
    return float((meaning[similar.argmax(axis=1)] == meaning).mean())


def test_translations_come_together_also_of_unseen_meanings() -> None:
    meaning, seen = vectors(1)
    alignment = fit_alignment(meaning, seen, seen)
    _, unseen = vectors(2)
    assert translations_found(meaning, unseen) < 0.3
    assert translations_found(meaning, alignment.apply(unseen, "passage")) > 0.95


def test_roles_are_centred_apart() -> None:
    meaning, passages = vectors(1)
    shift = np.zeros(DIMENSION, np.float32)
    shift[0] = 5
    alignment = fit_alignment(meaning, passages + shift, passages)
    assert alignment.apply(passages + shift, "query") == pytest.approx(
        alignment.apply(passages, "passage"), abs=1e-3
    )


class CountingEncoder:
    """Vectors that depend on the text only; counts the texts."""

    model_id = "counting"
    dimension = 16

    def __init__(self) -> None:
        self.texts = 0

    def embed(self, texts: Sequence[str], role: Role) -> Embedding:
        self.texts += len(texts)
        rows = [np.random.default_rng(list(text.encode())).standard_normal(16) for text in texts]
        return Embedding(unit_rows(np.array(rows).reshape(-1, 16)), [])


def test_an_alignment_is_fitted_once_a_model(tmp_path: Path) -> None:
    encoder = CountingEncoder()
    first, digest = load_alignment(encoder, tmp_path)
    assert encoder.texts > 500
    encoder.texts = 0
    again, same = load_alignment(encoder, tmp_path)
    assert encoder.texts == 0
    assert digest == same
    assert np.array_equal(first.matrix, again.matrix)


def test_a_damaged_file_is_named(tmp_path: Path) -> None:
    load_alignment(CountingEncoder(), tmp_path)
    (file,) = tmp_path.glob("alignment-*.npz")
    file.write_bytes(b"PK no archive")
    with pytest.raises(ModelError, match="Delete it"):
        load_alignment(CountingEncoder(), tmp_path)


def test_an_embedder_names_model_and_alignment(tmp_path: Path) -> None:
    encoder = CountingEncoder()
    alignment, digest = load_alignment(encoder, tmp_path)
    embedder = AlignedEmbedder(encoder, alignment, digest)
    assert embedder.model_id == f"counting+{digest}"
    dense = embedder.passages(["one", "two"]).dense
    assert np.linalg.norm(dense, axis=1) == pytest.approx([1, 1], abs=1e-5)
    assert dense[0] == pytest.approx(alignment.apply(encoder.embed(["one"], "passage").dense, "passage")[0])
