"""`almpo bench search`: the embedded index beside qdrant-client's local mode, on generated vectors.

Vectors are random but clustered, as those of texts are; sparse vectors have about as many entries as those of
passages. Both hold the same points and answer the same queries in the same run.
"""

import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
from qdrant_client import QdrantClient

from almpo.evidence.record import Record, content_id
from almpo.retrieval.embedders.base import SparseVector, unit_rows
from almpo.retrieval.index.base import Filter, Index, Point
from almpo.retrieval.index.edge import EdgeIndex
from almpo.retrieval.index.server import ServerIndex

DIMENSION, TOPICS, LATENTS, WORDS = 384, 200, 16384, 50_000
BATCH = 1000
WHERE = Filter(any_of={"country": ["AT"]})  # about 2 % of the points


class Timing(Record):
    index: str
    points: int
    load_seconds: float  # upserts and building the graph
    queries: int
    milliseconds: dict[str, tuple[float, float]]  # p50 and p95 by kind of search


class Generator:
    """Points and queries from a seed."""

    def __init__(self, seed: int) -> None:
        self._dice = np.random.default_rng(seed)
        self._topics = self._dice.standard_normal((TOPICS, DIMENSION))

    def points(self, count: int) -> Iterator[list[Point]]:
        for start in range(0, count, BATCH):
            yield [self._point(number) for number in range(start, min(start + BATCH, count))]

    def dense(self) -> np.ndarray[tuple[int], np.dtype[np.float32]]:
        near = self._topics[self._dice.integers(TOPICS)] + 0.7 * self._dice.standard_normal(DIMENSION)
        return unit_rows(near)

    def sparse(self, size: int, entries: int) -> SparseVector:
        indices = np.unique((size * self._dice.random(entries) ** 3).astype(int))
        return SparseVector(indices.tolist(), self._dice.random(len(indices)).tolist())

    def _point(self, number: int) -> Point:
        country = "AT" if self._dice.random() < 0.02 else "DE"
        return Point(
            id=content_id("generated", number),
            kind="passage",
            document_id=f"{number // 50:064}",
            language="en",
            dense=self.dense(),
            latents=self.sparse(LATENTS, 60),
            words=self.sparse(WORDS, 90),
            payload={"country": country},
        )


def bench_search(points: int, queries: int, local_queries: int, seed: int = 1) -> list[Timing]:
    """Time both. The local mode searches by brute force in Python, so it is asked less often."""
    with tempfile.TemporaryDirectory(prefix="almpo-bench-") as folder:
        edge = EdgeIndex(Path(folder), "generated", DIMENSION)
        timings = [_time("Qdrant Edge", edge, points, queries, seed)]
        edge.close()
    if local_queries:
        local = ServerIndex(QdrantClient(":memory:"), "generated", DIMENSION)
        timings.append(_time("qdrant-client local mode", local, points, local_queries, seed))
    return timings


def _time(name: str, index: Index, points: int, queries: int, seed: int) -> Timing:
    generator = Generator(seed)
    began = time.perf_counter()
    for batch in generator.points(points):
        index.upsert(batch)
    index.optimize()
    loaded = time.perf_counter() - began
    asked = [
        (generator.dense(), generator.sparse(LATENTS, 15), generator.sparse(WORDS, 8)) for _ in range(queries)
    ]

    def hybrid(k: int) -> None:
        dense, latents, words = asked[k]
        index.search("dense", dense, 100)
        index.search("latents", latents, 100)
        index.search("words", words, 100)

    kinds: dict[str, Callable[[int], object]] = {
        "dense": lambda k: index.search("dense", asked[k][0], 10),
        "dense, filtered": lambda k: index.search("dense", asked[k][0], 10, WHERE),
        "hybrid (dense + latents + words)": hybrid,
    }
    milliseconds = {kind: _percentiles(act, queries) for kind, act in kinds.items()}
    return Timing(index=name, points=points, load_seconds=loaded, queries=queries, milliseconds=milliseconds)


def _percentiles(act: Callable[[int], object], times: int) -> tuple[float, float]:
    taken = []
    for k in range(times):
        began = time.perf_counter()
        act(k)
        taken.append(1000 * (time.perf_counter() - began))
    return float(np.percentile(taken, 50)), float(np.percentile(taken, 95))
