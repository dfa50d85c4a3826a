"""Texts that say the same."""

from hypothesis import given
from hypothesis import strategies as st

from almpo.retrieval.near_duplicates import fold_duplicates

WORKING_PAPER = (
    "We evaluate a wage subsidy for the long-term unemployed. Two years after the start the subsidised are "
    "seven percentage points more likely to work than a matched comparison group."
)
JOURNAL = WORKING_PAPER.replace("We evaluate", "This paper evaluates").replace("long-term", "long–term")
OTHER = (
    "We evaluate a wage subsidy for young people. One year after the start no difference is found between "
    "the subsidised and those who were turned down for lack of funds."
)


def test_versions_fold_into_the_first() -> None:
    assert fold_duplicates([WORKING_PAPER, OTHER, JOURNAL]) == [0, 1, 0]


def test_a_part_folds_into_the_whole() -> None:
    assert fold_duplicates([f"{OTHER} {WORKING_PAPER}", WORKING_PAPER]) == [0, 0]


def test_short_texts_fold_only_when_they_are_the_same() -> None:
    assert fold_duplicates(["Table 1", "Table 2", "table 1!", ""]) == [0, 1, 0, 3]


@given(st.lists(st.text(max_size=40), max_size=8))
def test_every_text_keeps_itself_or_an_earlier_one_that_is_kept(texts: list[str]) -> None:
    keeps = fold_duplicates(texts)
    assert all(keeps[i] <= i and keeps[keeps[i]] == keeps[i] for i in range(len(texts)))
    assert fold_duplicates(texts + texts)[len(texts) :] == keeps
