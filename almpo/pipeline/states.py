"""The search model's encoder as the heads of extraction see it."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from almpo.retrieval.embedders.base import Encoder


class EncoderStates:
    """Sentence states of an encoder: unit rows (n, dimension), float32."""

    def __init__(self, encoder: Encoder) -> None:
        self.model_id = encoder.model_id
        self._encoder = encoder

    def states(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return self._encoder.embed(texts, "query").dense
