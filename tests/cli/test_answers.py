"""`almpo ask` and `almpo search`."""

import json
from pathlib import Path

import pytest

from almpo.evidence.errors import AlmpoError

QUESTION = "Ile wynosi efekt bonu szkoleniowego w województwie lubelskim?"


def test_many_questions_from_a_file(samples, tmp_path: Path) -> None:
    questions = [
        {"id": "a", "q": QUESTION, "lang": "pl"},
        {"id": "b", "q": "What is the boiling point of tungsten?", "lang": "en"},
    ]
    file = tmp_path / "q.jsonl"
    file.write_text("\n".join(map(json.dumps, questions)) + "\n\n", "utf-8")
    polish, tungsten = (
        json.loads(line) for line in samples("ask", "--file", str(file), "--json")[1].splitlines()
    )
    assert (polish["id"], polish["language"], polish["abstained"]) == ("a", "pl", False)
    cited = {c["document"] for s in polish["sentences"] for c in s["citations"]}
    assert "pl_bon_lubelskie.docx" in cited or "pl_bon_lubelskie.pdf" in cited
    assert tungsten["abstained"] is True


def test_an_answer_says_that_its_reports_are_synthetic(samples) -> None:
    assert "synthetic" in samples("ask", "What do wage subsidies do to employment?")[1].lower()


@pytest.mark.parametrize("line", ['{"id": 1}', "nonsense", "[1]"])
def test_a_bad_line_is_named(samples, tmp_path: Path, line: str) -> None:
    (tmp_path / "q.jsonl").write_text(line)
    with pytest.raises(AlmpoError, match="line 1"):
        samples("ask", "--file", str(tmp_path / "q.jsonl"))


def test_either_a_question_or_a_file(samples) -> None:
    assert samples("ask")[0] == 2


def test_search_filters_by_document_and_kind(samples) -> None:
    told = samples("search", "employment", "--kind", "finding", "--country", "EE", "--limit", "5", "--json")[
        1
    ]
    hits = [json.loads(line) for line in told.splitlines()]
    assert hits
    assert {(hit["kind"], hit["document"]) for hit in hits} == {
        ("finding", "en_wage_subsidy_did_estonia.pdf")
    }


def test_an_empty_corpus_abstains(empty) -> None:
    answer = json.loads(empty("ask", "Does training work?", "--json")[1])
    assert (answer["abstained"], answer["sentences"]) == (True, [])
    assert "Nothing found" in empty("search", "training")[1]


def test_conditions_narrow_a_search_to_the_documents_that_meet_them(samples) -> None:
    told = samples("search", "employment", "--kind", "passage", "--country", "EE", "--json")[1]
    assert {json.loads(line)["document"] for line in told.splitlines()} == {"en_wage_subsidy_did_estonia.pdf"}
    assert "Nothing found" in samples("search", "employment", "--country", "MT")[1]


def test_what_was_understood_is_told_and_can_be_taken_out(samples) -> None:
    question = "Do wage subsidies raise employment in Estonia?"
    told = samples("ask", question, "--design-at-least", "3")[1]
    assert "Estonia (country:EE, recognised)" in told
    assert "≥ 3 (design_at_least:3, set)" in told
    answer = json.loads(samples("ask", question, "--without", "country:EE", "--json")[1])
    assert "country" not in {chip["group"] for chip in answer["chips"]}


def test_conditions_that_leave_nothing_are_named(samples) -> None:
    answer = json.loads(samples("ask", "Do wage subsidies raise employment?", "--country", "MT", "--json")[1])
    assert answer["abstained"]
    assert "Country: Malta" in answer["reason"]


def test_codes_that_are_none_are_named_with_those_that_are(samples) -> None:
    with pytest.raises(AlmpoError, match="'subsidies' is not one of: services, training"):
        samples("ask", "Do they work?", "--programme", "subsidies")
