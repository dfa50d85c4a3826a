"""The gate before a whole answer: what the citations resolve to, and who judges which sentence."""

from collections.abc import Collection, Mapping, Sequence
from functools import cache
from typing import Protocol

from almpo.evidence.answers import Citation, Part, Sentence
from almpo.evidence.documents import Document
from almpo.evidence.errors import NotFoundError
from almpo.evidence.findings import Finding
from almpo.evidence.store import Unit
from almpo.evidence.syntheses import Synthesis
from almpo.synthesis.comparison import verify_compared
from almpo.synthesis.computed import verify_computed
from almpo.synthesis.grounding import not_grounded
from almpo.synthesis.naming import document_name
from almpo.synthesis.notes import note
from almpo.synthesis.repair import verify_or_repair
from almpo.synthesis.sources import Source, subject
from almpo.synthesis.templates import templates
from almpo.synthesis.verify import Verdict


class Evidence(Protocol):
    """What citations resolve to: read from the store, or from a bundle. Writers are not trusted with it."""

    def source(self, citation: Citation) -> Source | None: ...

    def findings(self, ids: Sequence[str]) -> Mapping[str, Finding]:
        """Those that exist, by id."""
        ...


class StoredEvidence:
    """Evidence read from the store, each page and document once."""

    def __init__(self, unit: Unit) -> None:
        self._unit = unit
        self._page = cache(self._read_page)
        self._document = cache(self._read_document)

    def source(self, citation: Citation) -> Source | None:
        try:
            text = self._page(citation.document_id, citation.page)
            language, about = self._document(citation.document_id)
            finding = self._unit.findings.get(citation.finding_id) if citation.finding_id else None
        except NotFoundError:
            return None
        return Source(text, language, finding, about)

    def findings(self, ids: Sequence[str]) -> Mapping[str, Finding]:
        return self._unit.findings.by_ids(ids)

    def _read_page(self, document_id: str, number: int) -> str:
        return self._unit.documents.page(document_id, number, words=False).text

    def _read_document(self, document_id: str) -> tuple[str, frozenset[str]]:
        """The language of a document, and what it is about as a whole."""
        document = self._unit.documents.get(document_id)
        countries = self._unit.findings.profiles([document_id])[document_id].countries
        return document.language, subject(document.title or "", countries)


class Gate:
    """Judges sentences, whoever wrote them."""

    def __init__(
        self,
        evidence: Evidence,
        language: str,
        documents: Collection[Document],
        syntheses: Sequence[Synthesis] = (),
        *,
        by_model: bool = False,
    ) -> None:
        """`by_model`: a chat model wrote, so that sentences must also be about what they cite."""
        self._evidence = evidence
        self._language = language
        self._syntheses = syntheses
        self._by_model = by_model
        self._documents = {document.id: document for document in documents}
        self._names = _names(documents)
        self._fixed = frozenset({*templates(language).fixed.values(), note("few", language)})

    def judge(self, sentence: Sentence) -> Verdict:
        """The sentence with the record of its verification, or what is wrong with it."""
        if sentence.computed:
            ids = [citation.finding_id for citation in sentence.citations if citation.finding_id]
            known = self._evidence.findings(ids)
            if sentence.part is Part.COMPARED:
                return Verdict(*verify_compared(sentence, known, self._documents, self._language))
            return Verdict(*verify_computed(sentence, self._syntheses, known, self._language))
        sources = [self._evidence.source(citation) for citation in sentence.citations]
        if self._by_model and sentence.citations and (problems := not_grounded(sentence, sources)):
            return Verdict(None, problems)
        return verify_or_repair(sentence, sources, self._language, names=self._names, fixed=self._fixed)


def _names(documents: Collection[Document]) -> Collection[str]:
    """What the documents are called, with their ids where each name is one document's."""
    by_name = {document_name(document): document.id for document in documents}
    return by_name if len(by_name) == len(documents) else set(by_name)
