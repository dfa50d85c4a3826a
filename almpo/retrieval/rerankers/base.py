"""What a reranker is."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray


class Reranker(Protocol):
    """Reads a question together with each text. Safe to use from several threads."""

    model_id: str

    def scores(self, question: str, texts: Sequence[str]) -> NDArray[np.float64]:
        """How well each of n texts answers the question: (n,), higher is better, on a scale of its own.

        Raises ModelError.
        """
        ...
