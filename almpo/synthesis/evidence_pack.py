"""From a question to the evidence that an answer may draw on."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple, Protocol

import numpy as np

from almpo.evidence.answers import Citation
from almpo.evidence.documents import Document, Page, Passage, Table
from almpo.evidence.findings import Finding
from almpo.evidence.store import Store, Unit
from almpo.retrieval.embedders.base import Embedder
from almpo.synthesis.concepts import concepts
from almpo.synthesis.estimates import Scored, score_findings
from almpo.synthesis.pack import Estimate, EvidencePack, Hit, Quote, Series
from almpo.synthesis.question import Question
from almpo.synthesis.quoting import Candidate, candidate_sentences, diverse, sentence_scores
from almpo.synthesis.series import by_row_or_column, choose


class Limits(NamedTuple):
    """How much is looked at, and how much is told."""

    passages: int = 24
    findings: int = 24
    embedded: int = 48  # sentences compared with the question by meaning
    quotes: int = 3
    quotes_per_document: int = 2
    tables: int = 2
    estimates_per_table: int = 14
    margin: float = 0.35  # how far an estimate may fall behind the best


class Search(Protocol):
    """The part of `almpo.retrieval.search.Searcher` that is used here."""

    def search(self, query: str, *, limit: int) -> Sequence[Hit]: ...


class _Reader:
    """Reads documents, pages and tables once."""

    def __init__(self, unit: Unit) -> None:
        self._unit = unit
        self._documents: dict[str, Document] = {}
        self._pages: dict[tuple[str, int], Page] = {}
        self._tables: dict[str, dict[str, Table]] = {}

    def document(self, document_id: str) -> Document:
        if document_id not in self._documents:
            self._documents[document_id] = self._unit.documents.get(document_id)
        return self._documents[document_id]

    def page(self, document_id: str, number: int) -> Page:
        key = (document_id, number)
        if key not in self._pages:
            self._pages[key] = self._unit.documents.page(document_id, number)
        return self._pages[key]

    def tables(self, document_id: str) -> dict[str, Table]:
        if document_id not in self._tables:
            self._tables[document_id] = {
                table.id: table for table in self._unit.documents.tables(document_id)
            }
        return self._tables[document_id]

    def findings(self, document_id: str) -> list[Finding]:
        return self._unit.findings.of_document(document_id)


def gather(
    question: Question, store: Store, search: Search, embedder: Embedder, limits: Limits = Limits()
) -> EvidencePack:
    """Search, read around the hits, choose what is told. Deterministic for a store, an index and a model."""
    hits = search.search(question.text, limit=limits.passages + limits.findings)
    passages = [(hit.record, hit.relevance) for hit in hits if isinstance(hit.record, Passage)]
    found = [(hit.record, hit.relevance) for hit in hits if isinstance(hit.record, Finding)]
    with store.read() as unit:
        reader = _Reader(unit)
        quotes = _quotes(question, passages[: limits.passages], reader, embedder, limits)
        series = _series(question, passages, found, reader, limits)
        cited = {quote.citation.document_id for quote in quotes} | {one.first.document_id for one in series}
        return EvidencePack(
            question=question,
            quotes=tuple(quotes),
            series=tuple(series),
            documents={document_id: reader.document(document_id) for document_id in sorted(cited)},
            relevance=max((hit.relevance for hit in hits), default=0.0),
        )


def _quotes(
    question: Question,
    passages: Sequence[tuple[Passage, float]],
    reader: _Reader,
    embedder: Embedder,
    limits: Limits,
) -> list[Quote]:
    candidates = list(candidate_sentences(passages, reader.page))
    # Embedding costs most: only what is promising by its words is compared by meaning.
    by_words = sentence_scores(question, candidates, np.zeros(len(candidates)))
    promising = [candidates[i] for i in np.argsort(-by_words, kind="stable")[: limits.embedded]]
    if not promising:
        return []
    asked = embedder.query(question.text).dense[0]
    similarity = embedder.passages([candidate.text for candidate in promising]).dense @ asked
    scores = sentence_scores(question, promising, similarity)
    chosen = diverse(zip(scores, promising, strict=True), limits.quotes, limits.quotes_per_document)
    return [_quote(candidate, float(score), reader) for score, candidate in chosen]


def _quote(candidate: Candidate, score: float, reader: _Reader) -> Quote:
    document = reader.document(candidate.anchor.document_id)
    return Quote(
        citation=Citation(
            document_id=document.id,
            document=document.name,
            page=candidate.anchor.page,
            quote=candidate.text,
            anchor=candidate.anchor,
            passage_id=candidate.passage.id,
            synthetic=document.synthetic,
        ),
        language=candidate.passage.language,
        score=score,
        concepts=concepts(candidate.text),
    )


def _series(
    question: Question,
    passages: Sequence[tuple[Passage, float]],
    found: Sequence[tuple[Finding, float]],
    reader: _Reader,
    limits: Limits,
) -> list[Series]:
    """The findings that the search returned, and all others of the documents that it favours."""
    near: dict[tuple[str, int], float] = {}
    for passage, relevance in passages:
        for anchor in passage.anchors:
            key = (anchor.document_id, anchor.page)
            near[key] = max(near.get(key, 0.0), relevance)
    documents = _favoured(passages, found)
    pool = {finding.id: finding for finding, _ in found}
    for document_id in documents:
        pool |= {finding.id: finding for finding in reader.findings(document_id)}
    tables: dict[str, Table] = {}
    for document_id in {finding.document_id for finding in pool.values()}:
        tables |= reader.tables(document_id)
    scored = score_findings(
        question, pool.values(), tables, near, {finding.id: relevance for finding, relevance in found}
    )
    chosen = choose(scored, tables=limits.tables, per_table=limits.estimates_per_table, margin=limits.margin)
    return [
        Series(label=label, estimates=tuple(_estimate(one, own, reader) for own, one in members))
        for group in chosen
        for label, members in by_row_or_column(group)
    ]


def _favoured(
    passages: Iterable[tuple[Passage, float]], found: Iterable[tuple[Finding, float]], limit: int = 3
) -> list[str]:
    """Documents by the sum of the relevance of their hits, the best three of each counting."""
    by_document: dict[str, list[float]] = {}
    for record, relevance in [*passages, *found]:
        by_document.setdefault(record.document_id, []).append(relevance)
    best = {key: sum(sorted(values, reverse=True)[:3]) for key, values in by_document.items()}
    return sorted(best, key=lambda key: (-best[key], key))[:limit]


def _estimate(one: Scored, label: str, reader: _Reader) -> Estimate:
    document = reader.document(one.finding.document_id)
    return Estimate(
        citation=Citation(
            document_id=document.id,
            document=document.name,
            page=one.finding.page,
            anchor=one.finding.anchor,
            finding_id=one.finding.id,
            synthetic=document.synthetic,
        ),
        finding=one.finding,
        label=label,
        score=one.score,
        concepts=one.concepts,
    )
