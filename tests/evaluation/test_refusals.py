"""The decision to answer, fitted and judged."""

import pytest

from almpo.evaluation.refusals import Asked, score_refusals
from almpo.synthesis.coverage import Coverage
from almpo.synthesis.pack import EvidencePack, Quote
from almpo.synthesis.question import understand

QUESTION = understand("Do vouchers raise employment?", "en")
QUOTE = Quote(text="It rose.", citations=(), language="en", score=1.0)


def asked(number: int, favour: float, *, unanswerable: bool, outcome: str | None = None) -> Asked:
    coverage = Coverage(
        relevance=favour, favour=favour, overlap=favour, outcomes_missing=(outcome,) if outcome else ()
    )
    pack = EvidencePack(question=QUESTION, quotes=(QUOTE,), coverage=coverage)
    return Asked(f"report{number % 7}.pdf", pack, unanswerable)


def test_near_and_far_are_told_apart_on_reports_left_out() -> None:
    near = [asked(i, 0.5 + 0.02 * i, unanswerable=False) for i in range(20)]
    far = [asked(i, 0.01 + 0.002 * i, unanswerable=True) for i in range(10)]
    scores = score_refusals([*near, *far])
    assert (scores.questions, scores.unanswerable) == (30, 10)
    assert scores.precision_left_out == scores.recall_left_out == 1.0
    assert scores.weights["favour"] > 0


def test_what_is_lacking_refuses_however_near() -> None:
    near = [asked(i, 0.9, unanswerable=False) for i in range(9)]
    lacking = [asked(i, 0.9, unanswerable=True, outcome="wage") for i in range(9)]
    scores = score_refusals([*near, *lacking])
    assert scores.precision == scores.recall == 1.0


def test_some_must_be_unanswerable() -> None:
    with pytest.raises(ValueError, match="cannot be answered"):
        score_refusals([asked(1, 0.9, unanswerable=False)])
