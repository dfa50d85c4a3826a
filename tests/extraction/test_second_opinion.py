"""What another reader's tables say of our findings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_up import finding

from almpo.evidence.findings import Finding, Reading
from almpo.extraction.second_opinion import numbers_of, tables_of, with_second_opinion

MARKDOWN = """Some text.

||Employed|Earnings|
|---|---|---|
|Treated|0.042<sup>_∗∗_</sup>|_−_1,204<sup>_∗_</sup>|
||(0.018)|(615)|
|Age|0.005<br>(0.001)|3.1<br>(1.2)|

More text.
"""


def read(key: int, estimate: str, se: str, page: int = 1) -> Finding:
    readings = {"estimate": Reading(raw=estimate), "se": Reading(raw=se)}
    return finding(key, table_id="t", page=page, readings=readings)


def verdicts(findings: list[Finding], markdown: str = MARKDOWN) -> list[bool | None]:
    return [
        next((check.passed for check in one.checks if check.code == "C9"), None)
        for one in with_second_opinion(findings, {1: markdown})
    ]


GOOD = [read(1, "0.042**", "(0.018)"), read(2, "−1,204*", "(615)"), read(3, "0.005", "(0.001)")]


def test_the_same_numbers_in_the_same_place():
    assert verdicts(GOOD) == [True, True, True]


@pytest.mark.parametrize(
    ("estimate", "se"),
    [("042**", "(0.018)"), ("1,204*", "(615)"), ("0.042**", "(615)"), ("3.1", "(0.001)")],
)
def test_a_misread_number_is_doubted(estimate: str, se: str):
    assert verdicts([*GOOD, read(4, estimate, se)]) == [True, True, True, False]
    doubted = with_second_opinion([*GOOD, read(4, estimate, se)], {1: MARKDOWN})[-1]
    assert doubted.extraction_doubt


def test_who_did_not_read_the_table_has_no_say():
    assert verdicts(GOOD, "No table here.") == [None, None, None]
    assert verdicts([GOOD[0], read(4, "9.9", "(1)"), read(5, "8.8", "(1)")]) == [None, None, None]
    assert verdicts([read(1, "0.042**", "(0.018)", page=2)]) == [None]


def test_asked_again_the_new_answer_stands():
    (once,) = with_second_opinion(GOOD[:1], {1: MARKDOWN})
    (again,) = with_second_opinion([once], {1: MARKDOWN})
    assert again == once


@given(st.text(alphabet="|-<br>0123456789.,_*−() \n", max_size=200))
def test_any_markdown_is_read(text: str):
    for grid in tables_of(text):
        assert all(number for row in grid for cell in row for number in cell)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("_−_0.009<sup>_∗_</sup>", ["-0.009"]),
        ("0.05<br>(0.04)", ["0.05", "0.04"]),
        ("[−1.2, 3]", ["-1.2", "3"]),
    ],
)
def test_numbers_in_one_spelling(text: str, numbers: list[str]):
    assert numbers_of(text) == numbers
