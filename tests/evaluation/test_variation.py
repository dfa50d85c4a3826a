"""Varied copies: other words and numbers, the same places."""

from hypothesis import given
from hypothesis import strategies as st
from made_up import DOCUMENT, finding

from almpo.evaluation.variation import Variation, vocabulary_of
from almpo.evidence.anchors import Anchor
from almpo.evidence.findings import Reading
from almpo.retrieval.near_duplicates import fold_duplicates

TEXT = (
    "Two years after the start of the training programme participants earn 1,234.5 euros more than their matched"
    " comparison group in 2019, which is 12.5 percent of what they would have earned without having taken part."
)
VOCABULARY = vocabulary_of(
    [TEXT, "another sentence with several unrelated expressions, written about weather"]
)


def test_words_and_numbers_change_and_their_places_do_not() -> None:
    varied = Variation(1, VOCABULARY).text(TEXT)
    assert varied != TEXT
    assert len(varied) == len(TEXT)
    assert [len(word) for word in varied.split()] == [len(word) for word in TEXT.split()]
    assert "1,234.5" not in varied
    assert "2019" in varied


def test_copies_are_no_near_duplicates_of_each_other() -> None:
    texts = [TEXT, *(Variation(number, VOCABULARY).text(TEXT) for number in (1, 2, 3))]
    assert fold_duplicates(texts) == [0, 1, 2, 3]


def test_a_finding_and_the_page_it_stands_on_change_alike() -> None:
    anchor = Anchor(document_id=DOCUMENT, page=1, quote="0.148", start=4, end=9)
    read = finding(1, estimate=0.148, readings={"estimate": Reading(raw="0.148", anchor=anchor)})
    variation = Variation(1, VOCABULARY)
    varied, page = variation.record(read), variation.text("Job 0.148 (0.076)")
    assert varied.id != read.id
    assert varied.document_id == variation.id(DOCUMENT)
    assert varied.anchor is not None
    assert varied.anchor.quote == page[4:9] == f"{varied.estimate:.3f}" != "0.148"


@given(st.text(), st.integers(1, 50))
def test_every_text_keeps_its_length_and_is_varied_the_same_way_again(text: str, number: int) -> None:
    varied = Variation(number, VOCABULARY).text(text)
    assert len(varied) == len(text)
    assert Variation(number, VOCABULARY).text(text) == varied
