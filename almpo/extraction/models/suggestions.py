"""What the heads suggest for a text, asked only where word lists know too little."""

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from almpo.extraction.models.heads import Heads, shipped

# A text longer than this many characters is no label.
_LONGEST = 400
# From a field and a text to probabilities by code; nothing where there is no head for the field.
Suggest = Callable[[str, str], Mapping[str, float]]


class States(Protocol):
    """An encoder: states of n texts as unit rows (n, dimension)."""

    model_id: str

    def states(self, texts: Sequence[str]) -> NDArray[np.float32]: ...


class Suggestions:
    """Suggestions of heads, each text encoded once. The encoder is opened when it is first needed."""

    def __init__(self, open_encoder: Callable[[], States], heads: Heads | None = None) -> None:
        self._open = open_encoder
        self._encoder: States | None = None
        self._heads = heads or shipped()
        self._states: dict[str, NDArray[np.float32]] = {}

    def __call__(self, field: str, text: str) -> Mapping[str, float]:
        head = self._heads.by_field.get(field)
        asked = " ".join(text.split())[:_LONGEST]
        if head is None or not asked or not self._is_of(self._open_once()):
            return {}
        if asked not in self._states:
            self._states[asked] = self._open_once().states([asked])
        probabilities = head.probabilities(self._states[asked])[0]
        return {code: float(p) for code, p in zip(head.codes, probabilities, strict=True)}

    def _open_once(self) -> States:
        if self._encoder is None:
            self._encoder = self._open()
        return self._encoder

    def _is_of(self, encoder: States) -> bool:
        """Whether the heads were trained on the states of this encoder."""
        return encoder.model_id == self._heads.encoder
