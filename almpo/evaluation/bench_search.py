"""`almpo bench search`: the embedded index beside qdrant-client's local mode, on generated vectors.

Vectors are random but clustered, as those of texts are; sparse vectors have about as many entries as those of
passages. Both hold the same points and answer the same queries in the same run. "A whole search" is all that
a question asks of the index: candidates by meaning, latents, words and concepts, and all of them scored in
each.
"""

import resource
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
from qdrant_client import QdrantClient

from almpo.evidence.record import Record, content_id
from almpo.retrieval.candidates import Lookup
from almpo.retrieval.embedders.base import SparseVector, unit_rows
from almpo.retrieval.embedders.e5 import LATENTS as LATENTS_KEPT
from almpo.retrieval.index.base import Filter, Index, Point
from almpo.retrieval.index.edge import EdgeIndex
from almpo.retrieval.index.server import ServerIndex
from almpo.retrieval.query import Query
from almpo.retrieval.search import CANDIDATES

DIMENSION, TOPICS, LATENTS, WORDS = 384, 200, 16384, 50_000
BATCH = 1000
WHERE = Filter(any_of={"country": ["AT"]})  # about 2 % of the points


class Latency(Record):
    queries: int
    p50: float  # milliseconds
    p95: float


class Timing(Record):
    index: str
    points: int
    load_seconds: float
    optimize_seconds: float  # building the graph
    reopen_seconds: float | None
    memory_mb: float  # resident memory that came with the points
    latencies: dict[str, Latency]  # by kind of search


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
            latents=self.sparse(LATENTS, LATENTS_KEPT),
            words=self.sparse(WORDS, 90),
            payload={"country": country},
        )


def bench_search(points: int, queries: int, local_queries: int, seed: int = 1) -> Iterator[Timing]:
    """Time both, the embedded index first; each is told as soon as it is known.

    The local mode searches by brute force in Python, so it is asked less often.
    """
    with tempfile.TemporaryDirectory(prefix="almpo-bench-") as folder:
        edge = EdgeIndex(Path(folder), "generated", DIMENSION)
        timed = _time("Qdrant Edge", edge, points, queries, seed)
        edge.close()
        began = time.perf_counter()
        EdgeIndex(Path(folder), "generated", DIMENSION).close()
        yield timed.model_copy(update={"reopen_seconds": time.perf_counter() - began})
    if local_queries:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)  # it warns of its size, which is the point here
            local = ServerIndex(QdrantClient(":memory:"), "generated", DIMENSION)
            yield _time("qdrant-client local mode", local, points, local_queries, seed)


def _time(name: str, index: Index, points: int, queries: int, seed: int) -> Timing:
    generator = Generator(seed)
    memory, began = _resident_mb(), time.perf_counter()
    for batch in generator.points(points):
        index.upsert(batch)
    loaded = time.perf_counter()
    index.optimize()
    optimized = time.perf_counter()
    asked = [
        Query(
            languages=frozenset(["en"]),
            meaning=generator.dense(),
            latents=generator.sparse(LATENTS, LATENTS_KEPT),
            words=generator.sparse(WORDS, 8),
            concepts=generator.sparse(WORDS, 2),
        )
        for _ in range(queries)
    ]
    every = Filter(any_of={"kind": ["passage"]})
    kinds: dict[str, Callable[[Query], object]] = {
        "dense": lambda query: index.search("dense", query.meaning, 10),
        "dense, filtered": lambda query: index.search("dense", query.meaning, 10, WHERE),
        "latents": lambda query: index.search("latents", query.latents, 10),
        "a whole search": lambda query: Lookup(query, index).candidates(every, CANDIDATES),
        "a whole search, filtered": lambda query: Lookup(query, index).candidates(WHERE, CANDIDATES),
    }
    return Timing(
        index=name,
        points=points,
        load_seconds=loaded - began,
        optimize_seconds=optimized - loaded,
        reopen_seconds=None,
        memory_mb=_resident_mb() - memory,
        latencies={kind: _latency(act, asked) for kind, act in kinds.items()},
    )


def _latency(act: Callable[[Query], object], asked: list[Query]) -> Latency:
    taken = []
    for query in asked:
        began = time.perf_counter()
        act(query)
        taken.append(1000 * (time.perf_counter() - began))
    p50, p95 = np.percentile(taken, [50, 95])
    return Latency(queries=len(asked), p50=float(p50), p95=float(p95))


def _resident_mb() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 2**20
