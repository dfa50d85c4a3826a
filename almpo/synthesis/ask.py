"""From a question to a stored answer whose every number was verified."""

import time
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from almpo.evidence.answers import Answer
from almpo.evidence.scope import Scope
from almpo.evidence.store import Store
from almpo.retrieval.embedders.base import Embedder
from almpo.synthesis.evidence_pack import Limits, Search
from almpo.synthesis.graph.state import Progress, Step, known
from almpo.synthesis.graph.steps import Steps, Tools
from almpo.synthesis.graph.walk import walk
from almpo.synthesis.scoped import Pooler
from almpo.synthesis.writers.base import Writer
from almpo.synthesis.writers.plain import PlainWriter

if TYPE_CHECKING:
    from langgraph.checkpoint.base import BaseCheckpointSaver

SECONDS = 60.0


class Answerer:
    """Answers questions from a store and its index.

    `writer` drafts; what it writes passes the gate of `almpo.synthesis.verify` or is left out. `pooler` gives
    the pooled result of a query. `checkpoints` opens what keeps answers in the making: with it streamed
    answers can be taken up again. `clock` and `new_id` are passed in so that answers can be reproduced;
    `stopwatch` counts seconds, of which a question may take `seconds`.
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
        pooler: Pooler | None = None,
        checkpoints: "Callable[[], BaseCheckpointSaver[str]] | None" = None,
        limits: Limits = Limits(),
        seconds: float = SECONDS,
        stopwatch: Callable[[], float] = time.perf_counter,
    ) -> None:
        self._store = store
        self._clock = clock
        self._new_id = new_id
        self._checkpoints = checkpoints
        plain = PlainWriter()
        self._tools = Tools(
            store=store,
            search=searcher,
            embedder=embedder,
            writer=writer or plain,
            fallback=plain,
            stopwatch=stopwatch,
            seconds=seconds,
            pooler=pooler,
            limits=limits,
        )

    def ask(
        self,
        question: str,
        language: str | None = None,
        *,
        follows: str | None = None,
        scope: Scope = Scope(),
    ) -> Answer:
        """Answer a question in its own language, or in `language` (ISO 639-1), and store the answer.

        Languages without templates are answered in English. `follows` is the id of the answer that the
        question follows up, `scope` what all evidence must meet. Raises StoreError, IndexUnavailableError,
        NotFoundError (of `follows`).
        """
        *_, (_, last) = walk(Steps(self._tools), self._begin(question, language, follows, scope))
        return known(last.answer)

    def stream(
        self,
        question: str,
        language: str | None = None,
        *,
        follows: str | None = None,
        scope: Scope = Scope(),
    ) -> Iterator[Step | Answer]:
        """The same, step by step; the answer comes last. With checkpoints each step is kept."""
        progress = self._begin(question, language, follows, scope)
        steps = Steps(self._tools)
        if self._checkpoints is None:
            yield from _shown(walk(steps, progress))
            return
        from almpo.synthesis.graph.durable import run

        yield from _shown(run(steps, progress, self._checkpoints()))

    def resume(self, answer_id: str) -> Iterator[Step | Answer]:
        """The rest of an answer whose making was cut short. Raises NotFoundError if there is none."""
        from almpo.synthesis.graph.durable import resume

        if self._checkpoints is None:
            raise ValueError("without checkpoints nothing can be taken up again")
        yield from _shown(resume(lambda spent: Steps(self._tools, spent), answer_id, self._checkpoints()))

    def _begin(self, question: str, language: str | None, follows: str | None, scope: Scope) -> Progress:
        earlier: Answer | None = None
        if follows is not None:
            with self._store.read() as unit:
                earlier = unit.answers.get(follows)
        return Progress(
            id=self._new_id(),
            question=question,
            language=language,
            follows=earlier,
            scope=scope,
            asked_at=self._clock(),
        )


def _shown(steps: Iterator[tuple[Step, Progress]]) -> Iterator[Step | Answer]:
    for step, progress in steps:
        yield step
        if progress.answer is not None:
            yield progress.answer
