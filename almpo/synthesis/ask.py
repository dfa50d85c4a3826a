"""From a question to a stored answer whose every number was verified."""

import time
from collections.abc import Callable
from datetime import datetime
from functools import cache, partial

from almpo.evidence.answers import Answer, Citation, Sentence
from almpo.evidence.errors import NotFoundError
from almpo.evidence.store import Store, Unit
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
        """The sentences of the draft that pass the gate, and those that do not, with why."""
        draft = self._writer.write(pack, say.language)
        names = {document_name(document) for document in pack.documents.values()}
        fixed = frozenset(say.fixed.values())
        kept, removed = [], []
        with self._store.read() as unit:
            resolve = cache(partial(_resolve, unit))
            for sentence in draft:
                sources = [resolve(c.document_id, c.page, c.finding_id) for c in sentence.citations]
                verdict = verify(sentence, sources, say.language, names=names, fixed=fixed)
                if verdict.sentence is None:
                    removed.append(f"{sentence.text} [{'; '.join(verdict.problems)}]")
                else:
                    kept.append(verdict.sentence)
        return tuple(kept), tuple(removed)


def _resolve(unit: Unit, document_id: str, page: int, finding_id: str | None) -> Source | None:
    """What a citation resolves to, read afresh from the store: writers are not trusted with it."""
    try:
        text = unit.documents.page(document_id, page, words=False).text
        language = unit.documents.get(document_id).language
        return Source(text, language, unit.findings.get(finding_id) if finding_id else None)
    except NotFoundError:
        return None


def _reason(decision: Decision, say: Templates) -> str | None:
    if decision.reason == "outcome":
        known = [say.outcome[term] for term in decision.terms if term in say.outcome]
        reason = "outcome" if known else "weak"
        return say.reason[reason].format(outcome=", ".join(known))
    return say.reason[decision.reason].format(terms=", ".join(decision.terms)) if decision.reason else None


def _nearest(pack: EvidencePack) -> tuple[Citation, ...]:
    items = [quote.citations[0] for quote in pack.quotes] or [item.citations[0] for item in pack.estimates]
    return tuple(items[:3])
