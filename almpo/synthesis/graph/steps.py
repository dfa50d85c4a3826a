"""The steps themselves, and which comes after which. LangGraph is not needed for them."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import NamedTuple, TypeVar

from almpo.evidence.answers import Sentence
from almpo.evidence.errors import AlmpoError
from almpo.evidence.store import Store
from almpo.retrieval.embedders.base import Embedder
from almpo.synthesis.checking import Gate, StoredEvidence
from almpo.synthesis.comparison import compared
from almpo.synthesis.computed import is_told, queries, tell
from almpo.synthesis.conversation import in_context
from almpo.synthesis.evidence_pack import Limits, NamesModels, Search
from almpo.synthesis.graph.finishing import finished, is_borne_out
from almpo.synthesis.graph.state import Drafted, Progress, known
from almpo.synthesis.graph.within import within
from almpo.synthesis.pack import EvidencePack
from almpo.synthesis.results import asks_for_a_fact, results
from almpo.synthesis.scoped import Pooler, gather_within, pooled_within
from almpo.synthesis.templates import templates
from almpo.synthesis.writers.base import Failed, Prompted, Repairer, Writer

T = TypeVar("T")
FIRST = "plan"
RESERVE = 0.2  # share of the time left that a writer may not use: what it drafts must still pass the gate


class Tools(NamedTuple):
    """What the steps work with. `fallback` must need nothing that can fail; without `pooler` none is pooled."""

    store: Store
    search: Search
    embedder: Embedder
    writer: Writer
    fallback: Writer
    stopwatch: Callable[[], float]
    seconds: float  # budget of a question
    pooler: Pooler | None = None
    limits: Limits = Limits()


class Steps:
    """The steps of one question. Each takes the answer in the making and returns it with more known."""

    def __init__(self, tools: Tools, spent: float = 0.0) -> None:
        """`spent` are the seconds that went by before, where an interrupted answer is taken up again."""
        self._tools = tools
        self._deadline = tools.stopwatch() + tools.seconds - spent
        self.by_name: Mapping[str, Callable[[Progress], Progress]] = {
            "plan": self._plan,
            "retrieve": self._retrieve,
            "pool": self._pool,
            "draft": self._draft,
            "verify": self._verify,
            "repair": self._repair,
            "write_plainly": self._write_plainly,
            "finish": self._finish,
        }

    def take(self, name: str, progress: Progress) -> Progress:
        """One step; the time is noted."""
        after = self.by_name[name](progress)
        return after.model_copy(update={"spent": self._tools.seconds - self._left()})

    def after(self, name: str, progress: Progress) -> str | None:
        """The step that follows one that was just taken; None after the last."""
        match name:
            case "plan":
                return "retrieve"
            case "retrieve":
                return "pool" if known(progress.decision).answer else "finish"
            case "pool":
                return "draft" if self._left() > 0 else "write_plainly"
            case "draft":
                return "verify" if progress.draft else "write_plainly"
            case "repair" | "write_plainly":
                return "verify"
            case "verify":
                return self._after_verify(progress)
            case _:
                return None

    def _left(self) -> float:
        return self._deadline - self._tools.stopwatch()

    def _after_verify(self, progress: Progress) -> str:
        if self._left() > 0:
            failed = any(one.problems for one in progress.draft)
            can_repair = isinstance(self._tools.writer, Repairer) and not progress.repaired
            if failed and can_repair and not self._is_plain(progress):
                return "repair"
            if not is_borne_out(progress) and not self._is_plain(progress):
                return "write_plainly"
        return "finish"

    def _is_plain(self, progress: Progress) -> bool:
        return progress.writer == self._tools.fallback.name

    def _plan(self, progress: Progress) -> Progress:
        asked, chips = in_context(progress.question, progress.language, progress.follows, progress.scope)
        return progress.model_copy(update={"asked": asked, "chips": chips, "writer": ""})

    def _retrieve(self, progress: Progress) -> Progress:
        tools = self._tools
        pack, decision = gather_within(
            known(progress.asked), tools.store, tools.search, tools.embedder, tools.limits
        )
        return progress.model_copy(update={"pack": pack, "decision": decision})

    def _pool(self, progress: Progress) -> Progress:
        if self._tools.pooler is None:
            return progress
        asked = known(progress.asked)
        made_up = self._made_up(known(progress.pack))
        wanted = (query for query in queries(asked, made_up) if self._left() > 0)
        found = pooled_within(wanted, asked, self._tools.store, self._tools.pooler)
        return progress.model_copy(update={"pooled": tuple(one for one in found if is_told(one.result))})

    def _made_up(self, pack: EvidencePack) -> list[str]:
        """All made-up documents, where the evidence rests on none but such: real ones never meet them."""
        if not pack.documents or not all(document.synthetic for document in pack.documents.values()):
            return []
        with self._tools.store.read() as unit:
            return sorted(unit.documents.synthetic())

    def _draft(self, progress: Progress) -> Progress:
        writer, pack, language = self._tools.writer, known(progress.pack), self._language(progress)
        try:
            written = self._in_time(writer, lambda: writer.write(pack, language))
        except (AlmpoError, TimeoutError):
            return progress.model_copy(update={"writer": writer.name, "notes": ("unreachable",)})
        return self._drafted(progress, writer, written)

    def _write_plainly(self, progress: Progress) -> Progress:
        """The second writer, where the first is out of reach or nothing that it wrote passed."""
        writer = self._tools.fallback
        gave_up = tuple(_given_up(one) for one in progress.draft if one.problems)
        blamed = progress.writer and "unreachable" not in progress.notes
        update = {
            "removed": (*progress.removed, *gave_up),
            "notes": (*progress.notes, "unusable") if blamed else progress.notes,
        }
        written = writer.write(known(progress.pack), self._language(progress))
        return self._drafted(progress.model_copy(update=update), writer, written)

    def _drafted(self, progress: Progress, writer: Writer, written: Sequence[Sentence]) -> Progress:
        told = self._told(progress) if written or writer is self._tools.fallback else []
        lead = 1 if written and not written[0].citations else 0
        if told:  # of several studies, so that no single report speaks to this
            thin = templates(self._language(progress)).fixed["thin"]
            written = [sentence for sentence in written if sentence.text != thin]
        sentences = (*written[:lead], *told, *written[lead:])
        draft = tuple(Drafted(sentence=sentence) for sentence in dict.fromkeys(sentences))
        return progress.model_copy(update={"writer": writer.name, "draft": draft})

    def _told(self, progress: Progress) -> list[Sentence]:
        """The sentences on pooled results and on studies beside each other: the same whoever writes the rest."""
        told: list[Sentence] = []
        with self._tools.store.read() as unit:
            for synthesis in progress.pooled:
                effects = synthesis.result.inputs.effects
                findings = unit.findings.by_ids([effect.finding_id for effect in effects])
                documents = {key: unit.documents.get(key) for key in {one.document_id for one in effects}}
                told += tell(synthesis, self._language(progress), findings, documents)
        return [*told, *self._compared(known(progress.pack), self._language(progress))]

    def _compared(self, pack: EvidencePack, language: str) -> list[Sentence]:
        return [] if asks_for_a_fact(pack.question) else compared(results(pack), pack.documents, language)

    def _verify(self, progress: Progress) -> Progress:
        pack, checked, notes, removed = known(progress.pack), [], progress.notes, list(progress.removed)
        with self._tools.store.read() as unit:
            gate = Gate(
                StoredEvidence(unit),
                self._language(progress),
                pack.documents.values(),
                progress.pooled,
                by_model=isinstance(self._tools.writer, Prompted) and not self._is_plain(progress),
            )
            for one in progress.draft:
                if one.problems is None and self._left() > 0:
                    verdict = gate.judge(one.sentence)
                    if (
                        verdict.sentence is not None and verdict.problems
                    ):  # passed without some of its clauses
                        removed.append(_given_up(one, verdict.problems))
                    passed = verdict.sentence or one.sentence
                    one = Drafted(sentence=passed, problems=() if verdict.sentence else verdict.problems)
                checked.append(one)
        if any(one.problems is None for one in checked):
            notes = (*notes, "late")
        return progress.model_copy(
            update={"draft": tuple(checked), "removed": tuple(removed), "notes": notes}
        )

    def _repair(self, progress: Progress) -> Progress:
        """Once, with the problems told; what is not mended is given up."""
        writer, pack, language = self._tools.writer, known(progress.pack), self._language(progress)
        failed = [Failed(one.sentence, one.problems) for one in progress.draft if one.problems]
        mended: Sequence[Sentence | None] = [None] * len(failed)
        if isinstance(writer, Repairer):
            with suppress(AlmpoError, TimeoutError):
                mended = self._in_time(writer, lambda: writer.repair(pack, language, failed))
        others = iter(mended)
        draft, removed = [], list(progress.removed)
        for one in progress.draft:
            if not one.problems:
                draft.append(one)
                continue
            removed.append(_given_up(one))
            if (other := next(others, None)) is not None:
                draft.append(Drafted(sentence=other))
        return progress.model_copy(
            update={"draft": tuple(draft), "removed": tuple(removed), "repaired": True}
        )

    def _in_time(self, writer: Writer, call: Callable[[], T]) -> T:
        return call() if writer is self._tools.fallback else within((1 - RESERVE) * self._left(), call)

    def _language(self, progress: Progress) -> str:
        return templates(known(progress.asked).language).language

    def _finish(self, progress: Progress) -> Progress:
        finders = self._tools.search.models if isinstance(self._tools.search, NamesModels) else {}
        models = {**finders, "embedder": self._tools.embedder.model_id, "writer": progress.writer or "none"}
        prompts = dict(self._tools.writer.prompts) if isinstance(self._tools.writer, Prompted) else {}
        with self._tools.store.read() as unit:
            corpus = unit.documents.corpus()
        spent = self._tools.seconds - self._left()
        answer = finished(progress, models=models, prompts=prompts, corpus=corpus, seconds=spent)
        with self._tools.store.begin() as unit:
            unit.answers.add(answer)
        return progress.model_copy(update={"answer": answer})


def _given_up(one: Drafted, problems: tuple[str, ...] = ()) -> str:
    return f"{one.sentence.text} [{'; '.join(problems or one.problems or ())}]"
