"""What a reranker changes, with one whose scores are told beforehand."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from almpo.evidence.anchors import Anchor
from almpo.evidence.documents import Passage
from almpo.evidence.errors import ModelError
from almpo.evidence.findings import Finding
from almpo.evidence.record import content_id
from almpo.retrieval.embedders.base import EMPTY, Embedding, unit_rows
from almpo.retrieval.hits import Hit
from almpo.retrieval.index.base import Point
from almpo.retrieval.index.edge import EdgeIndex
from almpo.retrieval.points import Indexable
from almpo.retrieval.reranking import reordered
from almpo.retrieval.search import Searcher, SearchFilters

# All are near the query by meaning, the first ones nearest; none shares a word with another.
TEXTS = [" ".join(f"{letter}{k}" for k in range(8)) for letter in "abcdef"]
PASSAGES = [
    Passage(
        id=content_id(text),
        document_id=f"d{k}",
        ordinal=k,
        text=text,
        language="en",
        anchors=(Anchor(document_id=f"d{k}", page=1, quote=text),),
    )
    for k, text in enumerate(TEXTS)
]
FINDINGS = [
    Finding(
        id=content_id("finding", k),
        document_id=f"d{k}",
        source="table",
        page=2,
        row_label=f"row {k}",
        estimate=0.1,
        extractor="t",
    )
    for k in range(3)
]


class Embedder:
    model_id = "by place"
    dimension = 4

    def passages(self, texts: Sequence[str]) -> Embedding:
        return self.query(texts[0])

    def query(self, text: str) -> Embedding:
        return Embedding(unit_rows(np.eye(4)[:1]), [])


class Memory:
    def passages(self, ids: Sequence[str]) -> Mapping[str, Passage]:
        return {one.id: one for one in PASSAGES if one.id in ids}

    def findings(self, ids: Sequence[str]) -> Mapping[str, Finding]:
        return {one.id: one for one in FINDINGS if one.id in ids}

    def texts(self, records: Sequence[Indexable]) -> list[str]:
        return [one.text if isinstance(one, Passage) else f"embedded {one.row_label}" for one in records]


class Told:
    """Scores by text; remembers what it was given."""

    model_id = "told"

    def __init__(self, score: Callable[[str], float]) -> None:
        self._score = score
        self.read: list[tuple[str, list[str]]] = []

    def scores(self, question: str, texts: Sequence[str]) -> NDArray[np.float64]:
        self.read.append((question, list(texts)))
        return np.array([self._score(text) for text in texts], float)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EdgeIndex]:
    opened = EdgeIndex(tmp_path_factory.mktemp("index"), "by place", 4)
    records = [("passage", one) for one in PASSAGES] + [("finding", one) for one in FINDINGS]
    for kind, one in records:
        k = int(one.document_id[1:])
        dense = unit_rows(np.array([[1.0, 0.1 * k, 0.0, 0.0]]))[0]
        opened.upsert([Point(one.id, kind, one.document_id, "en", dense, EMPTY, EMPTY)])
    yield opened
    opened.close()


PASSAGES_ONLY = SearchFilters(kinds=("passage",))


def places(hits: Sequence[Hit]) -> list[int]:
    return [int(hit.document_id[1:]) for hit in hits]


def test_without_a_reranker_the_order_is_that_of_the_fusion(index: EdgeIndex) -> None:
    searcher = Searcher(Memory(), index, Embedder())
    assert places(searcher.search("q", filters=PASSAGES_ONLY)) == [0, 1, 2, 3, 4, 5]
    assert searcher.models == {"embedder": "by place"}


def test_the_reranker_orders_the_best_candidates_only(index: EdgeIndex) -> None:
    plain = Searcher(Memory(), index, Embedder()).search("q", filters=PASSAGES_ONLY)
    backwards = Told(lambda text: TEXTS.index(text))
    searcher = Searcher(Memory(), index, Embedder(), reranker=backwards, reranked=4)
    hits = searcher.search("q", filters=PASSAGES_ONLY)
    assert places(hits) == [3, 2, 1, 0, 4, 5]
    assert backwards.read == [("q", TEXTS[:4])]
    assert [hit.score for hit in hits] == [hit.score for hit in plain]
    assert {hit.id: hit.relevance for hit in hits} == {hit.id: hit.relevance for hit in plain}
    assert searcher.models == {"embedder": "by place", "reranker": "told"}


@pytest.mark.parametrize("spread", [False, True])
def test_a_hit_beyond_the_limit_can_come_first(index: EdgeIndex, spread: bool) -> None:
    searcher = Searcher(Memory(), index, Embedder(), reranker=Told(lambda text: text == TEXTS[5]))
    assert places(searcher.search("q", filters=PASSAGES_ONLY, limit=1, spread=spread)) == [5]


def test_equal_scores_change_nothing(index: EdgeIndex) -> None:
    searcher = Searcher(Memory(), index, Embedder(), reranker=Told(lambda text: 0.5))
    assert searcher.search("q") == Searcher(Memory(), index, Embedder()).search("q")


def test_findings_are_read_as_they_are_embedded(index: EdgeIndex) -> None:
    last = Told(lambda text: text == "embedded row 2")
    only = SearchFilters(kinds=("finding",))
    hits = Searcher(Memory(), index, Embedder(), reranker=last).search("q", filters=only)
    assert places(hits) == [2, 0, 1]
    assert last.read == [("q", ["embedded row 0", "embedded row 1", "embedded row 2"])]


def test_nothing_found_is_not_read(tmp_path: Path) -> None:
    empty = EdgeIndex(tmp_path, "by place", 4)
    reranker = Told(lambda text: 0)
    assert Searcher(Memory(), empty, Embedder(), reranker=reranker).search("q") == []
    assert reranker.read == []
    empty.close()


def test_a_score_that_is_no_number_is_an_error(index: EdgeIndex) -> None:
    with pytest.raises(ModelError, match="no finite score"):
        Searcher(Memory(), index, Embedder(), reranker=Told(lambda text: float("nan"))).search("q")


def hits_of(scores: Sequence[float]) -> list[Hit]:
    found = zip(PASSAGES, scores, strict=False)
    return [
        Hit(
            kind="passage",
            id=one.id,
            score=score,
            relevance=0.5,
            document_id=one.document_id,
            page=1,
            text=one.text,
            record=one,
        )
        for one, score in found
    ]


def test_one_score_too_few_is_an_error() -> None:
    with pytest.raises(ModelError, match="each of 2 texts"):
        reordered(hits_of([2, 1]), np.array([1.0]))


@given(st.lists(st.sampled_from([-1.0, 0.0, 0.5, 9.0]), min_size=1, max_size=len(PASSAGES)))
def test_only_the_order_of_scores_counts(scores: list[float]) -> None:
    hits = hits_of(range(len(scores), 0, -1))
    once = reordered(hits, np.array(scores))
    assert once == reordered(hits, 3 * np.array(scores) - 7)
    assert sorted(hit.id for hit in once) == sorted(hit.id for hit in hits)
    assert [hit.score for hit in once] == [hit.score for hit in hits]
    assert once[0].id == hits[int(np.argmax(scores))].id
