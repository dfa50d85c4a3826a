"""The default model: multilingual-e5-small in int8, run with onnxruntime.

Dense vectors are the mean over all tokens, with the prefixes "query: " and "passage: " that the model was
trained with (Wang et al. 2024, https://arxiv.org/abs/2402.05672). The sparse vector of a text holds the
latents of a sparse autoencoder over the same token states, the maximum over the tokens: it finds passages
across languages that the dense vector misses. Texts beyond 512 tokens are read in windows, weighted by their
length.
"""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from almpo.evidence.errors import ModelError
from almpo.retrieval.embedders.base import Embedding, Role, SparseVector, unit_rows
from almpo.retrieval.embedders.convert import ENCODER, TOKENIZER, converted_model, model_id
from almpo.retrieval.embedders.graph import Precision

WINDOW = 512  # tokens
LATENTS = 256  # kept of a text
_PROMPTS = {"query": "query: ", "passage": "passage: ", "document": "passage: "}


class _State(NamedTuple):
    """What the encoder makes of one text."""

    pooled: NDArray[np.float32]  # (hidden,)
    latents: NDArray[np.float32]  # (latents,)


class E5:
    """Multilingual-e5-small. Safe to use from several threads."""

    dimension = 384
    max_seq_length = WINDOW

    def __init__(self, folder: Path, threads: int = 2, precision: Precision = Precision.INT8) -> None:
        self.model_id = model_id(precision)
        options = onnxruntime.SessionOptions()
        # One thread a text and several texts at a time scales better than several threads a text.
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        # The fused SkipLayerNormalization of higher levels is slower than the two nodes it replaces.
        options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
        try:
            self._session = onnxruntime.InferenceSession(
                folder / ENCODER, options, providers=["CPUExecutionProvider"]
            )
            self._tokenizer = Tokenizer.from_file(str(folder / TOKENIZER))
        except Exception as error:  # both libraries raise their own bare exceptions
            raise ModelError(f"the embedding model in {folder} cannot be loaded: {error}") from error
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="embed")
        self._start, self._end = self._tokenizer.encode("").ids
        self._prompt_tokens = {prompt: len(self._tokenize(prompt)) for prompt in _PROMPTS.values()} | {"": 0}

    @classmethod
    def load(cls, models: Path, threads: int = 2, precision: Precision = Precision.INT8) -> "E5":
        """Converted first if need be. Raises ModelError."""
        return cls(converted_model(models, precision), threads, precision)

    def embed(self, texts: Sequence[str], role: Role) -> Embedding:
        states = self._states(texts, _PROMPTS[role])
        return Embedding(unit_rows(_pooled(states)), [_strongest(state.latents) for state in states])

    def encode(
        self,
        sentences: str | Sequence[str],
        *,
        prompt_name: str | None = None,
        prompt: str | None = None,
        batch_size: int = 32,
        normalize_embeddings: bool = True,
    ) -> NDArray[np.float32]:
        """As `SentenceTransformer.encode`: (384,) for one sentence, (n, 384) for several.

        `batch_size` is accepted for exchangeability; every text is run on its own.
        """
        prompt = prompt if prompt is not None else _PROMPTS.get(prompt_name or "", "")
        single = isinstance(sentences, str)
        pooled = _pooled(self._states([sentences] if isinstance(sentences, str) else sentences, prompt))
        vectors = unit_rows(pooled) if normalize_embeddings else pooled
        return vectors[0] if single else vectors

    def _states(self, texts: Sequence[str], prompt: str) -> list[_State]:
        return list(self._pool.map(lambda text: self._state(text, prompt), texts))

    def _state(self, text: str, prompt: str) -> _State:
        tokens = self._tokenize(prompt + text)
        skip = self._prompt_tokens.get(prompt, 0)
        parts, weights = [], []
        for window in _windows(tokens):
            given = np.array([[self._start, *window, self._end]], np.int64)
            pooled, latents = self._session.run(
                None, {"tokens": given, "skip": np.array([1 + min(skip, len(window) - 1)])}
            )
            parts.append(_State(pooled[0], latents[0]))
            weights.append(max(len(window), 1))
            skip = 0  # the prompt stands in the first window only
        if len(parts) == 1:
            return parts[0]
        return _State(
            np.average([part.pooled for part in parts], axis=0, weights=weights).astype(np.float32),
            np.max([part.latents for part in parts], axis=0),
        )

    def _tokenize(self, text: str) -> list[int]:
        return list(self._tokenizer.encode(text, add_special_tokens=False).ids)


def _windows(tokens: list[int]) -> Iterator[list[int]]:
    """At least one; that of an empty text is empty."""
    room = WINDOW - 2  # the start and end tokens stand in every window
    for start in range(0, max(len(tokens), 1), room):
        yield tokens[start : start + room]


def _pooled(states: Sequence[_State]) -> NDArray[np.float32]:
    if not states:
        return np.empty((0, E5.dimension), np.float32)
    return np.stack([state.pooled for state in states])


def _strongest(latents: NDArray[np.float32]) -> SparseVector:
    """The strongest latents, as a vector of length 1."""
    best = np.argpartition(-latents, LATENTS)[:LATENTS]
    best = np.sort(best[latents[best] > 0])
    values = latents[best]
    length = float(np.linalg.norm(values)) or 1.0
    return SparseVector(best.tolist(), (values / length).tolist())
