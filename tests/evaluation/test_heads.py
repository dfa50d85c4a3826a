"""Figures of lists and heads on labels, from coded data in the form of the review's file."""

from pathlib import Path

import pytest

from almpo.evaluation.heads import Labelled, coded_labels, score_coded


def test_coded_labels_are_distinct_and_short(tmp_path: Path):
    path = tmp_path / "coded.csv"
    long = "x" * 100
    path.write_text(
        "outcome_measure,outcome\nHas a job,Currently Employed\nHas a job,Wages\nNA,Wages\n"
        f"{long},Wages\nArrested,Arrested for any reason\n"
    )
    assert coded_labels(path) == [
        Labelled(text="Has a job", code="employment"),
        Labelled(text="Arrested", code="other"),
    ]


def test_lists_heads_and_both():
    labels = [
        Labelled(text="Hourly wage", code="wage"),
        Labelled(text="Uurtje factuurtje", code="wage"),
        Labelled(text="Left-handed", code="other"),
    ]
    sure = {"Uurtje factuurtje": {"wage": 0.95, "other": 0.05}}
    scores = score_coded(labels, lambda field, text: sure.get(text, {"wage": 0.5, "other": 0.5}))
    assert scores["lists"].all == pytest.approx(2 / 3)
    assert scores["together"].all == 1
    assert scores["together"].labour == 1
