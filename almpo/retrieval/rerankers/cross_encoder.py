"""Any cross-encoder of sentence-transformers by name (extra "hub").

Question and text go through one transformer together (Nogueira & Cho 2019, "Passage re-ranking with BERT").
"""

import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from almpo.evidence.errors import ModelError

_HEADLESS = ("Model", "ForMaskedLM")  # ends of the names of architectures that score no pairs


class CrossEncoderReranker:
    """Scores are logits: probabilities near 0 and 1 would be rounded to ties."""

    def __init__(self, model: Any, model_id: str, batch: int) -> None:
        self.model_id = model_id
        self._model = model
        self._batch = batch
        self._scoring = threading.Lock()  # fast tokenizers refuse to be used from two threads at once

    @classmethod
    def load(cls, name: str, batch: int) -> "CrossEncoderReranker":
        """`name` is a folder or a name on the Hugging Face hub. Raises ModelError."""
        try:
            from sentence_transformers import CrossEncoder
        except ImportError as error:
            raise ModelError(
                f"the reranker {name!r} needs sentence-transformers: pip install 'almpo[hub]'"
            ) from error
        try:
            model = CrossEncoder(name)
        except Exception as error:  # no network, missing files: the library raises anything
            raise ModelError(f"the reranker {name!r} cannot be loaded: {error}") from error
        _check_head(model, name)
        folder = Path(name)  # answers show the id, and need not show a path of this machine
        return cls(model, folder.name if folder.is_dir() else name, batch)

    def scores(self, question: str, texts: Sequence[str]) -> NDArray[np.float64]:
        if not texts:
            return np.empty(0)
        pairs = [(question, text) for text in texts]
        try:
            with self._scoring:
                logits = self._model.predict(
                    pairs,
                    batch_size=self._batch,
                    activation_fn=lambda logits: logits,
                    show_progress_bar=False,
                )
        except Exception as error:  # out of memory, no padding token: the library raises anything
            raise ModelError(f"the reranker {self.model_id!r} failed: {error}") from error
        return np.asarray(logits, np.float64)


def _check_head(model: Any, name: str) -> None:
    """The library gives an encoder without a head a random one, which would order at random."""
    architectures: Sequence[str] = getattr(model.config, "architectures", None) or ()
    headless = any(architecture.endswith(_HEADLESS) for architecture in architectures)
    if headless or model.num_labels != 1:
        raise ModelError(
            f"{name!r} is no reranker: a cross-encoder that gives each pair of texts one score is needed"
        )
