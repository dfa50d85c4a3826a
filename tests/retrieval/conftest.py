"""Helpers for tests of retrieval: points without a model, and the converted default model."""

from collections.abc import Callable

import numpy as np
import pytest

from almpo.evidence.record import content_id
from almpo.evidence.settings import Settings
from almpo.retrieval.embedders.base import Embedder, SparseVector, unit_rows
from almpo.retrieval.embedders.load import load_embedder
from almpo.retrieval.index.base import Payload, Point

DIMENSION = 8


@pytest.fixture(scope="session")
def embedder() -> Embedder:
    """The default model, converted into the user's cache so that later runs find it there."""
    return load_embedder(Settings())


@pytest.fixture
def make_point() -> Callable[..., Point]:
    """Points with vectors that depend on their number only."""

    def make(number: int, document: str = "d1", kind: str = "passage", **payload: object) -> Point:
        dense = unit_rows(np.random.default_rng(number).standard_normal(DIMENSION))
        latents = SparseVector([number % 5, 100 + number], [0.6, 0.8])
        words = SparseVector([number % 3], [1.0])
        fields: Payload = dict(payload)  # type: ignore[arg-type]
        return Point(content_id("point", number), kind, document, "en", dense, latents, words, fields)

    return make
