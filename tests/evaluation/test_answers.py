import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType

import pytest

from almpo.evaluation.answers import GoldQuestion, holds, read_questions, score_answers
from almpo.evaluation.printed_text import number_values, stands_among, values_in

PAGES = {
    ("report.pdf", 1): "Employment rose by 2.0 percentage points (s.e. 0.8), from 41.3% to 43.3%.",
    (
        "report.pdf",
        2,
    ): "The programme cost 1,794 euros a head and reached 10 714 job seekers in all of the regions.",
}
ASKED = GoldQuestion(
    id="q1", document="report.pdf", q="?", lang="en", pages=(1,), must_numbers=("2.0", "41.3")
)
IMPOSSIBLE = GoldQuestion(id="q2", document="report.pdf", q="?", lang="de", unanswerable=True)


def page_text(document: str, page: int) -> str:
    return PAGES.get((document, page), "")


def sentence(text: str, page: int = 1, quote: str | None = None, computed: bool = False) -> dict[str, object]:
    citation = {"document": "report.pdf", "page": page, "quote": quote}
    return {"text": text, "citations": [citation], "computed": computed}


def answer(*sentences: dict[str, object], language: str = "en", abstained: bool = False) -> dict[str, object]:
    return {"language": language, "abstained": abstained, "seconds": 0.5, "sentences": list(sentences)}


@pytest.mark.parametrize(
    ("token", "values"),
    [
        ("1,794", {1794.0, 1.794}),
        ("1.794,5", {1794.5}),
        ("1 794", {1794.0}),
        ("-0.5", {0.5}),
        ("−12", {12.0}),
        ("60th", set()),
    ],
)
def test_a_number_is_read_in_every_locale(token: str, values: set[float]) -> None:
    assert number_values(token) == values


def test_a_number_may_be_rounded_or_a_percentage() -> None:
    assert stands_among("0.46", {0.464})
    assert stands_among("46.4", {0.464})
    assert not stands_among("0.47", {0.464})


def test_required_numbers_stand_in_any_locale_or_variant() -> None:
    question = ASKED.model_copy(
        update={"must_numbers": ("1,794", "18%"), "number_variants": {"18%": ("0.18",)}}
    )
    assert holds("1.794 euros and 18 %", question)
    assert holds("1 794 euros and 0.18", question)
    assert not holds("1,795 euros and 18 %", question)


def test_a_good_answer_and_a_right_refusal() -> None:
    good = answer(sentence("It rose by 2.0 points from 41.3%.", quote="rose by 2.0 percentage points"))
    scores = score_answers(
        [ASKED, IMPOSSIBLE], {"q1": good, "q2": answer(language="de", abstained=True)}, page_text
    )
    assert (scores.must, scores.cite_p, scores.cite_r, scores.quotes) == (1, 1, 1, 1)
    assert (scores.unsupported, scores.refusal_p, scores.refusal_r, scores.language) == (0, 1, 1, 1)
    assert scores.failures == ()


def test_each_fault_is_counted() -> None:
    bad = answer(
        sentence("It rose by 47.3 points.", page=2, quote="rose by 47.3 points"),
        sentence("Pooled: 3.7 points.", computed=True),
        language="de",
    )
    scores = score_answers([ASKED, IMPOSSIBLE], {"q1": bad, "q2": answer()}, page_text)
    assert (scores.must, scores.quotes, scores.language) == (0, 0, 0)
    assert scores.cite_p == 0.5  # the gold's own page counts, page 2 does not
    assert (scores.unsupported, scores.computed, scores.numbers) == (1, 1, 2)
    assert (scores.refusal_p, scores.refusal_r) == (None, 0)


def test_questions_are_numbered_within_their_file(tmp_path: Path) -> None:
    meta = {
        "questions": [
            {"q": "a", "lang": "en"},
            {"q": "b", "lang": "fr", "unanswerable": True, "answer": None},
        ]
    }
    (tmp_path / "x.meta.json").write_text(json.dumps(meta), encoding="utf-8")
    first, second = read_questions(tmp_path)
    assert (first.id, first.document, second.id, second.unanswerable) == ("x-q1", "x.pdf", "x-q2", True)


@pytest.fixture
def reference(shared: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score_answers", shared / "tools" / "score_answers.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.shared
def test_numbers_are_read_as_by_the_reference_scorer(reference: ModuleType) -> None:
    text = "−1.28*** (0,17), 1 794 of 10'714; 12.5%, $-8,498 or .05; 2012-2015 and 1.016,16 €"
    assert values_in(text) == reference.values(text)
