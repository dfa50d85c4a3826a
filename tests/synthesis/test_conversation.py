"""Follow-up questions take over what they leave unsaid, and only that."""

from collections.abc import Callable

import pytest

from almpo.synthesis.ask import Answerer
from almpo.synthesis.conversation import chips_of, in_context
from almpo.synthesis.question import understand

Make = Callable[..., Answerer]
FIRST = "What is the effect of training vouchers on the employment of women in Ireland?"


def inherited(answer: object) -> set[str]:
    return {chip.group for chip in answer.chips if chip.inherited}  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("question", "taken"),
    [
        ("And for men?", {"programme", "outcome", "country"}),
        ("What about earnings?", {"programme", "target", "country"}),
        ("And in Spain?", {"programme", "outcome", "target"}),
        ("Do wage subsidies raise earnings of young people in Spain?", set()),
    ],
)
def test_what_is_left_unsaid_is_inherited(make_answerer: Make, question: str, taken: set[str]) -> None:
    answerer = make_answerer()
    first = answerer.ask(FIRST)
    then = answerer.ask(question, follows=first.id)
    assert inherited(then) - {"name"} == taken
    assert (then.follows, then.thread) == (first.id, first.id)
    assert then.question == question


def test_a_third_turn_stands_on_the_second(make_answerer: Make) -> None:
    answerer = make_answerer()
    first = answerer.ask(FIRST)
    second = answerer.ask("And for men?", follows=first.id)
    third = answerer.ask("What did it cost?", follows=second.id)
    assert third.thread == first.id
    assert ("target", "men") in {(chip.group, chip.code) for chip in third.chips}


def test_a_chip_that_is_dropped_is_not_inherited(make_answerer: Make) -> None:
    answerer = make_answerer()
    first = answerer.ask(FIRST)
    *_, then = answerer.stream("What about earnings?", follows=first.id, dropped=("target:women",))
    assert "target" not in inherited(then)


def test_each_turn_is_verified_by_itself(make_answerer: Make) -> None:
    answerer = make_answerer()
    first = answerer.ask(FIRST)
    then = answerer.ask("And for men?", follows=first.id)
    assert all(check.citation is not None for sentence in then.sentences for check in sentence.numbers)


def test_a_short_follow_up_keeps_the_language(make_answerer: Make) -> None:
    answerer = make_answerer()
    first = answerer.ask("Wie wirken Bildungsgutscheine auf die Beschäftigung von Frauen?")
    assert answerer.ask("Irland?", follows=first.id).language == "de"


def test_a_first_question_stands_alone() -> None:
    assert in_context(FIRST, None, None) == (FIRST, None)
    chips = chips_of(understand(FIRST), FIRST)
    words = {chip.code: chip.words for chip in chips}
    assert (words["women"], words["IE"], words["employment"]) == ("women", "Ireland", "employment")
    assert not any(chip.inherited for chip in chips)
