"""`almpo bench search`: the embedded index beside qdrant-client's local mode, on generated vectors.

Vectors are random but clustered, as those of texts are; sparse vectors have about as many entries as those of
passages. Both hold the same points and answer the same queries in the same run. "A whole search" is all that
a question asks of the index: candidates by meaning, latents, words and concepts, and all of them scored in
each. Each works in a process of its own and is stopped when its time is up; what it had done by then counts.
"""

import multiprocessing
import resource
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection
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
    points: int  # that are loaded
    load_seconds: float
    optimize_seconds: float | None = None  # building the graph
    reopen_seconds: float | None = None
    memory_mb: float  # resident memory that came with the points
    latencies: dict[str, Latency] = {}  # by kind of search
    stopped_after: float | None = None  # seconds, if it was stopped before it was done


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


def bench_search(
    points: int, queries: int, local_queries: int, seconds: float, seed: int = 0
) -> Iterator[Timing]:
    """Time both indexes, the second one with fewer queries, each for so many seconds at most after its first batch.

    Raises RuntimeError if one fails.
    """
    yield _within(seconds, _edge, points, queries, seed)
    if local_queries:
        yield _within(seconds, _local, points, local_queries, seed)


Side = Callable[[int, int, int], Iterator[Timing]]


def _within(seconds: float, side: Side, points: int, queries: int, seed: int) -> Timing:
    """The last that a side told of itself before its time, counted from its first batch on, was up."""
    processes = multiprocessing.get_context("spawn")
    here, there = processes.Pipe(duplex=False)
    process = processes.Process(target=_tell, args=(there, side, points, queries, seed), daemon=True)
    process.start()
    there.close()
    told: Timing | None = None
    try:
        told, began = here.recv(), time.monotonic()
        while here.poll(max(0.0, began + seconds - time.monotonic())):
            told = here.recv()
            if time.monotonic() > began + seconds:
                break
    except EOFError:  # it is done
        process.join()
        if told is None or process.exitcode:
            raise RuntimeError(f"{side.__name__} ended with exit code {process.exitcode}") from None
        return told
    process.kill()
    process.join()
    return told.model_copy(update={"stopped_after": time.monotonic() - began})


def _tell(there: Connection, side: Side, points: int, queries: int, seed: int) -> None:
    for timing in side(points, queries, seed):
        there.send(timing)


def _edge(points: int, queries: int, seed: int) -> Iterator[Timing]:
    with tempfile.TemporaryDirectory(prefix="almpo-bench-") as folder:
        edge = EdgeIndex(Path(folder), "generated", DIMENSION)
        timing = None
        for timing in _time("Qdrant Edge", edge, points, queries, seed):
            yield timing
        edge.close()
        began = time.perf_counter()
        EdgeIndex(Path(folder), "generated", DIMENSION).close()
        if timing is not None:
            yield timing.model_copy(update={"reopen_seconds": time.perf_counter() - began})


def _local(points: int, queries: int, seed: int) -> Iterator[Timing]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # it warns of its size, which is the point here
        local = ServerIndex(QdrantClient(":memory:"), "generated", DIMENSION)
        yield from _time("qdrant-client local mode", local, points, queries, seed)


def _time(name: str, index: Index, points: int, queries: int, seed: int) -> Iterator[Timing]:
    """What is known after each batch that is loaded and after each query that is put in every kind."""
    generator = Generator(seed)
    memory, began, loaded = _resident_mb(), time.perf_counter(), 0
    for batch in generator.points(points):
        index.upsert(batch)
        loaded += len(batch)
        timing = Timing(
            index=name,
            points=loaded,
            load_seconds=time.perf_counter() - began,
            memory_mb=_resident_mb() - memory,
        )
        yield timing
    began = time.perf_counter()
    index.optimize()
    timing = timing.model_copy(
        update={"optimize_seconds": time.perf_counter() - began, "memory_mb": _resident_mb() - memory}
    )
    yield timing
    every = Filter(any_of={"kind": ["passage"]})
    kinds: dict[str, Callable[[Query], object]] = {
        "dense": lambda query: index.search("dense", query.meaning, 10),
        "dense, filtered": lambda query: index.search("dense", query.meaning, 10, WHERE),
        "latents": lambda query: index.search("latents", query.latents, 10),
        "a whole search": lambda query: Lookup(query, index).candidates(every, CANDIDATES),
        "a whole search, filtered": lambda query: Lookup(query, index).candidates(WHERE, CANDIDATES),
    }
    taken: dict[str, list[float]] = {kind: [] for kind in kinds}
    for query in [_query(generator) for _ in range(queries)]:
        for kind, act in kinds.items():
            began = time.perf_counter()
            act(query)
            taken[kind].append(1000 * (time.perf_counter() - began))
            latencies = {done: _latency(times) for done, times in taken.items() if times}
            yield timing.model_copy(update={"latencies": latencies})


def _query(generator: Generator) -> Query:
    return Query(
        languages=frozenset(["en"]),
        meaning=generator.dense(),
        latents=generator.sparse(LATENTS, LATENTS_KEPT),
        words=generator.sparse(WORDS, 8),
        concepts=generator.sparse(WORDS, 2),
    )


def _latency(taken: list[float]) -> Latency:
    p50, p95 = np.percentile(taken, [50, 95])
    return Latency(queries=len(taken), p50=float(p50), p95=float(p95))


def _resident_mb() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 2**20
