"""Queries and passages of the retrieval evaluation set, and every pair of them with its features."""

import json
import random
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from almpo.evidence.anchors import Anchor
from almpo.evidence.documents import Document, Passage
from almpo.evidence.record import content_id
from almpo.evidence.vocabulary import DocumentStatus
from almpo.retrieval.candidates import Lookup
from almpo.retrieval.embedders.base import Embedder
from almpo.retrieval.fusion import Features
from almpo.retrieval.index.base import Filter
from almpo.retrieval.index.edge import EdgeIndex
from almpo.retrieval.points import make_points
from almpo.retrieval.query import read_query


class Text(NamedTuple):
    id: str
    language: str
    text: str


class Asked(NamedTuple):
    """A query with the ids of the passages that answer it; none if the set cannot answer it."""

    id: str
    language: str
    text: str
    relevant: frozenset[str]


class RetrievalSet(NamedTuple):
    passages: tuple[Text, ...]
    queries: tuple[Asked, ...]


class Pairs(NamedTuple):
    """Every query (q) with every passage (p): features and relevance, each (q, p)."""

    features: Features
    relevant: NDArray[np.bool_]
    query_languages: tuple[str, ...]
    passage_languages: tuple[str, ...]


def load_set(folder: Path) -> RetrievalSet:
    """Reads `passages.jsonl` and `queries.jsonl`."""
    passages = [json.loads(line) for line in (folder / "passages.jsonl").read_text("utf-8").splitlines()]
    queries = [json.loads(line) for line in (folder / "queries.jsonl").read_text("utf-8").splitlines()]
    return RetrievalSet(
        tuple(Text(p["id"], p["language"], p["text"]) for p in passages),
        tuple(Asked(q["id"], q["language"], q["text"], frozenset(q["relevant"])) for q in queries),
    )


def joined(given: RetrievalSet, size: int, seed: int) -> RetrievalSet:
    """The same queries on longer passages, each made of `size` passages of one language in random order.

    Passages of real reports are longer than those of the set and hold more than what is asked for.
    """
    shuffled = random.Random(seed).sample(given.passages, len(given.passages))
    longer: list[Text] = []
    member: dict[str, str] = {}
    for language in sorted({text.language for text in shuffled}):
        own = [text for text in shuffled if text.language == language]
        for start in range(0, len(own), size):
            parts = own[start : start + size]
            key = "+".join(part.id for part in parts)
            longer.append(Text(key, language, "\n".join(part.text for part in parts)))
            member |= {part.id: key for part in parts}
    queries = [q._replace(relevant=frozenset(member[i] for i in q.relevant)) for q in given.queries]
    return RetrievalSet(tuple(longer), tuple(queries))


def make_pairs(given: RetrievalSet, embedder: Embedder) -> Pairs:
    """Indexes the passages in a temporary folder and looks every query up."""
    texts, queries = given.passages, given.queries
    keys = [content_id(text.id) for text in texts]
    with tempfile.TemporaryDirectory() as folder:
        index = EdgeIndex(Path(folder), embedder.model_id, embedder.dimension)
        index.upsert(make_points([_passage(text) for text in texts], _DOCUMENT, {}, embedder))
        rows = []
        for asked in queries:
            query = read_query(asked.text, embedder, asked.language)
            points, features = Lookup(query, index).candidates(Filter(), len(texts))
            place = {point.id: i for i, point in enumerate(points)}
            order = [place[key] for key in keys]
            rows.append(Features(*(values[order] for values in features)))
        index.close()
    relevant = [[text.id in asked.relevant for text in texts] for asked in queries]
    return Pairs(
        Features(*(np.stack(columns) for columns in zip(*rows, strict=True))),
        np.array(relevant),
        tuple(asked.language for asked in queries),
        tuple(text.language for text in texts),
    )


def setting(pairs: Pairs) -> list[str]:
    """How queries stand to what answers them: "mono" (all in their language), "cross" (none), "mixed", "none"."""
    return [
        _setting(language, [pairs.passage_languages[i] for i in np.flatnonzero(row)])
        for language, row in zip(pairs.query_languages, pairs.relevant, strict=True)
    ]


def _setting(language: str, answers: Sequence[str]) -> str:
    if not answers:
        return "none"
    same = [answer == language for answer in answers]
    return "mono" if all(same) else "mixed" if any(same) else "cross"


_DOCUMENT = Document(
    id=content_id("retrieval set"),
    name="retrieval set (synthetic)",
    media_type="text/plain",
    size=0,
    status=DocumentStatus.READY,
    synthetic=True,
    added_at=datetime(2000, 1, 1, tzinfo=UTC),
)


def _passage(text: Text) -> Passage:
    return Passage(
        id=content_id(text.id),
        document_id=_DOCUMENT.id,
        ordinal=0,
        text=text.text,
        language=text.language,
        anchors=(Anchor(document_id=_DOCUMENT.id, page=1, quote=text.text),),
    )
