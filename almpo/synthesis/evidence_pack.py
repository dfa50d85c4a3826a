"""From a question to the evidence that an answer may draw on."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple, Protocol

from almpo.evidence.anchors import Anchor
from almpo.evidence.answers import Citation
from almpo.evidence.documents import Document, Page, Passage, Table
from almpo.evidence.findings import Finding
from almpo.evidence.store import Store, Unit
from almpo.retrieval.embedders.base import Embedder
from almpo.synthesis.candidates import Candidate, candidate_sentences
from almpo.synthesis.canonical import displayed
from almpo.synthesis.concepts import concepts
from almpo.synthesis.coverage import cover
from almpo.synthesis.estimates import (
    ReadTable,
    Relevance,
    coded_concepts,
    label_text,
    rank_tables,
    read_tables,
)
from almpo.synthesis.favour import Relevant, Signals, favour_documents, read_signals
from almpo.synthesis.pack import Estimate, EvidencePack, Hit, Quote, Series
from almpo.synthesis.question import Question
from almpo.synthesis.quoting import diverse, merit, with_meaning
from almpo.synthesis.series import by_row_or_column
from almpo.synthesis.slices import choose


class Limits(NamedTuple):
    """How much is looked at, and how much is told."""

    passages: int = 24
    findings: int = 24
    expanded: int = 8  # passages whose neighbours are read too
    embedded: int = 40  # sentences compared with the question by meaning
    quotes: int = 4
    quotes_per_document: int = 3
    documents: int = 4  # that are told of
    tables: int = 4
    estimates_per_table: int = 14
    margin: float = 0.5  # by how much a table may be worth less than the best


class Search(Protocol):
    """The part of `almpo.retrieval.search.Searcher` that is used here."""

    def search(self, query: str, *, language: str | None = None, limit: int) -> Sequence[Hit]: ...


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
        """The text of a page, without its words: they take long to read."""
        key = (document_id, number)
        if key not in self._pages:
            self._pages[key] = self._unit.documents.page(document_id, number, words=False)
        return self._pages[key]

    def with_boxes(self, anchor: Anchor) -> Anchor:
        if anchor.start is None or anchor.end is None:
            return anchor
        page = self._unit.documents.page(anchor.document_id, anchor.page)
        return page.anchor(anchor.document_id, anchor.start, anchor.end)

    def tables(self, document_id: str) -> dict[str, Table]:
        if document_id not in self._tables:
            self._tables[document_id] = {
                table.id: table for table in self._unit.documents.tables(document_id)
            }
        return self._tables[document_id]

    def neighbours(self, passage: Passage) -> list[Passage]:
        return self._unit.passages.neighbours(passage)

    def findings(self, document_id: str) -> list[Finding]:
        return self._unit.findings.of_document(document_id)


def gather(
    question: Question, store: Store, search: Search, embedder: Embedder, limits: Limits = Limits()
) -> EvidencePack:
    """Search, read around the hits, choose what is told. Deterministic for a store, an index and a model."""
    wanted = limits.passages + limits.findings
    hits = search.search(question.text, language=question.language, limit=wanted)
    with store.read() as unit:
        reader = _Reader(unit)
        found = list(_relevant(hits, unit))
        signals = read_signals(found)
        documents = {key: reader.document(key) for key in signals.documents}
        favour = favour_documents(question, found, documents, signals)
        favoured = dict(list(favour.items())[: limits.documents])
        sentences = _sentences(question, found, favoured, reader, embedder, limits)
        tables = _tables(favoured, reader)
        quotes = _quotes(sentences, favoured, reader, limits)
        series = _series(question, tables, signals, favoured, reader, limits)
        cited = {citation.document_id for quote in quotes for citation in quote.citations}
        cited |= {one.first.document_id for one in series}
        texts = [document.title or "" for key, document in documents.items() if key in favoured]
        texts += [r.text for r, _ in found if isinstance(r, Passage) and r.document_id in favoured]
        return EvidencePack(
            question=question,
            quotes=tuple(quotes),
            series=tuple(series),
            documents={document_id: reader.document(document_id) for document_id in sorted(cited)},
            coverage=cover(
                question,
                relevance=max((hit.relevance for hit in hits), default=0.0),
                favour=max(favour.values(), default=0.0),
                texts=texts,
                sentences=[sentence.candidate for sentence in sentences],
                closeness=max((sentence.closeness for sentence in sentences), default=0.0),
                tables=tables,
            ),
        )


def _relevant(hits: Sequence[Hit], unit: Unit) -> Iterator[tuple[Passage | Finding, float]]:
    """The records of the hits, each followed by those that the search folded into it: other versions."""
    twins = unit.passages.by_ids([twin for hit in hits for twin in hit.duplicates])
    for hit in hits:
        yield hit.record, hit.relevance
        yield from ((twins[twin], hit.relevance) for twin in hit.duplicates if twin in twins)


def _with_neighbours(
    found: Relevant, favoured: Collection[str], reader: _Reader, expanded: int
) -> list[tuple[Passage, float]]:
    """The passages of favoured documents, and around the best their neighbours, a little less relevant."""
    passages = [
        (record, value)
        for record, value in found
        if isinstance(record, Passage) and record.document_id in favoured
    ]
    relevance = {passage.id: (passage, value) for passage, value in passages}
    for passage, value in passages[:expanded]:
        for neighbour in reader.neighbours(passage):
            relevance.setdefault(neighbour.id, (neighbour, 0.8 * value))
    return list(relevance.values())


class _Sentence(NamedTuple):
    candidate: Candidate
    closeness: float  # cosine with the question
    score: float


def _sentences(
    question: Question,
    found: Relevant,
    favoured: Mapping[str, float],
    reader: _Reader,
    embedder: Embedder,
    limits: Limits,
) -> list[_Sentence]:
    """The sentences that may answer."""
    passages = _with_neighbours(found, favoured, reader, limits.expanded)
    best = max(favoured.values(), default=1.0)
    by_words = [
        (merit(question, one, favoured[one.passage.document_id] / best), one)
        for one in candidate_sentences(passages, reader.page)
    ]
    # Embedding costs most: only what is promising by its words is compared by meaning.
    promising = sorted(by_words, key=lambda pair: -pair[0])[: limits.embedded]
    if not promising:
        return []
    asked = embedder.query(question.text).dense[0]
    closeness = embedder.passages([candidate.text for _, candidate in promising]).dense @ asked
    scores = with_meaning([worth for worth, _ in promising], closeness)
    return [
        _Sentence(candidate, float(close), float(score))
        for (_, candidate), close, score in zip(promising, closeness, scores, strict=True)
    ]


def _quotes(
    sentences: Sequence[_Sentence], favoured: Mapping[str, float], reader: _Reader, limits: Limits
) -> list[Quote]:
    scored = [(sentence.score, sentence.candidate) for sentence in sentences]
    per_document = limits.quotes_per_document if len(favoured) > 1 else limits.quotes
    return [_quote(same, score, reader) for score, same in diverse(scored, limits.quotes, per_document)]


def _quote(same: Sequence[Candidate], score: float, reader: _Reader) -> Quote:
    """The first of some candidates that say the same word for word, with the citations of all."""
    first = same[0]
    return Quote(
        text=first.text,
        citations=tuple(citation for one in same for citation in _quote_citations(one, reader)),
        language=first.passage.language,
        score=score,
        concepts=concepts(first.text),
    )


def _quote_citations(candidate: Candidate, reader: _Reader) -> list[Citation]:
    document = reader.document(candidate.passage.document_id)
    return [
        Citation(
            document_id=document.id,
            document=document.name,
            page=anchor.page,
            quote=displayed(anchor.quote),
            anchor=reader.with_boxes(anchor),
            passage_id=candidate.passage.id,
            synthetic=document.synthetic,
        )
        for anchor in candidate.anchors
    ]


def _tables(favoured: Collection[str], reader: _Reader) -> list[ReadTable]:
    """All findings of the documents that the question is about, by table."""
    findings: list[Finding] = []
    tables: dict[str, Table] = {}
    for document_id in favoured:
        findings += reader.findings(document_id)
        tables |= reader.tables(document_id)
    return read_tables(findings, tables)


def _series(
    question: Question,
    tables: Sequence[ReadTable],
    signals: Signals,
    favoured: Mapping[str, float],
    reader: _Reader,
    limits: Limits,
) -> list[Series]:
    def relevance(table: ReadTable) -> Relevance:
        first = table.first
        return Relevance(
            signals.pages.get((first.document_id, first.page), 0.0),
            max(signals.findings.get(one.finding.id, 0.0) for one in table.findings),
            favoured[first.document_id],
        )

    ranked = rank_tables(question, tables, relevance)
    chosen = choose(
        question, ranked, tables=limits.tables, per_table=limits.estimates_per_table, margin=limits.margin
    )
    return [
        Series(
            label=label,
            estimates=tuple(_estimate(one, part.twins.get(one.id, []), own, reader) for own, one in members),
        )
        for part in chosen
        for label, members in by_row_or_column(part.findings)
    ]


def _estimate(finding: Finding, twins: Sequence[Finding], label: str, reader: _Reader) -> Estimate:
    return Estimate(
        citations=tuple(_cite(one, reader.document(one.document_id)) for one in (finding, *twins)),
        finding=finding,
        label=label,
        concepts=concepts(label_text(finding)) | coded_concepts(finding),
    )


def _cite(finding: Finding, document: Document) -> Citation:
    return Citation(
        document_id=document.id,
        document=document.name,
        page=finding.page,
        anchor=finding.anchor,
        finding_id=finding.id,
        synthetic=document.synthetic,
    )
