"""Hyphens at line ends, decided by the words of the document."""

import pytest

from almpo.ingestion.text.hyphenation import Vocabulary, ends_in_hyphen, joint
from almpo.ingestion.text.repair import SOFT_HYPHEN

VOCABULARY = Vocabulary(
    [
        ["The programme raised employment. A long-term effect of a well known scheme on short-term"],
        ["unemployed people, and the labour market policy of the Winter-Ebmer kind."],
        ["It is a well-paid job, known to other wise people."],
    ]
)


@pytest.mark.parametrize(
    ("head", "tail", "between"),
    [
        ("it raised employ-", "ment in", ""),  # the whole word occurs
        ("a long-", "term effect", "-"),  # the compound occurs
        ("a well-", "known scheme", "-"),  # both halves occur, and one of them in a compound
        ("or other-", "wise not", ""),  # both halves occur, but there are no compounds with them
        ("for lasting inte-", "gration", ""),  # nothing known: a broken word
        ("Winter-", "Ebmer", "-"),  # names keep theirs
        ("COVID-", "19 pandemic", "-"),
        ("short-", "and long-term", "- "),  # a word left out
        ("Lang-", "und Kurzzeit", "- "),
        (f"Gesell{SOFT_HYPHEN}", "schaft", ""),
        ("EMPLOY-", "MENT", ""),
    ],
)
def test_joints(head: str, tail: str, between: str) -> None:
    assert joint(head, tail, VOCABULARY) == between


def test_parts_of_broken_words_are_no_words() -> None:
    vocabulary = Vocabulary([["the effect of inte-", "gration policy on inte-", "grated workers"]])
    assert vocabulary["inte"] == vocabulary["gration"] == vocabulary["grated"] == 0
    assert vocabulary["policy"] == vocabulary["workers"] == 1


@pytest.mark.parametrize(("text", "ends"), [("employ-", True), ("–", False), ("-", False), ("2010 –", False)])
def test_dashes_are_no_hyphens(text: str, ends: bool) -> None:
    assert ends_in_hyphen(text) is ends
