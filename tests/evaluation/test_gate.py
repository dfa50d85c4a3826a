"""The gate on its evaluation set: claims on synthetic findings, true ones and ones with a thing made false."""

from pathlib import Path

import pytest

from almpo.evaluation.gate import score_gate

GATE_SET = Path("eval_sets/gate")


@pytest.fixture(scope="module")
def scores():  # type: ignore[no-untyped-def]
    return {one.name: one for one in score_gate(GATE_SET)}


def test_the_set_is_as_large_as_it_claims(scores) -> None:  # type: ignore[no-untyped-def]
    assert scores["held out"].false_claims >= 300
    assert sum(one.true_claims for one in scores.values()) >= 300


@pytest.mark.parametrize(
    "part",
    [
        "tuning",
        "held out",
        "written by hand",
        "a stranger's, seen",
        "a stranger's, held out",
        "a stranger's, later",
    ],
)
def test_false_claims_are_stopped_and_true_ones_pass(scores, part: str) -> None:  # type: ignore[no-untyped-def]
    assert scores[part].stopped >= 0.99, scores[part].failures
    assert scores[part].passed >= 0.95, scores[part].failures
