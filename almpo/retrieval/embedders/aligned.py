"""An encoder made into an embedder: its dense vectors aligned across languages."""

from collections.abc import Sequence
from functools import lru_cache

from almpo.retrieval.embedders.alignment import Alignment
from almpo.retrieval.embedders.base import Embedding, Encoder, Role


class AlignedEmbedder:
    """`aligned_by` names what the alignment was fitted on; it becomes part of the model id."""

    def __init__(self, encoder: Encoder, alignment: Alignment, aligned_by: str) -> None:
        self.model_id = f"{encoder.model_id}+{aligned_by}"
        self.dimension = encoder.dimension
        self._encoder = encoder
        self._alignment = alignment
        # A question is put more than once: to the whole collection, to some documents, to single sentences.
        self._query = lru_cache(maxsize=32)(lambda text: self._embed([text], "query"))

    def passages(self, texts: Sequence[str]) -> Embedding:
        return self._embed(texts, "passage")

    def query(self, text: str) -> Embedding:
        return self._query(text)

    def _embed(self, texts: Sequence[str], role: Role) -> Embedding:
        raw = self._encoder.embed(texts, role)
        return Embedding(self._alignment.apply(raw.dense, role), raw.sparse)
