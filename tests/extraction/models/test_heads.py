"""Heads keep what they know in a file; suggestions ask the encoder once for a text, and only where it fits."""

from datetime import date
from pathlib import Path

import numpy as np
import pytest
from letter_states import LetterStates

from almpo.evidence.errors import ModelError
from almpo.evidence.findings import Reading
from almpo.evidence.vocabulary import Origin, OutcomeGroup
from almpo.extraction.models.heads import Head, Heads, shipped
from almpo.extraction.models.suggestions import Suggestions
from almpo.extraction.models.weighing import weigh, weighed
from almpo.extraction.sources import Hit
from almpo.extraction.training.fit import fit


@pytest.fixture
def heads() -> Heads:
    states = LetterStates().states(["aaa", "aab", "zzz", "zzy"])
    head = fit(states, ["employment", "employment", "wage", "wage"])
    return Heads({"outcome_group": head}, "letters", date(2026, 1, 2), {"outcome_group": {"examples": 4}})


def test_a_file_holds_all(heads: Heads, tmp_path: Path):
    heads.save(tmp_path / "heads.npz")
    read = Heads.load((tmp_path / "heads.npz").read_bytes())
    assert (read.encoder, read.trained_at, read.report) == ("letters", date(2026, 1, 2), heads.report)
    states = LetterStates().states(["aaaa", "zya"])
    before, after = (one.by_field["outcome_group"].probabilities(states) for one in (heads, read))
    np.testing.assert_allclose(before, after, atol=2e-3)


def test_other_bytes_are_no_heads():
    with pytest.raises(ModelError):
        Heads.load(b"no heads")


def test_probabilities_sum_to_one(heads: Heads):
    told = heads.by_field["outcome_group"].probabilities(LetterStates().states(["abc", "xyz"]))
    np.testing.assert_allclose(told.sum(axis=1), 1)


def test_suggestions_encode_a_text_once(heads: Heads):
    encoder = LetterStates()
    suggest = Suggestions(lambda: encoder, heads)
    first, second = suggest("outcome_group", "aaa  a"), suggest("outcome_group", "aaa a")
    assert first == second
    assert first["employment"] > 0.5
    assert encoder.asked == ["aaa a"]


def test_no_suggestions_without_a_head_or_with_another_encoder(heads: Heads):
    encoder = LetterStates()
    assert Suggestions(lambda: encoder, heads)("unit", "aaa") == {}
    other = Heads(heads.by_field, "another", heads.trained_at, {})
    assert Suggestions(lambda: encoder, other)("outcome_group", "aaa") == {}


def test_the_shipped_heads_are_small_and_know_their_codes():
    codes = shipped().by_field["outcome_group"].codes
    assert set(codes) == {str(group) for group in OutcomeGroup}
    assert isinstance(shipped().by_field["outcome_group"], Head)


def test_a_listed_code_is_overruled_only_by_a_sure_head():
    assert next(iter(weigh("wage", {"wage": 0.1, "earnings": 0.9}))) == "wage"
    assert next(iter(weigh("wage", {"wage": 0.001, "earnings": 0.999}))) == "earnings"
    assert next(iter(weigh(None, {"wage": 0.4, "earnings": 0.6}))) == "earnings"


def test_weighing_tells_alternatives_and_origin():
    hit = Hit(OutcomeGroup.WAGE, Reading(raw="pay", confidence=0.9))
    kept = weighed(hit, True, {"wage": 0.5, "earnings": 0.5}, OutcomeGroup)
    assert (kept.value, kept.reading.origin, kept.reading.confidence) == (
        OutcomeGroup.WAGE,
        Origin.PARSER,
        0.9,
    )
    assert [a.value for a in kept.reading.alternatives] == ["earnings"]
    guessed = weighed(hit, False, {"earnings": 0.8, "wage": 0.2}, OutcomeGroup)
    assert (guessed.value, guessed.reading.origin) == (OutcomeGroup.EARNINGS, Origin.MODEL)
    assert weighed(hit, True, {}, OutcomeGroup) is hit
