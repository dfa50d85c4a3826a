"""Heads: multinomial logistic regressions on sentence states, one a field, kept in one small file."""

import io
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from almpo.evidence.errors import ModelError

FILE = "heads.npz"
NO_CODE = "none"  # what a head says of a text that says nothing of the field
# Weights are kept in half precision: probabilities change by less than 0.001.
_STORED = np.float16


@dataclass(frozen=True)
class Head:
    """`weights` is (dimension, codes), `bias` (codes,), `centre` (dimension,) the mean state of the training set.

    `sharpness` multiplies the logits so that probabilities are right on languages and documents not trained on.
    """

    codes: tuple[str, ...]
    weights: NDArray[np.float32]
    bias: NDArray[np.float32]
    centre: NDArray[np.float32]
    sharpness: float = 1.0

    def probabilities(self, states: NDArray[np.float32]) -> NDArray[np.float64]:
        """(n, codes) from (n, dimension)."""
        logits = self.sharpness * ((states - self.centre) @ self.weights + self.bias).astype(np.float64)
        logits -= logits.max(axis=1, keepdims=True)
        likelihood = np.exp(logits)
        return np.asarray(likelihood / likelihood.sum(axis=1, keepdims=True))


@dataclass(frozen=True)
class Heads:
    """Heads by field, the id of the encoder whose states they read, and how they were trained."""

    by_field: Mapping[str, Head]
    encoder: str
    trained_at: date
    report: Mapping[str, Any]

    def save(self, path: Path) -> None:
        """Write all of it to one .npz file."""
        arrays: dict[str, NDArray[Any]] = {}
        fields: dict[str, Any] = {}
        for name, head in self.by_field.items():
            fields[name] = {"codes": head.codes, "sharpness": head.sharpness}
            arrays |= {
                f"{name}.weights": head.weights.astype(_STORED),
                f"{name}.bias": head.bias.astype(_STORED),
                f"{name}.centre": head.centre.astype(_STORED),
            }
        meta = {
            "encoder": self.encoder,
            "trained_at": self.trained_at.isoformat(),
            "fields": fields,
            "report": self.report,
        }
        arrays["meta"] = np.frombuffer(json.dumps(meta).encode(), np.uint8)
        np.savez_compressed(path, allow_pickle=False, **arrays)

    @classmethod
    def load(cls, data: bytes) -> "Heads":
        """Raises ModelError if these are not the bytes of such a file."""
        try:
            with np.load(io.BytesIO(data), allow_pickle=False) as stored:
                meta = json.loads(stored["meta"].tobytes())
                heads = {name: _head(name, about, stored) for name, about in meta["fields"].items()}
        except (OSError, ValueError, KeyError) as error:
            raise ModelError(f"the file of trained heads cannot be read: {error}") from error
        return cls(heads, meta["encoder"], date.fromisoformat(meta["trained_at"]), meta["report"])


def _head(name: str, about: Mapping[str, Any], stored: Mapping[str, NDArray[Any]]) -> Head:
    weights, bias, centre = (
        stored[f"{name}.{part}"].astype(np.float32) for part in ("weights", "bias", "centre")
    )
    return Head(tuple(about["codes"]), weights, bias, centre, about["sharpness"])


@cache
def shipped() -> Heads:
    """The heads in the package."""
    return Heads.load(resources.files(__package__).joinpath(FILE).read_bytes())
