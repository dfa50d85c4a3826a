"""What becomes of the drafts of a chat model; with a real small one as the opponent of the gate."""

from pathlib import Path

import pytest
from chat_models import Told, drafted

from almpo.evaluation.answers import GoldQuestion, read_questions
from almpo.evaluation.writers import Counting, WriterScores, score_writer, wrong_numbers
from almpo.evidence.answers import Citation, Sentence
from almpo.evidence.settings import Settings
from almpo.pipeline.workspace import Workspace
from almpo.synthesis.ask import Answerer

SAMPLES = Path(__file__).parents[2] / "eval_sets" / "samples"


def scored(home: Path, writer: Counting, questions: list[GoldQuestion], seconds: float) -> WriterScores:
    with Workspace(Settings(home=home)) as workspace:

        def page_text(document_id: str, number: int) -> str:
            with workspace.store.read() as unit:
                return unit.documents.page(document_id, number, words=False).text

        answerer: Answerer = workspace.make_answerer(writer=writer, seconds=seconds)
        return score_writer(writer, answerer, questions, page_text)


def test_an_inventor_is_counted_and_reaches_nobody(sample_home: Path) -> None:
    model = Told(reply=lambda _: drafted(("Employment rose by 77.7 percent.", ["E1"])), prompts=[])
    scores = scored(sample_home, Counting(model, "fake/inventor"), read_questions(SAMPLES)[:3], 60)
    assert scores.drafted >= scores.answered
    assert scores.kept == 0
    assert scores.fell_back == scores.answered
    assert scores.removed >= scores.answered
    assert scores.wrong == ()


def test_the_judge_finds_a_wrong_number(sample_home: Path) -> None:
    with Workspace(Settings(home=sample_home)) as workspace:
        answer = workspace.answerer.ask("Do wage subsidies raise employment?")
    citation = Citation(document_id="d", document="a.pdf", page=1, quote="by 4.6 points")
    sentence = Sentence(text="It rose by 6.4 points.", citations=(citation,))
    made = answer.model_copy(update={"sentences": (sentence,)})
    assert len(wrong_numbers(made, lambda *_: "It rose by 4.6 points.")) == 1
    assert wrong_numbers(made, lambda *_: "It rose by 6.4 points.") == []


@pytest.mark.slow
def test_no_wrong_number_of_a_real_small_model_reaches_the_reader(sample_home: Path) -> None:
    pytest.importorskip("xllamacpp")
    from almpo.evaluation.small_model import small_model
    from almpo.synthesis.writers.chat import chat_name, open_chat

    with small_model() as chat:
        writer = Counting(open_chat(chat), chat_name(chat), most=chat.evidence, json_schema=True)
        questions = read_questions(SAMPLES)[:2]
        scores = scored(sample_home, writer, questions, 600)
    assert scores.drafted > 0
    assert scores.wrong == ()
