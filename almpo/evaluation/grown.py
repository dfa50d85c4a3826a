"""A large home from a small one, for measuring at scale: varied copies of its documents. Synthetic.

Every copy has its pages with words and boxes, passages, tables, findings and profile, in the store and in the
index, as an ingest would leave them; the bytes of its file it has not.
"""

from collections.abc import Collection, Iterator, Sequence
from itertools import count
from typing import NamedTuple

from almpo.evaluation.variation import Variation, vocabulary_of
from almpo.evidence.documents import Document, Page, ParsedDocument, Passage
from almpo.evidence.findings import Finding
from almpo.evidence.studies import Profile
from almpo.pipeline.workspace import Workspace
from almpo.retrieval.embedders.base import Embedding
from almpo.retrieval.points import Indexable, make_points, record_text


class _Original(NamedTuple):
    """What is copied of a document. `indexed` are its passages and what may be effects, with their vectors."""

    document: Document
    parsed: ParsedDocument
    findings: list[Finding]
    profile: Profile | None
    indexed: list[Indexable]
    embedding: Embedding


class _Known:
    """An embedder of texts whose vectors are known."""

    def __init__(self, vectors: Embedding) -> None:
        self.model_id, self.dimension = "known", vectors.dense.shape[1]
        self._vectors = vectors

    def passages(self, texts: Sequence[str]) -> Embedding:
        return self._vectors

    def query(self, text: str) -> Embedding:
        """Indexing asks no question."""
        return self._vectors


def grow(space: Workspace, passages: int) -> None:
    """Add varied copies of the first documents of a home until it holds so many passages.

    Killed half-way, a second call goes on. Raises ValueError if there is nothing to copy, StoreError,
    IndexUnavailableError.
    """
    with space.store.read() as unit:
        held = unit.passages.count()
        there = {document.id for document in unit.documents.all()}
    if held < passages:
        _add_copies(space, passages - held, there)
    space.index.optimize()  # at once, where nothing is new


def _add_copies(space: Workspace, wanted: int, there: Collection[str]) -> None:
    """Copies of each document in turn, but of those that are there, until there are so many passages more."""
    originals = list(_originals(space))
    vocabulary = vocabulary_of(passage.text for one in originals for passage in one.parsed.passages)
    if not vocabulary:
        raise ValueError("the home holds no passages that could be copied")
    for number in count(1):
        variation = Variation(number, vocabulary)
        for one in originals:
            if wanted <= 0:
                return
            if variation.id(one.document.id) not in there:
                _add(one, variation, space)
                wanted -= len(one.parsed.passages)


def _originals(space: Workspace) -> Iterator[_Original]:
    """The documents with passages that are no copies themselves."""
    with space.store.read() as unit:
        documents = [one for one in unit.documents.all() if not Variation.is_copy(one.name)]
        profiles = {profile.document_id: profile for profile in unit.studies.profiles()}
    for document in documents:
        with space.store.read() as unit:
            parsed = unit.documents.parsed(document.id)
            findings = unit.findings.of_document(document.id)
        if not parsed.passages:
            continue
        may_be_effects = [one for one in findings if one.treatment_effect is not False]
        indexed: list[Indexable] = [*parsed.passages, *may_be_effects]
        tables = {table.id: table for table in parsed.tables}
        vectors = space.embedder.passages([record_text(one, document, tables) for one in indexed])
        yield _Original(document, parsed, findings, profiles.get(document.id), indexed, vectors)


def _add(one: _Original, variation: Variation, space: Workspace) -> None:
    """Index first: what is in the store is then known to be whole."""
    title = variation.text(one.document.title) if one.document.title else None
    document = one.document.model_copy(
        update={
            "id": variation.id(one.document.id),
            "name": variation.name(one.document.name),
            "title": title,
        }
    )
    parsed = ParsedDocument(
        document_id=document.id,
        title=title,
        language=document.language,
        synthetic=document.synthetic,
        pages=tuple(_page(page, variation) for page in one.parsed.pages),
        sections=one.parsed.sections,
        passages=tuple(map(variation.record, one.parsed.passages)),
        tables=tuple(map(variation.record, one.parsed.tables)),
        parser=document.parser,
    )
    findings = {finding.id: finding for finding in map(variation.record, one.findings)}
    passages = {passage.id: passage for passage in parsed.passages}
    indexed = [
        (passages if isinstance(record, Passage) else findings)[variation.id(record.id)]
        for record in one.indexed
    ]
    tables = {table.id: table for table in parsed.tables}
    points = make_points(indexed, document, tables, _Known(variation.embedding(one.embedding)))
    space.index.upsert(points)
    with space.store.begin() as unit:
        unit.documents.put(document, parsed)
        unit.findings.replace(document.id, list(findings.values()))
        if one.profile is not None:
            unit.studies.put_profile(variation.record(one.profile))


def _page(page: Page, variation: Variation) -> Page:
    return page.model_copy(update={"text": variation.text(page.text)})
