"""Which sentences answer a question best."""

import pytest

from almpo.evidence.anchors import Anchor
from almpo.evidence.documents import Passage
from almpo.synthesis.candidates import Candidate
from almpo.synthesis.question import Question, understand
from almpo.synthesis.quoting import cites_others, concept_overlap, diverse, merit, telling_numbers


def candidate(text: str, document: str = "d" * 64, section: tuple[str, ...] = ()) -> Candidate:
    anchor = Anchor(document_id=document, page=1, quote=text, start=0, end=len(text))
    passage = Passage(
        id=f"{abs(hash(text)):032x}"[:32],
        document_id=document,
        ordinal=0,
        text=text,
        section=section,
        language="en",
        anchors=(anchor,),
    )
    return Candidate((anchor,), text, passage, 0.5)


@pytest.fixture
def question() -> Question:
    return understand("Did the training voucher raise employment of women after 12 months?", "en")


RESULT = "The voucher raised employment of women by 4.2 percentage points (s.e. 1.3) after 12 months."


@pytest.mark.parametrize(
    "lesser",
    [
        "We describe the training voucher and the employment of women.",
        "The voucher raised employment of men by 4.2 percentage points (s.e. 1.3) after 24 months.",
        "Vouchers raised employment of women by 4.2 points after 12 months (Meyer and Huber, 2010).",
        "Did the voucher raise employment of women after 12 months?",
    ],
)
def test_a_result_on_what_was_asked_is_worth_most(question: Question, lesser: str) -> None:
    assert merit(question, candidate(RESULT), 1.0) > merit(question, candidate(lesser), 1.0)


def test_an_effect_that_was_read_and_the_document_count(question: Question) -> None:
    one = candidate(RESULT)
    assert merit(question, one, 1.0, effect=True) > merit(question, one, 1.0) > merit(question, one, 0.3)


def test_references_are_not_quoted(question: Question) -> None:
    assert merit(question, candidate(RESULT, section=("References",)), 1.0) < merit(
        question, candidate(RESULT), 1.0
    )


def test_numbers_of_tables_and_years_tell_nothing() -> None:
    assert not any(number.is_estimate for number in telling_numbers("Table 3 in section 2.1 covers 2013."))
    told = telling_numbers("It rose by 4.2 points (s.e. 1.3).")
    assert [(number.is_estimate, number.is_uncertainty) for number in told] == [(True, False), (False, True)]


def test_what_others_found() -> None:
    assert cites_others("Card et al. find an increase.")
    assert not cites_others("We find an increase.")


def test_overlap_is_weighted() -> None:
    asked = frozenset({"programme:training", "result:effect"})
    assert concept_overlap(asked, frozenset({"programme:training"})) > 0.8
    assert concept_overlap(frozenset(), asked) == 0.0


def test_no_two_quotes_state_the_same_numbers() -> None:
    again = candidate("Women's employment went up 4.2 points, with a standard error of 1.3, over 12 months.")
    other = candidate("Enrolment in courses rose by 18% among those who were sent a letter.")
    chosen = diverse([(3.0, candidate(RESULT)), (2.9, again), (2.0, other)], limit=5, per_document=5)
    assert [members[0].text for _, members in chosen] == [RESULT, other.text]


def test_versions_of_a_paper_are_quoted_together() -> None:
    ((_, members),) = diverse([(3.0, candidate(RESULT)), (2.9, candidate(RESULT, "e" * 64))], 5, 5)
    assert [one.passage.document_id[0] for one in members] == ["d", "e"]
