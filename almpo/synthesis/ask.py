"""From a question to a stored answer whose every number was verified."""

import time
from collections.abc import Callable, Sequence
from datetime import datetime

from almpo.evidence.answers import Answer, Citation, Sentence
from almpo.evidence.errors import NotFoundError
from almpo.evidence.findings import Finding
from almpo.evidence.store import Store
from almpo.retrieval.embedders.base import Embedder
from almpo.synthesis.abstain import Decision, decide
from almpo.synthesis.evidence_pack import Limits, Search, gather
from almpo.synthesis.pack import EvidencePack
from almpo.synthesis.question import understand
from almpo.synthesis.sources import Source
from almpo.synthesis.templates import Templates, templates
from almpo.synthesis.verify import verify
from almpo.synthesis.writers.base import Writer
from almpo.synthesis.writers.plain import PlainWriter, document_name


class Answerer:
    """Answers questions from a store and its index.

    `writer` drafts; what it writes passes the gate of `almpo.synthesis.verify` or is left out. `clock` and
    `new_id` are passed in so that answers can be reproduced; `stopwatch` counts seconds.
    """

    def __init__(
        self,
        store: Store,
        searcher: Search,
        embedder: Embedder,
        *,
        clock: Callable[[], datetime],
        new_id: Callable[[], str],
        writer: Writer | None = None,
        limits: Limits = Limits(),
        stopwatch: Callable[[], float] = time.perf_counter,
    ) -> None:
        self._store = store
        self._searcher = searcher
        self._embedder = embedder
        self._clock = clock
        self._new_id = new_id
        self._writer = writer or PlainWriter()
        self._limits = limits
        self._stopwatch = stopwatch

    def ask(self, question: str, language: str | None = None) -> Answer:
        """Answer a question in its own language, or in `language` (ISO 639-1), and store the answer.

        Languages without templates are answered in English. Raises StoreError, IndexUnavailableError.
        """
        begun = self._stopwatch()
        asked = understand(question, language)
        say = templates(asked.language)
        pack = gather(asked, self._store, self._searcher, self._embedder, self._limits)
        decision = decide(pack)
        sentences, removed = self._verified(pack, say) if decision.answer else ((), ())
        if decision.answer and not any(sentence.citations for sentence in sentences):
            decision, sentences = Decision(False, "unverified"), ()
        answer = Answer(
            id=self._new_id(),
            question=question,
            language=say.language,
            abstained=not decision.answer,
            reason=_reason(decision, say),
            sentences=sentences,
            removed=removed,
            nearest=() if decision.answer else _nearest(pack),
            models={"embedder": self._embedder.model_id, "writer": self._writer.name},
            corpus=self._corpus(),
            asked_at=self._clock(),
            seconds=self._stopwatch() - begun,
        )
        with self._store.begin() as unit:
            unit.answers.add(answer)
        return answer

    def _corpus(self) -> str:
        with self._store.read() as unit:
            return unit.documents.corpus()

    def _verified(self, pack: EvidencePack, say: Templates) -> tuple[tuple[Sentence, ...], tuple[str, ...]]:
        draft = self._writer.write(pack, say.language)
        names = {document_name(document) for document in pack.documents.values()}
        kept, removed = [], []
        for sentence in draft:
            verdict = verify(
                sentence,
                self._sources(sentence.citations),
                say.language,
                names=names,
                fixed=frozenset(say.fixed.values()),
            )
            if verdict.sentence is None:
                removed.append(f"{sentence.text} [{'; '.join(verdict.problems)}]")
            else:
                kept.append(verdict.sentence)
        return tuple(kept), tuple(removed)

    def _sources(self, citations: Sequence[Citation]) -> list[Source | None]:
        """What citations resolve to, read afresh from the store: writers are not trusted with them."""
        with self._store.read() as unit:
            sources: list[Source | None] = []
            for citation in citations:
                try:
                    page = unit.documents.page(citation.document_id, citation.page)
                    language = unit.documents.get(citation.document_id).language
                    finding: Finding | None = None
                    if citation.finding_id is not None:
                        finding = unit.findings.get(citation.finding_id)
                    sources.append(Source(page.text, language, finding))
                except NotFoundError:
                    sources.append(None)
            return sources


def _reason(decision: Decision, say: Templates) -> str | None:
    if decision.reason is None:
        return None
    terms = [say.outcome.get(term, term) for term in decision.terms]
    return say.reason[decision.reason].format(terms=", ".join(terms), outcome=", ".join(terms))


def _nearest(pack: EvidencePack) -> tuple[Citation, ...]:
    items = [quote.citations[0] for quote in pack.quotes] or [item.citation for item in pack.estimates]
    return tuple(items[:3])
