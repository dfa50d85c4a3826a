"""The way from question to answer: order of the steps, time budget, pooled results, taking up again."""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import count
from pathlib import Path

import pytest
from langgraph.checkpoint.base import BaseCheckpointSaver
from made_up import spread_findings

from almpo.evidence.answers import Answer, Sentence
from almpo.evidence.errors import NotFoundError
from almpo.evidence.scope import Scope
from almpo.evidence.settings import Settings
from almpo.evidence.store import Store
from almpo.evidence.store.findings import FindingFilter
from almpo.evidence.syntheses import Synthesis, SynthesisQuery
from almpo.synthesis.ask import Answerer
from almpo.synthesis.graph.durable import open_checkpoints
from almpo.synthesis.graph.state import Step
from almpo.synthesis.pack import EvidencePack
from almpo.synthesis.pool import gather_inputs, pool_inputs

Make = Callable[..., Answerer]
QUESTION = "What is the effect of training vouchers on the employment of women?"
OFF_TOPIC = "How did investment of firms react to the weather?"


@pytest.fixture
def checkpoints(tmp_path: Path) -> Iterator[BaseCheckpointSaver[str]]:
    with open_checkpoints(Settings(home=tmp_path / "home")) as saver:
        yield saver


def steps_of(streamed: Sequence[Step | Answer]) -> list[str]:
    return [one.name for one in streamed if isinstance(one, Step)]


def test_the_steps_come_in_order_and_the_answer_last(make_answerer: Make) -> None:
    streamed = list(make_answerer().stream(QUESTION))
    assert steps_of(streamed) == ["plan", "retrieve", "pool", "draft", "verify", "finish"]
    assert isinstance(streamed[-1], Answer)
    following = [one.next for one in streamed if isinstance(one, Step)]
    assert following == ["retrieve", "pool", "draft", "verify", "finish", None]


def test_an_abstention_needs_no_draft(make_answerer: Make) -> None:
    assert steps_of(list(make_answerer().stream(OFF_TOPIC))) == ["plan", "retrieve", "finish"]


def test_both_ways_give_the_same_answer(make_answerer: Make, checkpoints: BaseCheckpointSaver[str]) -> None:
    walked = list(make_answerer().stream(QUESTION))
    kept = list(make_answerer(checkpoints=lambda: checkpoints).stream(QUESTION))
    assert steps_of(walked) == steps_of(kept)
    given = {"id", "thread", "seconds"}
    assert walked[-1].model_dump(exclude=given) == kept[-1].model_dump(exclude=given)
    assert list(checkpoints.list(None)) == []


class Breaking:
    """A writer that dies at its first draft, as a process may."""

    name = "breaking"

    def __init__(self) -> None:
        self.drafts = 0

    def write(self, pack: EvidencePack, language: str) -> Sequence[Sentence]:
        self.drafts += 1
        if self.drafts == 1:
            raise KeyboardInterrupt
        return [Sentence(text=f"“{pack.quotes[0].text}”", citations=pack.quotes[0].citations)]


def test_an_interrupted_answer_is_taken_up_where_it_was(
    make_answerer: Make, checkpoints: BaseCheckpointSaver[str]
) -> None:
    answerer = make_answerer(Breaking(), checkpoints=lambda: checkpoints)
    before: list[Step] = []
    with pytest.raises(KeyboardInterrupt):
        before += answerer.stream(QUESTION, scope=Scope(language_of_documents="en"))
    assert steps_of(before) == ["plan", "retrieve", "pool"]
    key = before[0].answer
    rest = list(answerer.resume(key))
    assert steps_of(rest) == ["draft", "verify", "finish"]
    assert rest[-1].scope == Scope(language_of_documents="en")
    assert rest[-1].id == key
    assert rest[-1].models["writer"] == "breaking"
    with pytest.raises(NotFoundError):
        list(answerer.resume(key))


class Ticking:
    """A stopwatch that moves on by `step` seconds each time it is read."""

    def __init__(self, step: float) -> None:
        self._readings = count()
        self._step = step

    def __call__(self) -> float:
        return next(self._readings) * self._step


def test_when_time_runs_out_the_verified_part_is_told(make_answerer: Make) -> None:
    everything = make_answerer().ask(QUESTION)
    told = {
        step: make_answerer(seconds=10, stopwatch=Ticking(step)).ask(QUESTION) for step in (0.1, 0.9, 4.0)
    }
    assert told[0.1].sentences == everything.sentences
    assert 0 < len(told[0.9].sentences) < len(everything.sentences)
    assert told[0.9].sentences == everything.sentences[: len(told[0.9].sentences)]
    assert "Time ran out" in told[0.9].notes[0]
    assert told[4.0].abstained
    assert "Time ran out" in (told[4.0].reason or "")


