"""Answers in the making, kept in SQLite and in a real PostgreSQL: several at a time, and after a kill."""

import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from almpo.evidence.answers import Answer
from almpo.evidence.settings import Settings, StoreSettings
from almpo.pipeline.workspace import Workspace
from almpo.synthesis.ask import Answerer
from almpo.synthesis.graph.durable import open_checkpoints
from almpo.synthesis.graph.state import Step

Make = Callable[..., Answerer]
QUESTIONS = (
    "What is the effect of training vouchers on the employment of women?",
    "How did investment of firms react to the weather?",
    "Do training vouchers help women?",
)
ON_SAMPLES = "Do wage subsidies raise the employment of young people?"
KILLED_AFTER_POOLING = """
import os, signal, sys
from almpo.evidence.settings import Settings, StoreSettings
from almpo.pipeline.workspace import Workspace
from almpo.synthesis.graph.durable import open_checkpoints

home, url, question = sys.argv[1:]
place = Settings(home=home, store=StoreSettings(url=url or None))
with Workspace(Settings(home=home)) as space, open_checkpoints(place) as saver:
    for step in space.make_answerer(checkpoints=lambda: saver).stream(question):
        print(step.answer, flush=True)
        if step.name == "pool":
            os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture(params=["sqlite", "postgres"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Settings:
    """Settings under which checkpoints lie in a file, or in a database server."""
    url = request.getfixturevalue("postgres_url") if request.param == "postgres" else None
    return Settings(home=tmp_path / "runs", store=StoreSettings(url=url))


def told(answer: Answer | Step) -> dict[str, object]:
    """What two runs of a question have in common."""
    return answer.model_dump(exclude={"id", "thread", "seconds", "created_at", "created"})


def test_answers_made_at_the_same_time_do_not_mix(make_answerer: Make, place: Settings) -> None:
    plain = {question: told(make_answerer().ask(question)) for question in QUESTIONS}
    asked = [*QUESTIONS, *QUESTIONS]
    with open_checkpoints(place) as saver, ThreadPoolExecutor(len(asked)) as users:
        answerer = make_answerer(checkpoints=lambda: saver)
        answers = list(users.map(lambda question: list(answerer.stream(question))[-1], asked))
        assert list(saver.list(None)) == []
    assert len({answer.id for answer in answers}) == len(asked)
    assert [told(answer) for answer in answers] == [plain[question] for question in asked]


def test_processes_that_begin_together_share_the_place(make_answerer: Make, place: Settings) -> None:
    def one_user(question: str) -> Answer | Step:
        with open_checkpoints(place) as saver:
            return list(make_answerer(checkpoints=lambda: saver).stream(question))[-1]

    with ThreadPoolExecutor(4) as users:
        answers = list(users.map(one_user, [QUESTIONS[0]] * 4))
    assert len({str(told(answer)) for answer in answers}) == 1


def test_an_answer_killed_in_the_middle_is_finished_by_another_process(
    sample_home: Path, place: Settings, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    open_elsewhere = shutil.ignore_patterns("owner.sock", "runs.db*")  # other tests work on the same home
    shutil.copytree(sample_home, home, ignore=open_elsewhere)
    place = place.model_copy(update={"home": home})
    given = [str(home), place.store.url or "", ON_SAMPLES]
    killed = subprocess.run(
        [sys.executable, "-c", KILLED_AFTER_POOLING, *given], capture_output=True, text=True, check=False
    )
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    key = killed.stdout.split()[0]
    with Workspace(Settings(home=home)) as space, open_checkpoints(place) as saver:
        rest = list(space.make_answerer(checkpoints=lambda: saver).resume(key))
        undisturbed = space.make_answerer().ask(ON_SAMPLES)
        assert list(saver.list(None)) == []
    steps = [one.name for one in rest if isinstance(one, Step)]
    assert steps[-3:] == ["draft", "verify", "finish"]
    assert "retrieve" not in steps
    assert rest[-1].id == key
    assert rest[-1].sentences == undisturbed.sentences
