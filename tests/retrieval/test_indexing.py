"""The index follows the store."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from almpo.evidence.documents import Document, Page, ParsedDocument, Passage
from almpo.evidence.findings import Finding
from almpo.evidence.record import content_id
from almpo.evidence.store import Store
from almpo.evidence.vocabulary import DocumentStatus, PageStatus
from almpo.retrieval.embedders.base import Embedder
from almpo.retrieval.index.edge import EdgeIndex
from almpo.retrieval.indexing import compare, index_document, rebuild
from almpo.retrieval.search import Searcher, SearchFilters

TEXTS = {
    "en": "The wage subsidy raised employment by four points after two years.",
    "de": "Die Weiterbildung senkte die Arbeitslosigkeit der Teilnehmenden deutlich.",
    "fr": "Le contrat aidé n'a pas eu d'effet sur le salaire.",
}
DOCUMENT = "a" * 64


@pytest.fixture
def store(tmp_path: Path) -> Store:
    opened = Store.open(f"sqlite:///{tmp_path}/store.db")
    text = "\n".join(TEXTS.values())
    page = Page(number=1, status=PageStatus.PARSED, text=text)
    passages = tuple(
        Passage(
            id=content_id(DOCUMENT, k),
            document_id=DOCUMENT,
            ordinal=k,
            text=text,
            language=language,
            anchors=(page.anchor(DOCUMENT, 0, 5),),
        )
        for k, (language, text) in enumerate(TEXTS.items())
    )
    findings = [
        Finding(
            id=content_id(DOCUMENT, "finding", k),
            document_id=DOCUMENT,
            source="table",
            page=1,
            row_label="Subsidised",
            column_label="Employed",
            estimate=0.04,
            treatment_effect=effect,
            extractor="t",
        )
        for k, effect in enumerate((True, None, False))
    ]
    document = Document(
        id=DOCUMENT,
        name="r.pdf",
        media_type="application/pdf",
        size=1,
        status=DocumentStatus.READY,
        added_at=datetime.now(UTC),
    )
    with opened.begin() as unit:
        parsed = ParsedDocument(document_id=DOCUMENT, pages=(page,), passages=passages, parser="t")
        unit.documents.put(document, parsed)
        unit.findings.replace(DOCUMENT, findings)
    return opened


@pytest.fixture
def index(tmp_path: Path, embedder: Embedder) -> Iterator[EdgeIndex]:
    opened = EdgeIndex(tmp_path / "index", embedder.model_id, embedder.dimension)
    yield opened
    opened.close()


def test_passages_and_possible_effects_are_indexed(
    store: Store, index: EdgeIndex, embedder: Embedder
) -> None:
    seen: list[tuple[int, int]] = []
    added = index_document(DOCUMENT, store, index, embedder, on_batch=lambda *s: seen.append(s), batch=2)
    assert added == 5
    assert seen == [(2, 5), (4, 5), (5, 5)]
    assert content_id(DOCUMENT, "finding", 2) not in index.ids()
    assert compare([DOCUMENT], store, index) == (frozenset(), frozenset())


def test_indexing_again_drops_what_is_gone(store: Store, index: EdgeIndex, embedder: Embedder) -> None:
    index_document(DOCUMENT, store, index, embedder)
    with store.begin() as unit:
        unit.findings.replace(DOCUMENT, [])
    assert len(compare([DOCUMENT], store, index).extra) == 2
    index_document(DOCUMENT, store, index, embedder)
    assert index.count() == 3


def test_passages_that_are_there_need_not_be_embedded_again(
    store: Store, index: EdgeIndex, embedder: Embedder
) -> None:
    index_document(DOCUMENT, store, index, embedder)
    seen: list[tuple[int, int]] = []
    index_document(DOCUMENT, store, index, embedder, on_batch=lambda *s: seen.append(s), again=Finding)
    assert seen == [(2, 2)]
    index.clear()
    index_document(DOCUMENT, store, index, embedder, again=Finding)
    assert index.count() == 5


def test_rebuilding_mends_the_index(store: Store, index: EdgeIndex, embedder: Embedder) -> None:
    assert len(compare([DOCUMENT], store, index).missing) == 5
    assert list(rebuild([DOCUMENT], store, index, embedder)) == [DOCUMENT]
    assert compare([DOCUMENT], store, index) == (frozenset(), frozenset())
    assert list(rebuild([], store, index, embedder)) == []
    assert index.count() == 0


@pytest.mark.parametrize(
    ("query", "language"),
    [
        ("Lohnkostenzuschuss Beschäftigung", "en"),
        ("szkolenia bezrobocie uczestników", "de"),
        ("effect of subsidised contracts on wages", "fr"),
    ],
)
def test_search_finds_across_languages(
    store: Store, index: EdgeIndex, embedder: Embedder, query: str, language: str
) -> None:
    index_document(DOCUMENT, store, index, embedder)
    hits = Searcher(store, index, embedder).search(query, filters=SearchFilters(kinds=("passage",)))
    assert hits[0].text == TEXTS[language]
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert all(0 <= hit.relevance <= 1 for hit in hits)


def test_filters_hold(store: Store, index: EdgeIndex, embedder: Embedder) -> None:
    index_document(DOCUMENT, store, index, embedder)
    searcher = Searcher(store, index, embedder)
    only = searcher.search("employment", filters=SearchFilters(languages=("fr",), kinds=("passage",)))
    assert [hit.text for hit in only] == [TEXTS["fr"]]
    assert searcher.search("employment", filters=SearchFilters(documents=("b" * 64,))) == []
    kinds = {hit.kind for hit in searcher.search("employment")}
    assert kinds == {"passage", "finding"}
