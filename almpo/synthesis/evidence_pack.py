"""From a question to the evidence that an answer may draw on."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple, Protocol, runtime_checkable

from almpo.evidence.answers import Citation
from almpo.evidence.documents import Passage
from almpo.evidence.findings import Finding
from almpo.evidence.store import Store, Unit
from almpo.evidence.store.findings import Profile
from almpo.retrieval.embedders.base import Embedder
from almpo.retrieval.filters import SearchFilters
from almpo.retrieval.narrowing import Narrowed
from almpo.synthesis.candidates import Candidate, candidate_sentences
from almpo.synthesis.canonical import displayed
from almpo.synthesis.closeness import closeness
from almpo.synthesis.concepts import concepts
from almpo.synthesis.coverage import Report, cover
from almpo.synthesis.estimates import (
    ReadTable,
    Relevance,
    cite,
    coded_concepts,
    label_text,
    may_help,
    rank_tables,
    read_tables,
)
from almpo.synthesis.favour import Relevant, Signals, asks_for_effect, favour_documents, read_signals
from almpo.synthesis.pack import Estimate, EvidencePack, Hit, Quote, Series
from almpo.synthesis.question import Question
from almpo.synthesis.quoting import diverse, merit
from almpo.synthesis.reader import EffectsInText, Reader
from almpo.synthesis.scopes import is_beside
from almpo.synthesis.series import by_row_or_column
from almpo.synthesis.slices import choose, tells_differences

_SOUGHT = ("programme", "outcome", "target", "method")  # what an estimate names or not


class Limits(NamedTuple):
    """How much is looked at, and how much is told."""

    passages: int = 24
    findings: int = 24
    expanded: int = 8  # passages whose neighbours are read too
    embedded: int = 24  # sentences compared with the question by meaning
    meaning: float = 0.5  # weight of a sentence's closeness to the question beside its words
    quotes: int = 5
    quotes_per_document: int = 4
    documents: int = 4  # that are told of
    tables: int = 4
    estimates_per_table: int = 14
    margin: float = 0.6  # by how much a table may be worth less than the best of its document
    apart: float = 1.0  # by how much it may be worth less than the best of all


class Search(Protocol):
    """The part of `almpo.retrieval.search.Searcher` that is used here."""

    def search(
        self,
        query: str,
        *,
        language: str | None = None,
        filters: SearchFilters = SearchFilters(),
        limit: int,
    ) -> Sequence[Hit]: ...


@runtime_checkable
class NamesModels(Protocol):
    """A search that tells which models it finds and orders with."""

    @property
    def models(self) -> Mapping[str, str]:  # role -> model id
        ...


def gather(
    question: Question,
    store: Store,
    search: Search,
    embedder: Embedder,
    limits: Limits = Limits(),
    within: SearchFilters = SearchFilters(),
) -> EvidencePack:
    """Search, read around the hits, choose what is told. Deterministic for a store, an index and a model.

    `within` are narrowed conditions that all evidence must meet.
    """
    search = Narrowed(search, within)
    hits = _anywhere(question, search, limits)
    with store.read() as unit:
        reader = Reader(unit, within.findings)
        found = list(_relevant(hits, unit))
        signals = read_signals(found)
        documents = {key: reader.document(key) for key in signals.documents}
        profiles = unit.findings.profiles(list(documents))
        favour = favour_documents(question, found, documents, profiles, signals)
        favoured = dict(list(favour.items())[: limits.documents])
        found = _once([*found, *_relevant(_within(question, favoured, search, limits), unit)])
        signals = read_signals(found)
        sentences = _sentences(question, found, favoured, reader, embedder, limits)
        tables = _tables(question, favoured, reader)
        quotes = _quotes(sentences, favoured, reader, limits)
        series = _series(question, tables, signals, favoured, reader, limits)
        cited = {citation.document_id for quote in quotes for citation in quote.citations}
        cited |= {one.first.document_id for one in series}
        reports = [
            Report(
                key,
                worth,
                documents[key].language,
                documents[key].title or "",
                _passages_of(key, found),
                _places(profiles[key]),
            )
            for key, worth in favoured.items()
        ]
        return EvidencePack(
            question=question,
            quotes=tuple(quotes),
            series=tuple(series),
            documents={document_id: reader.document(document_id) for document_id in sorted(cited)},
            coverage=cover(
                question,
                relevance=max((hit.relevance for hit in hits), default=0.0),
                favour=max(favour.values(), default=0.0),
                reports=reports,
                sentences=[sentence.candidate for sentence in sentences],
                tables=tables,
            ),
        )


def _passages_of(document_id: str, found: Relevant) -> tuple[str, ...]:
    return tuple(r.text for r, _ in found if isinstance(r, Passage) and r.document_id == document_id)


def _places(profile: Profile) -> frozenset[str]:
    return frozenset(code for country in profile.countries for code in re.findall("[A-Z]{2}", country))


def _anywhere(question: Question, search: Search, limits: Limits) -> list[Hit]:
    """The hits of the whole collection; where a place is asked for, also those findings that are from there."""
    wanted = limits.passages + limits.findings
    hits = list(search.search(question.text, language=question.language, limit=wanted))
    if countries := tuple(sorted(question.named("country"))):
        there = SearchFilters(kinds=("finding",), countries=countries)
        hits += search.search(question.text, language=question.language, filters=there, limit=limits.findings)
    return hits


def _within(question: Question, favoured: Collection[str], search: Search, limits: Limits) -> Sequence[Hit]:
    """The hits in the documents that the question is about, which others may have crowded out."""
    if not favoured:
        return []
    wanted = limits.passages + limits.findings
    here = SearchFilters(documents=tuple(favoured))
    return search.search(question.text, language=question.language, filters=here, limit=wanted)


def _once(found: Relevant) -> list[tuple[Passage | Finding, float]]:
    """Each record once, with the best of its relevances."""
    best: dict[str, tuple[Passage | Finding, float]] = {}
    for record, relevance in found:
        if record.id not in best or relevance > best[record.id][1]:
            best[record.id] = (record, relevance)
    return list(best.values())


def _relevant(hits: Sequence[Hit], unit: Unit) -> Iterator[tuple[Passage | Finding, float]]:
    """The records of the hits, each followed by those that the search folded into it: other versions."""
    twins = unit.passages.by_ids([twin for hit in hits for twin in hit.duplicates])
    for hit in hits:
        yield hit.record, hit.relevance
        yield from ((twins[twin], hit.relevance) for twin in hit.duplicates if twin in twins)


def _with_neighbours(
    found: Relevant, favoured: Collection[str], reader: Reader, expanded: int
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
    score: float


def _sentences(
    question: Question,
    found: Relevant,
    favoured: Mapping[str, float],
    reader: Reader,
    embedder: Embedder,
    limits: Limits,
) -> list[_Sentence]:
    """The sentences that may answer."""
    passages = _with_neighbours(found, favoured, reader, limits.expanded)
    best = max(favoured.values(), default=1.0)
    effects = EffectsInText(reader, favoured)
    by_words = [
        (merit(question, one, favoured[one.passage.document_id] / best, effect=effects.stand_in(one)), one)
        for one in candidate_sentences(passages, reader.page)
        if one.text != displayed(reader.document(one.passage.document_id).title or "")
        and not is_beside(question.scope, concepts(one.text))
    ]
    # Embedding costs most: only what is promising by its words is compared by meaning.
    promising = sorted(by_words, key=lambda pair: -pair[0])[: limits.embedded]
    if not promising:
        return []
    meaning = closeness(
        embedder.query(question.text), embedder.passages([candidate.text for _, candidate in promising])
    )
    return [
        _Sentence(candidate, worth + limits.meaning * float(close))
        for (worth, candidate), close in zip(promising, meaning, strict=True)
    ]


def _quotes(
    sentences: Sequence[_Sentence], favoured: Mapping[str, float], reader: Reader, limits: Limits
) -> list[Quote]:
    scored = [(sentence.score, sentence.candidate) for sentence in sentences]
    per_document = limits.quotes_per_document if len(favoured) > 1 else limits.quotes
    return [_quote(same, score, reader) for score, same in diverse(scored, limits.quotes, per_document)]


def _quote(same: Sequence[Candidate], score: float, reader: Reader) -> Quote:
    """The first of some candidates that say the same word for word, with the citations of all."""
    first = same[0]
    return Quote(
        text=first.text,
        citations=tuple(citation for one in same for citation in _quote_citations(one, reader)),
        language=first.passage.language,
        score=score,
        concepts=concepts(first.text),
    )


def _quote_citations(candidate: Candidate, reader: Reader) -> list[Citation]:
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


def _tables(question: Question, favoured: Collection[str], reader: Reader) -> list[ReadTable]:
    """What the documents that the question is about estimate, by table."""
    return [table for document_id in favoured for table in _tables_of(question, document_id, reader)]


def _tables_of(question: Question, document_id: str, reader: Reader) -> list[ReadTable]:
    """The effects of a document. Where these do not name all that is asked, or are those of a reference group,
    whatever else it estimates too; of one that estimates no effect, all numbers in its tables.
    """
    tables = reader.tables(document_id)
    effects = read_tables(reader.effects(document_id), tables)
    named = {code for table in effects for code in table.concepts}
    asked = {code for code in question.concepts if code.partition(":")[0] in _SOUGHT}
    if effects and asked <= named and not any(tells_differences(table) for table in effects):
        return effects
    wanted = [one for one in reader.estimates(document_id) if not effects or may_help(one)]
    return read_tables(wanted, tables)


def _series(
    question: Question,
    tables: Sequence[ReadTable],
    signals: Signals,
    favoured: Mapping[str, float],
    reader: Reader,
    limits: Limits,
) -> list[Series]:
    def relevance(table: ReadTable) -> Relevance:
        first = table.first
        return Relevance(
            signals.pages.get((first.document_id, first.page), 0.0),
            max(signals.findings.get(one.finding.id, 0.0) for one in table.findings),
            favoured[first.document_id],
        )

    ranked = rank_tables(question, tables, relevance, effects=asks_for_effect(question))
    chosen = choose(
        question,
        ranked,
        tables=limits.tables,
        per_table=limits.estimates_per_table,
        margin=limits.margin,
        apart=limits.apart,
        relevance=signals.findings,
    )
    return [
        Series(
            label=label,
            estimates=tuple(_estimate(one, part.twins.get(one.id, []), own, reader) for own, one in members),
        )
        for part in chosen
        for label, members in by_row_or_column(part.findings)
    ]


def _estimate(finding: Finding, twins: Sequence[Finding], label: str, reader: Reader) -> Estimate:
    return Estimate(
        citations=tuple(cite(one, reader.document(one.document_id)) for one in (finding, *twins)),
        finding=finding,
        label=label,
        concepts=concepts(label_text(finding)) | coded_concepts(finding),
    )
