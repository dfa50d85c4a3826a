"""Heads are trained from phrases and from what experts decided; what is held out is held out whole."""

from datetime import date

import numpy as np
import pytest
from letter_states import LetterStates

from almpo.evidence.errors import IngestError
from almpo.evidence.vocabulary import OutcomeGroup
from almpo.extraction.training.fit import best_sharpness, fit, held_out
from almpo.extraction.training.labels import examples_of, read_labels
from almpo.extraction.training.learn import learn
from almpo.extraction.training.phrases import Example, examples, fields


@pytest.mark.parametrize("field", fields())
def test_phrases_are_the_same_in_every_run_and_each_says_one_thing(field):
    first, second = examples(field), examples(field)
    assert first == second
    codes: dict[str, set[str]] = {}
    for example in first:
        codes.setdefault(example.text, set()).add(example.code)
    assert all(len(found) == 1 for found in codes.values())


def test_outcome_phrases_know_every_group():
    assert {example.code for example in examples("outcome_group")} == {str(group) for group in OutcomeGroup}


def test_a_head_separates_what_can_be_separated():
    states = LetterStates().states(["aaa", "aab", "zzz", "zzy"])
    head = fit(states, ["first", "first", "second", "second"])
    told = head.probabilities(LetterStates().states(["aba", "yzy"]))
    assert [head.codes[i] for i in told.argmax(axis=1)] == ["first", "second"]


def test_held_out_examples_are_told_by_the_others():
    texts, codes = (
        ["aa", "zz", "aaa", "zzz"],
        ["first", "second", "second", "first"],
    )  # the second group contradicts
    known, told = held_out(LetterStates().states(texts), codes, ["one", "one", "two", "two"])
    assert [known[i] for i in told.argmax(axis=1)] == ["second", "first", "first", "second"]


def test_sharpness_damps_a_head_that_is_too_sure():
    told = np.array([[0.99, 0.01]] * 4)
    assert best_sharpness(told, ["a", "a", "a", "b"], ["a", "b"]) < 1


def test_labels_are_read_line_by_line():
    assert list(read_labels(['{"doc": "a"}', ""])) == [{"doc": "a"}]
    with pytest.raises(IngestError, match="line 2"):
        list(read_labels(["{}", "no JSON"]))


ROW = {"doc": "a.pdf", "treatment_effect": True, "row_label": "Training"}


def test_only_labels_that_vary_with_the_code_teach():
    rows = [
        ROW | {"outcome": "has work", "column_label": "Employed", "outcome_group": "employment"},
        ROW | {"outcome": "pay", "column_label": "Wage", "outcome_group": "wage"},
        ROW | {"outcome": "age", "column_label": "Age", "outcome_group": "other", "treatment_effect": False},
    ]
    assert set(examples_of(rows, "outcome_group")) == {
        Example("has work", "employment", "a.pdf"),
        Example("pay", "wage", "a.pdf"),
        Example("Employed", "employment", "a.pdf"),
        Example("Wage", "wage", "a.pdf"),
    }
    assert [e.text for e in examples_of(rows[:1], "outcome_group")] == ["has work"]


def test_what_experts_decide_is_learnt():
    rows = [ROW | {"outcome": "qqqqqq", "outcome_group": "sanction"}]
    heads = learn(LetterStates(), date(2026, 1, 2), rows)
    likely = heads.by_field["outcome_group"].probabilities(LetterStates().states(["qqqqq"]))[0]
    assert heads.by_field["outcome_group"].codes[likely.argmax()] == "sanction"
    assert heads.report["outcome_group"]["decided_by_experts"] == 1
    assert (heads.encoder, heads.trained_at) == ("letters", date(2026, 1, 2))
