"""Whether to answer."""

from typing import Any

import pytest

from almpo.synthesis.abstain import chance_of_an_answer, decide
from almpo.synthesis.coverage import Coverage
from almpo.synthesis.pack import EvidencePack, Quote
from almpo.synthesis.question import understand

NEAR = {"relevance": 0.7, "favour": 0.6, "overlap": 0.8, "match": 1}


def pack(question: str, *quotes: Quote, **covered: Any) -> EvidencePack:
    return EvidencePack(
        question=understand(question, "en"), quotes=quotes, coverage=Coverage(**{**NEAR, **covered})
    )


@pytest.fixture
def quote() -> Quote:
    return Quote(text="Employment rose by 4.2 points.", citations=(), language="en", score=1.0)


def test_near_evidence_is_an_answer(quote: Quote) -> None:
    assert decide(pack("Do vouchers raise employment?", quote)).answer


def test_an_empty_collection_has_none() -> None:
    assert decide(pack("Do vouchers raise employment?", relevance=0.0)).reason == "empty"


def test_what_is_far_off_is_not_told(quote: Quote) -> None:
    far = {"relevance": 0.05, "favour": 0.02, "overlap": 0.1, "match": 0}
    assert decide(pack("Do vouchers raise employment?", quote, **far)).reason == "weak"
    assert decide(pack("How do I bake bread?", quote, **far)).reason == "off_topic"


@pytest.mark.parametrize(
    ("lacking", "reason", "terms"),
    [
        ({"outcomes_missing": ("wage",)}, "outcome", ("wage",)),
        ({"targets_missing": ("youth",)}, "missing", ("under 25",)),
        ({"countries_missing": ("SE",)}, "missing", ("Sweden",)),
        ({"programmes_missing": ("voucher",)}, "missing", ("vouchers",)),
        ({"horizon_missing": 120}, "missing", ("ten years",)),
        ({"offers_only": True}, "weak", ()),
        ({"policy_missing": True}, "weak", ()),
    ],
)
def test_what_is_lacking_is_named_as_it_was_asked_for(
    quote: Quote, lacking: dict[str, Any], reason: str, terms: tuple[str, ...]
) -> None:
    asked = "Do vouchers in Sweden raise wages of people under 25 after ten years?"
    decision = decide(pack(asked, quote, **lacking))
    assert (decision.answer, decision.reason, decision.terms) == (False, reason, terms)


def test_a_general_question_is_answered_though_few_words_are_near_anything(quote: Quote) -> None:
    far = {"relevance": 0.05, "favour": 0.03, "overlap": 1.0, "match": 1}
    assert decide(pack("Do training programmes help unemployed people?", quote, **far)).answer


def test_more_favour_and_matches_mean_a_better_chance() -> None:
    question = understand("Do vouchers raise employment?", "en")
    chances = [
        chance_of_an_answer(question, Coverage(favour=favour, match=match))
        for favour, match in ((0.01, 0), (0.2, 0), (0.2, 1), (0.6, 2))
    ]
    assert chances == sorted(chances)
    assert chances[0] < 0.1 < 0.9 < chances[-1]
