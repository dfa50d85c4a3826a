"""What the ragas library is given: pages cited and pages of the gold, answers and references."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from almpo.evaluation.answers import GoldQuestion
from almpo.evaluation.ragas_metrics import AnsweredQuestion, answered_questions, score_with_ragas
from almpo.evidence.answers import Answer, Citation, Sentence


def answer(question: GoldQuestion, *, abstained: bool = False) -> Answer:
    citation = Citation(document_id="d", document="report.pdf", page=3, quote="by 4.2 points")
    told = Sentence(text="Training raised employment by 4.2 points.", citations=(citation,))
    return Answer(
        id="a",
        question=question.q,
        language="en",
        abstained=abstained,
        sentences=() if abstained else (told,),
        corpus="c",
        asked_at=datetime(2026, 1, 1, tzinfo=UTC),
        seconds=1.0,
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    questions = [
        {
            "q": "By how much?",
            "lang": "en",
            "pages": [3, 5],
            "must_numbers": ["4.2"],
            "answer": "By 4.2 points.",
        },
        {"q": "And the weather?", "lang": "en", "unanswerable": True},
    ]
    text = json.dumps({"doc": "report.pdf", "questions": questions})
    (tmp_path / "report.meta.json").write_text(text, encoding="utf-8")
    return tmp_path


def test_answerable_questions_come_with_their_reference(folder: Path) -> None:
    (one,) = answered_questions(folder, answer)
    assert one.cited == ("report#3",)
    assert one.pages == ("report#3", "report#5")
    assert one.reference == "By 4.2 points."


def test_what_is_not_answered_is_not_scored(folder: Path) -> None:
    assert answered_questions(folder, lambda question: answer(question, abstained=True)) == []


def test_the_metrics_are_those_of_ragas() -> None:
    pytest.importorskip("ragas", reason="needs the extra 'ragas'", exc_type=ImportError)
    same = "Training raised employment by 4.2 points."
    made = AnsweredQuestion(
        question="q", answer=same, cited=("r#1", "r#2"), quotes=(), pages=("r#2",), reference=same
    )
    scores = score_with_ragas([made])
    assert scores["id_based_context_precision"] == pytest.approx(0.5)
    assert scores["id_based_context_recall"] == pytest.approx(1.0)
    assert scores["rouge_score"] == pytest.approx(1.0)
