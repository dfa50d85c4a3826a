"""`almpo bench embedding`: speed of the default model in each precision, and what precision costs."""

import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from almpo.evaluation.retrieval_set import load_set
from almpo.evidence.record import Record
from almpo.retrieval.embedders.e5 import E5
from almpo.retrieval.embedders.graph import Precision

WORDS = 200


class Speed(Record):
    precision: str
    chunks_per_second: float  # texts of 200 words
    processor_ms: float  # processor time of a chunk: what the speed would be on an idle machine
    cosine_mean: float  # to the vectors of the reference precision
    cosine_min: float
    recall_10: float  # of the synthetic retrieval set, by dense vectors alone
    chunks: int


def chunks(folder: Path, count: int) -> list[str]:
    """Texts of 200 words, from the passages of the retrieval set."""
    words = " ".join(text.text for text in load_set(folder).passages).split()
    starts = np.linspace(0, len(words) - WORDS, count).astype(int)
    return [" ".join(words[start : start + WORDS]) for start in starts]


def bench_embedding(folder: Path, models: Path, threads: int, count: int) -> list[Speed]:
    """Every precision over the same texts, the reference first."""
    texts, given = chunks(folder, count), load_set(folder)
    passages, queries = [text.text for text in given.passages], [q for q in given.queries if q.relevant]
    reference = None
    speeds = []
    for precision in Precision:
        model = E5.load(models, threads, precision)
        model.embed(texts[:2], "passage")
        began, used = time.perf_counter(), time.process_time()
        dense = model.embed(texts, "passage").dense
        seconds, used = time.perf_counter() - began, time.process_time() - used
        reference = dense if reference is None else reference
        cosines = (dense * reference).sum(axis=1)
        found = (
            model.embed([q.text for q in queries], "query").dense @ model.embed(passages, "passage").dense.T
        )
        hits = _hits(found, [text.id for text in given.passages], [q.relevant for q in queries])
        speeds.append(
            Speed(
                precision=precision.value,
                chunks_per_second=count / seconds,
                processor_ms=1000 * used / count,
                cosine_mean=float(cosines.mean()),
                cosine_min=float(cosines.min()),
                recall_10=hits,
                chunks=count,
            )
        )
    return speeds


def _hits(
    scores: np.ndarray[tuple[int, ...], np.dtype[np.float32]],
    ids: Sequence[str],
    relevant: Sequence[frozenset[str]],
) -> float:
    best = np.argsort(-scores, axis=1)[:, :10]
    return float(
        np.mean([any(ids[i] in want for i in row) for row, want in zip(best, relevant, strict=True)])
    )
