"""Any sentence-transformers model by name (extra "hub")."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from almpo.evidence.errors import ModelError
from almpo.retrieval.embedders.base import Embedding, Role, unit_rows


class HubEncoder:
    """A sentence-transformers model. Its own prompts are used where it has some for the role."""

    def __init__(self, model: Any, model_id: str, batch: int = 32) -> None:
        self.model_id = model_id
        self.dimension = int(_embedding_size(model))
        self._model = model
        self._batch = batch

    @classmethod
    def load(cls, name: str, batch: int = 32) -> "HubEncoder":
        """`name` is a folder or a name on the Hugging Face hub. Raises ModelError."""
        try:
            from sentence_transformers import SentenceTransformer
        except ImportError as error:
            raise ModelError(
                f"the embedding model {name!r} needs sentence-transformers: pip install 'almpo[hub]'"
            ) from error
        try:
            return cls(SentenceTransformer(name), name, batch)
        except (
            Exception
        ) as error:  # network, missing files, unknown architecture: the library raises anything
            raise ModelError(f"the embedding model {name!r} cannot be loaded: {error}") from error

    def embed(self, texts: Sequence[str], role: Role) -> Embedding:
        if not texts:
            return Embedding(np.empty((0, self.dimension), np.float32), [])
        vectors = self._model.encode(
            list(texts),
            prompt_name=_prompt_name(self._model, role),
            batch_size=self._batch,
            normalize_embeddings=True,
            show_progress_bar=False,
        )
        return Embedding(unit_rows(np.asarray(vectors, np.float32)), [])


def _embedding_size(model: Any) -> int:
    # renamed in sentence-transformers 6
    size = getattr(model, "get_embedding_dimension", None) or model.get_sentence_embedding_dimension
    return int(size())


def _prompt_name(model: Any, role: Role) -> str | None:
    prompts = getattr(model, "prompts", None) or {}
    names = ("query",) if role == "query" else ("passage", "document")
    return next((name for name in names if prompts.get(name)), None)
