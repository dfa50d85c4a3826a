"""Questions over ingested documents whose pages are known: what search finds, and what it can learn from them."""

from collections.abc import Collection, Iterator
from pathlib import Path

import numpy as np

from almpo.evaluation.answers import GoldQuestion, read_questions
from almpo.evaluation.retrieval_fit import Listed
from almpo.evidence.documents import Document
from almpo.evidence.store import Store, Unit
from almpo.retrieval.candidates import Lookup
from almpo.retrieval.embedders.base import Embedder
from almpo.retrieval.filters import SearchFilters
from almpo.retrieval.fusion import Features
from almpo.retrieval.hits import Page, pages_of
from almpo.retrieval.index.base import Index
from almpo.retrieval.query import read_query
from almpo.retrieval.search import CANDIDATES, Searcher
from almpo.retrieval.traits import Traits, finding_traits, passage_traits


def score_questions(folder: Path, store: Store, searcher: Searcher) -> dict[str, tuple[int, int]]:
    """Recall@10 of gold pages, as (found, asked), within a language and across languages.

    A question counts as found when a passage or finding among the first ten hits stands on one of its pages, or a
    passage that was folded into one of them as its near-duplicate does.
    """
    counts = {"same language": [0, 0], "cross-language": [0, 0]}
    with store.read() as unit:
        for question, document in _questions(folder, unit):
            hits = searcher.search(question.q, language=question.lang, limit=10, spread=True)
            twins = unit.passages.by_ids([twin for hit in hits for twin in hit.duplicates])
            told = {
                page
                for record in [*(hit.record for hit in hits), *twins.values()]
                for page in pages_of(record)
            }
            count = counts["same language" if question.lang == document.language else "cross-language"]
            count[0] += bool(told & _pages(question, document))
            count[1] += 1
    return {name: (found, asked) for name, (found, asked) in counts.items()}


def list_candidates(folder: Path, store: Store, index: Index, embedder: Embedder) -> list[Listed]:
    """The questions of a folder with their candidates; those of which no candidate answers are left out."""
    with store.read() as unit:
        lists = [_listed(*asked, unit, index, embedder) for asked in _questions(folder, unit)]
    return [one for one in lists if one.relevant.any()]


def _questions(folder: Path, unit: Unit) -> Iterator[tuple[GoldQuestion, Document]]:
    """Those with pages in a document that is held."""
    documents = {document.name: document for document in unit.documents.all()}
    for question in read_questions(folder):
        document = documents.get(question.document)
        if document and question.pages and not question.unanswerable:
            yield question, document


def _pages(question: GoldQuestion, document: Document) -> set[Page]:
    return {(document.id, page) for page in question.pages}


def _listed(
    question: GoldQuestion, document: Document, unit: Unit, index: Index, embedder: Embedder
) -> Listed:
    wanted = _pages(question, document)
    lookup = Lookup(read_query(question.q, embedder, question.lang), index)
    points, features = lookup.candidates(SearchFilters().where("finding"), CANDIDATES)
    findings = unit.findings.by_ids([point.id for point in points])
    printed = [findings[point.id] for point in points]
    points, more = lookup.candidates(SearchFilters().where("passage"), CANDIDATES)
    passages = unit.passages.by_ids([point.id for point in points])
    read = [passages[point.id] for point in points]
    traits = passage_traits([one.text for one in read])
    relevant = [
        *(_on(wanted, pages_of(one)) for one in printed),
        *(_on(wanted, pages_of(one)) for one in read),
    ]
    return Listed(
        Features(*(np.concatenate(both) for both in zip(features, more, strict=True))),
        Traits(*(np.concatenate(both) for both in zip(finding_traits(len(printed)), traits, strict=True))),
        np.array(relevant, bool),
    )


def _on(wanted: Collection[Page], pages: set[Page]) -> bool:
    return not pages.isdisjoint(wanted)
