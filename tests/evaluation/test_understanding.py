"""Questions in all official languages of the EU are understood as far as the figures say."""

from pathlib import Path

import pytest

from almpo.evaluation.understanding import Asked, Understanding, read_asked, score_understanding, understood
from almpo.evidence.scope import EU_LANGUAGES
from almpo.synthesis.question import Question, understand

SETS = Path("eval_sets/understanding")


@pytest.fixture(scope="module")
def held_out() -> Understanding:
    return score_understanding(read_asked(SETS / "held_out.jsonl"), understand)


def test_questions_held_out_are_understood(held_out: Understanding) -> None:
    assert (held_out.all.precision or 0) >= 0.95
    assert (held_out.all.recall or 0) >= 0.90
    assert set(held_out.languages) == set(EU_LANGUAGES)


def test_the_languages_that_were_worked_on_stay_understood() -> None:
    scores = score_understanding(read_asked(SETS / "development.jsonl"), understand)
    assert all((share.recall or 0) >= 0.9 for share in scores.languages.values()), scores.failures


def test_what_is_wrong_what_is_missed_and_what_may_be() -> None:
    question = Question(
        text="?",
        language="en",
        kind="whether",
        groups={"programme": frozenset({"training", "voucher"}), "outcome": frozenset({"exit"})},
        horizons=frozenset({24}),
    )
    assert understood(question) == {"programme:2", "outcome:unemployment_exit", "horizon:24"}
    asked = Asked(
        lang="de",
        q="?",
        chips=frozenset({"programme:2", "country:AT"}),
        may=frozenset({"outcome:unemployment_exit"}),
    )
    scores = score_understanding([asked], lambda _: question)
    assert (scores.all.right, scores.all.wrong, scores.all.missed) == (1, 1, 1)
    assert (scores.whole, scores.language) == (0, 0)
    assert scores.failures == ("de: wrong horizon:24: ?", "de: missed country:AT: ?")


@pytest.mark.parametrize(
    ("text", "language", "months"),
    [
        ("po dvoch rokoch", "sk", {24}),
        ("tar éis trí bliana", "ga", {36}),
        ("după 18 luni", "ro", {18}),
        ("wara 36 xahar", "mt", {36}),
        ("kahden vuoden jälkeen", "fi", {24}),
    ],
)
def test_times_in_languages_with_few_words(text: str, language: str, months: set[int]) -> None:
    assert understand(text, language).horizons == months
