"""Follow-up questions take over what they leave unsaid, and only that."""

from collections.abc import Callable

import pytest

from almpo.evidence.answers import ChipOrigin
from almpo.evidence.scope import Scope
from almpo.synthesis.ask import Answerer
from almpo.synthesis.conversation import in_context

Make = Callable[..., Answerer]
FIRST = "What is the effect of training vouchers on the employment of women in Ireland?"


def inherited(answer: object) -> set[str]:
    return {chip.group for chip in answer.chips if chip.origin == ChipOrigin.INHERITED}  # type: ignore[attr-defined]


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
    *_, then = answerer.stream("What about earnings?", follows=first.id, scope=Scope(without="target:women"))
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
    asked, chips = in_context(FIRST, None, None)
    assert asked.text == FIRST
    words = {chip.code: chip.words for chip in chips}
    assert (words["women"], words["IE"], words["employment"]) == ("women", "Ireland", "employment")
    assert {chip.origin for chip in chips} == {ChipOrigin.RECOGNISED}


def test_what_is_taken_out_leaves_the_question() -> None:
    asked, chips = in_context(FIRST, None, None, Scope(without="target:women"))
    assert "women" not in asked.text
    assert not asked.named("target")
    assert "target" not in {chip.group for chip in chips}


def test_what_is_set_replaces_what_was_recognised_and_is_named_in_the_language_asked_in() -> None:
    asked, chips = in_context(
        "Wirkt Training bei Jugendlichen in Österreich?", None, None, Scope(country="DE")
    )
    assert asked.text == "Wirkt Training bei Jugendlichen in Deutschland?"
    assert asked.named("country") == {"DE"}
    (place,) = (chip for chip in chips if chip.group == "country")
    assert (place.label, place.origin) == ("Deutschland", ChipOrigin.SET)


def test_a_scope_goes_on_until_the_conversation_speaks_of_something_else(make_answerer: Make) -> None:
    answerer = make_answerer()
    first = answerer.ask(FIRST, scope=Scope(target="women", language_of_documents="en"))
    assert first.scope.target == ("women",)
    then = answerer.ask("And what did it cost?", follows=first.id)
    assert then.scope == first.scope
    men = answerer.ask("And for men?", follows=first.id)
    assert (men.scope.target, men.scope.language_of_documents) == ((), ("en",))
    wider = answerer.ask("And for men?", follows=first.id, scope=Scope(without="language_of_documents"))
    assert not wider.scope.conditions


def test_the_same_question_again_keeps_what_was_taken_out(make_answerer: Make) -> None:
    answerer = make_answerer()
    first = answerer.ask(FIRST, scope=Scope(without="target:women"))
    again = answerer.ask(FIRST, follows=first.id, scope=Scope(without="country:IE"))
    assert not {"target", "country"} & {chip.group for chip in again.chips}


def test_another_country_takes_the_place_of_a_region(make_answerer: Make) -> None:
    answerer = make_answerer()
    first = answerer.ask("Do vouchers help women in Tyrol?", scope=Scope(region="AT33"))
    assert ("region", "AT33") in {(chip.group, chip.code) for chip in first.chips}
    then = answerer.ask("And in Ireland?", follows=first.id)
    assert not then.scope.region
    assert {chip.code for chip in then.chips if chip.group in ("country", "region")} == {"IE"}
