"""Models of sentence-transformers, with stand-ins for the library."""

import sys
from collections.abc import Sequence
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from almpo.evidence.errors import ModelError
from almpo.evidence.settings import EmbeddingSettings, Settings
from almpo.retrieval.embedders.e5 import E5
from almpo.retrieval.embedders.hub import HubEncoder
from almpo.retrieval.embedders.load import load_encoder


class Model:
    """What is used of a SentenceTransformer. Vectors tell which prompt was asked for."""

    prompts = {"query": "query: ", "document": "text: "}

    def get_sentence_embedding_dimension(self) -> int:
        return 3

    def encode(self, texts: Sequence[str], prompt_name: str | None, **_: Any) -> np.ndarray:
        code = {"query": 1.0, "document": 2.0, None: 3.0}[prompt_name]
        return np.array([[code, len(text), 0.0] for text in texts])


def test_a_model_uses_its_own_prompts() -> None:
    encoder = HubEncoder(Model(), "some/model")
    assert (encoder.model_id, encoder.dimension) == ("some/model", 3)
    query, passage = encoder.embed(["ab"], "query"), encoder.embed(["ab", "abc"], "passage")
    assert query.dense[0] == pytest.approx(np.array([1, 2, 0]) / np.sqrt(5))
    assert passage.dense[1] == pytest.approx(np.array([2, 3, 0]) / np.sqrt(13))
    assert passage.dense.dtype == np.float32
    assert passage.sparse == []
    assert encoder.embed([], "passage").dense.shape == (0, 3)


def test_a_model_without_prompts_is_asked_for_none() -> None:
    model = Model()
    model.prompts = {}
    assert HubEncoder(model, "m").embed([""], "query").dense[0] == pytest.approx([1, 0, 0])


def test_without_the_library_the_error_tells_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sentence_transformers", None)
    settings = Settings(embedding=EmbeddingSettings(model="some/model"))
    with pytest.raises(ModelError, match=r"pip install 'almpo\[hub\]'"):
        load_encoder(settings)


def test_a_model_that_cannot_be_loaded_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    library = ModuleType("sentence_transformers")

    def fail(name: str) -> None:
        raise OSError("no route to host")

    library.SentenceTransformer = fail  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "sentence_transformers", library)
    with pytest.raises(ModelError, match="'some/model' cannot be loaded: no route to host"):
        HubEncoder.load("some/model")


def test_the_default_is_the_converted_model() -> None:
    assert isinstance(load_encoder(Settings()), E5)