class Slow:
    """A model that does not reply."""

    name = "slow"

    def write(self, pack: EvidencePack, language: str) -> Sequence[Sentence]:
        time.sleep(30)
        return []


def test_a_slow_writer_is_not_waited_for(make_answerer: Make) -> None:
    begun = time.perf_counter()
    answer = make_answerer(Slow(), seconds=2, stopwatch=time.perf_counter).ask(QUESTION)
    assert time.perf_counter() - begun < 10
    assert answer.models["writer"] == "plain-2"
    assert "without it" in answer.notes[0]


@pytest.fixture
def pooler(store: Store) -> Callable[[SynthesisQuery], Synthesis]:
    """Pools made-up estimates that are added to the first report."""
    with store.begin() as unit:
        report = next(d for d in unit.documents.all() if d.name == "vouchers.pdf")
        made = spread_findings(3, 2, document_id=report.id, lmp="2", target_groups=("women",))
        unit.findings.replace(report.id, [*unit.findings.of_document(report.id), *made])

    def pool(query: SynthesisQuery) -> Synthesis:
        with store.read() as unit:
            found = list(unit.findings.filter(FindingFilter(documents=query.documents)))
        found = [one for one in found if one.study]
        result = pool_inputs(query, gather_inputs(found, query, corpus="c"))
        return Synthesis(id="s" * 32, series=query.series, ordinal=1, made_at=report.added_at, result=result)

    return pool


TRAINING = "What is the effect of training on the employment of women?"


@pytest.mark.parametrize(
    ("question", "words"),
    [
        (TRAINING, "per 100 participants"),
        ("Wie wirkt Weiterbildung auf die Beschäftigung von Frauen?", "je 100"),
    ],
)
def test_a_pooled_result_is_told_with_every_finding_that_entered(
    make_answerer: Make, pooler: Callable[[SynthesisQuery], Synthesis], question: str, words: str
) -> None:
    answer = make_answerer(pooler=pooler).ask(question)
    computed = next(sentence for sentence in answer.sentences if sentence.computed)
    assert words in computed.text
    assert len({citation.finding_id for citation in computed.citations}) == 6
    assert computed.numbers
    assert all(check.computed for check in computed.numbers)
    assert answer.pooled == ("s" * 32,)
    few = answer.sentences[answer.sentences.index(computed) + 1]
    assert not few.citations  # "Few studies could be pooled …"


def test_a_single_study_is_never_called_pooled(
    make_answerer: Make, pooler: Callable[[SynthesisQuery], Synthesis]
) -> None:
    def of_one_study(query: SynthesisQuery) -> Synthesis:
        synthesis = pooler(query)
        one = [effect for effect in synthesis.result.inputs.effects if effect.study == "study-0"]
        inputs = synthesis.result.inputs.model_copy(update={"effects": tuple(one)})
        return synthesis.model_copy(update={"result": pool_inputs(query, inputs)})

    answer = make_answerer(pooler=of_one_study).ask(TRAINING)
    assert not answer.abstained
    assert not any(sentence.computed for sentence in answer.sentences)
    assert answer.pooled == ()


def test_what_a_question_pools() -> None:
    from almpo.synthesis.computed import queries
    from almpo.synthesis.question import understand

    (query,) = queries(
        understand("Do wage subsidies raise employment of young people in Spain after 18 months?")
    )
    assert (query.outcome, query.programmes, query.horizon) == ("employment", ("4",), "medium")
    assert (query.countries, query.target_groups, query.synthetic) == (("ES",), ("youth",), False)
    assert queries(understand("Is training worth it?", "en")) == []
    (helps,) = queries(understand("Does training help the unemployed?", "en"))
    assert helps.outcome == "employment"
    assert queries(understand("What happened to employment?")) == []


def test_answering_does_not_wait_for_langgraph_to_be_imported() -> None:
    modules = "almpo.cli.main, almpo.pipeline.workspace, almpo.synthesis.ask, almpo.synthesis.writers.chat"
    heavy = (
        "[name for name in ('langgraph', 'langchain_core', 'matplotlib', 'citeproc') if name in sys.modules]"
    )
    done = subprocess.run(
        [sys.executable, "-c", f"import sys, {modules}; print({heavy})"], capture_output=True, check=True
    )
    assert done.stdout.decode().strip() == "[]"
