"""Candidates and hits, on an index with vectors made by hand."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
import pytest

from almpo.evidence.anchors import Anchor
from almpo.evidence.documents import Passage
from almpo.evidence.findings import Finding
from almpo.evidence.record import content_id
from almpo.retrieval.candidates import Lookup
from almpo.retrieval.embedders.base import EMPTY, Embedding, SparseVector, unit_rows
from almpo.retrieval.index.base import Filter, Point
from almpo.retrieval.index.edge import EdgeIndex
from almpo.retrieval.lexical import document_terms
from almpo.retrieval.query import likely_languages, read_query
from almpo.retrieval.search import Searcher, SearchFilters

TEXTS = {
    "subsidy": ("en", "The wage subsidy raised employment in Lowmere by four points."),
    "copy": ("en", "The wage subsidy raised employment in Lowmere by four points!"),
    "zuschuss": ("de", "Der Lohnkostenzuschuss in Lowmere erhöhte die Beschäftigung."),
    "cake": ("en", "Apples, flour and butter make a cake."),
}
TOPICS = {"subsidy": 0, "copy": 0, "zuschuss": 0, "cake": 1}


class Embedder:
    """Vectors by topic: a query about wages has topic 0. The sparse head can be left out."""

    model_id = "by topic"
    dimension = 4

    def __init__(self, sparse: bool = True) -> None:
        self._sparse = sparse

    def passages(self, texts: Sequence[str]) -> Embedding:
        topics = [0 if "wage" in text or "Lohn" in text else 1 for text in texts]
        latents = [SparseVector([topic, 7], [0.8, 0.6]) for topic in topics] if self._sparse else []
        return Embedding(unit_rows(np.eye(4)[topics] + 0.1), latents)

    def query(self, text: str) -> Embedding:
        return self.passages([text])


def passage(name: str) -> Passage:
    language, text = TEXTS[name]
    anchor = Anchor(document_id="d", page=1, quote=text)
    return Passage(
        id=content_id(name), document_id="d", ordinal=0, text=text, language=language, anchors=(anchor,)
    )


FINDINGS = {
    content_id("finding", k): Finding(
        id=content_id("finding", k),
        document_id="d",
        source="table",
        page=2,
        table="Table 1",
        row_label="Treated",
        estimate=0.04,
        se=0.01,
        stars="***",
        extractor="t",
    )
    for k in range(12)
}


class Memory:
    def __init__(self, forgotten: Sequence[str] = ()) -> None:
        self._held = {p.id: p for name in TEXTS if name not in forgotten for p in [passage(name)]}

    def passages(self, ids: Sequence[str]) -> Mapping[str, Passage]:
        return {i: self._held[i] for i in ids if i in self._held}

    def findings(self, ids: Sequence[str]) -> Mapping[str, Finding]:
        return {i: FINDINGS[i] for i in ids}


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EdgeIndex]:
    opened = EdgeIndex(tmp_path_factory.mktemp("index"), "by topic", 4)
    embedder = Embedder()
    points = []
    for name, (language, text) in TEXTS.items():
        dense, latents = embedder.passages([text])
        words = document_terms(text, language)
        points.append(Point(content_id(name), "passage", "d", language, dense[0], latents[0], words))
    dense, latents = embedder.passages(["wage"])
    findings = [Point(key, "finding", "d", "en", dense[0], latents[0], EMPTY) for key in FINDINGS]
    opened.upsert([*points, *findings])
    yield opened
    opened.close()


def test_all_features_of_all_candidates(index: EdgeIndex) -> None:
    query = read_query("wage subsidies in Lowmere", Embedder(), "en")
    where = SearchFilters().where("passage")
    points, features = Lookup(query, index).candidates(where, 10)
    row = {point.id: i for i, point in enumerate(points)}
    subsidy, zuschuss, cake = (row[content_id(name)] for name in ("subsidy", "zuschuss", "cake"))
    assert features.meaning[subsidy] == pytest.approx(features.meaning[zuschuss])
    assert features.meaning[subsidy] > features.meaning[cake]
    assert features.latents[subsidy] == pytest.approx(1, abs=1e-5)
    assert features.latents[cake] == pytest.approx(0.36, abs=1e-5)
    assert features.concepts[[subsidy, zuschuss, cake]] == pytest.approx([1, 1, 0])
    assert features.words[subsidy] > 0 == features.words[zuschuss]
    assert features.foreign_words[zuschuss] > 0 == features.foreign_words[subsidy]
    assert features.same_language[[subsidy, zuschuss]].tolist() == [1, 0]
    for values in features:
        assert ((values >= -1) & (values <= 1.00001)).all()


def test_candidates_of_one_probe_are_scored_in_all(index: EdgeIndex) -> None:
    query = read_query("wage cake butter flour apples", Embedder(), "en")
    points, features = Lookup(query, index).candidates(SearchFilters().where("passage"), 1)
    assert len(points) >= 2  # the best by meaning and the best by words differ
    assert (features.meaning != 0).all()


def test_nothing_indexed_gives_no_candidates(tmp_path: Path) -> None:
    empty = EdgeIndex(tmp_path, "by topic", 4)
    points, features = Lookup(read_query("wages", Embedder()), empty).candidates(Filter(), 10)
    assert points == []
    assert all(len(values) == 0 for values in features)
    assert Searcher(Memory(), empty, Embedder()).search("wages") == []
    empty.close()


def test_near_duplicates_are_one_hit(index: EdgeIndex) -> None:
    only = SearchFilters(kinds=("passage",))
    hits = Searcher(Memory(), index, Embedder()).search("wage subsidy", filters=only)
    texts = [hit.text for hit in hits]
    assert len({TEXTS["subsidy"][1], TEXTS["copy"][1]} & set(texts)) == 1
    assert sum(len(hit.duplicates) for hit in hits) == 1
    assert texts[-1] == TEXTS["cake"][1]


def test_each_kind_gets_half_of_the_places(index: EdgeIndex) -> None:
    searcher = Searcher(Memory(), index, Embedder())
    kinds = [hit.kind for hit in searcher.search("wage subsidy", limit=4)]
    assert sorted(kinds) == ["finding"] * 2 + ["passage"] * 2
    kinds = [hit.kind for hit in searcher.search("wage subsidy", limit=10)]
    assert kinds.count("passage") == 3  # there are no more
    assert kinds.count("finding") == 7
    hits = searcher.search("wage subsidy", filters=SearchFilters(kinds=("finding",)), limit=3)
    assert [hit.text for hit in hits] == ["Table 1 · Treated: 0.04*** (SE 0.01)"] * 3


def test_spread_hits_are_of_different_pages(index: EdgeIndex) -> None:
    hits = Searcher(Memory(), index, Embedder()).search("wage subsidy", limit=4, spread=True)
    pages = [(hit.document_id, hit.page) for hit in hits]
    assert len(pages) == len(set(pages))
    closer = Searcher(Memory(), index, Embedder()).search("wage subsidy", limit=4)
    assert hits[0].id == closer[0].id


def test_what_the_store_no_longer_holds_is_no_hit(index: EdgeIndex) -> None:
    only = SearchFilters(kinds=("passage",))
    hits = Searcher(Memory(forgotten=["zuschuss"]), index, Embedder()).search("wage subsidy", filters=only)
    assert content_id("zuschuss") not in {hit.id for hit in hits}
    assert len(hits) == 2


def test_a_model_without_a_sparse_head_finds_by_the_rest(index: EdgeIndex) -> None:
    only = SearchFilters(kinds=("passage",))
    hits = Searcher(Memory(), index, Embedder(sparse=False)).search("wage subsidy", filters=only)
    assert hits[0].text in (TEXTS["subsidy"][1], TEXTS["copy"][1])
    assert hits[0].relevance > 2 * hits[-1].relevance


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("What is the effect of wage subsidies on employment?", "en"),
        ("Wie wirken Lohnkostenzuschüsse auf die Beschäftigung?", "de"),
        ("Czy szkolenia zawodowe pomagają znaleźć pracę?", "pl"),
        ("¿Funciona la formación para los parados de larga duración?", "es"),
    ],
)
def test_the_language_of_a_question_is_among_the_likely(text: str, language: str) -> None:
    assert language in likely_languages(text)


def test_a_language_that_is_given_is_taken() -> None:
    assert read_query("subsidy", Embedder(), "et").languages == {"et"}
