"""The bench of answers: a home grown from another one, asked in process and over HTTP."""

from pathlib import Path

import pytest

from almpo.evaluation.answers import GoldQuestion
from almpo.evaluation.bench_answers import bench_answers
from almpo.evidence.settings import Settings
from almpo.pipeline.workspace import Workspace

QUESTIONS = [
    GoldQuestion(id=str(number), document="", q=text, lang="en")
    for number, text in enumerate(
        ["Does training raise employment?", "Do wage subsidies raise earnings?"] * 4
    )
]


@pytest.mark.slow
def test_answers_are_timed_in_a_home_that_was_grown(sample_home: Path, tmp_path: Path) -> None:
    source = Settings(home=sample_home)
    with Workspace(source) as space, space.store.read() as unit:
        held = unit.passages.count()
    lines = list(bench_answers(source, tmp_path, 2 * held, QUESTIONS, most=3, users=2))
    heads = [line for line in lines if "passages," in line]
    assert [head.partition(",")[0] for head in heads] == [
        "in process",
        "in process",
        "over HTTP",
        "over HTTP",
        "over HTTP",
    ]
    assert any("first event" in line for line in lines)
    with Workspace(source.model_copy(update={"home": tmp_path / "large"})) as space:
        with space.store.read() as unit:
            assert unit.passages.count() >= 2 * held
            quoted = [anchor for passage in unit.passages.all() for anchor in passage.anchors]
            for anchor in quoted:
                page = unit.documents.page(anchor.document_id, anchor.page, words=False)
                assert page.text[anchor.start : anchor.end] == anchor.quote
        answer = space.answerer.ask("Does training raise employment?")
        assert answer.sentences
        assert answer.removed == ()
