"""How good answers are: `almpo eval answers`.

must          answerable questions whose required numbers all stand in the answer, in any locale
cite_p        cited pages that the gold names, or that hold a number or eight words in a row of the sentence
cite_r        answerable questions with at least one cited page among the gold's
unsupported   numbers of sentences that stand on no page the sentence cites; years and counts under 13 aside
quotes        quotes that stand on the cited page, spaces, hyphens and ligatures aside
refusal_p, r  precision and recall of abstaining on the questions that cannot be answered
language      answers in the language of the question
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import BaseModel, ConfigDict

from almpo.evaluation.printed_text import (
    number_values,
    numbers_in,
    plain_text,
    squashed,
    stands_among,
    values_in,
    values_on_page,
)
from almpo.evidence.record import Record

PageText = Callable[[str, int], str]  # of a file name and a page number; "" if there is none

_RUN = 8  # words in a row that make a citing sentence and a page belong together


class GoldQuestion(BaseModel):
    """A question with the numbers that an answer must hold and the pages where they stand."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    id: str
    document: str
    q: str
    lang: str
    pages: tuple[int, ...] = ()
    must_numbers: tuple[str, ...] = ()
    number_variants: dict[str, tuple[str, ...]] = {}
    unanswerable: bool = False


class Citing(NamedTuple):
    """A sentence of an answer in the exchange form, with the text of each page that it cites."""

    text: str
    computed: bool
    citations: Sequence[Mapping[str, Any]]
    pages: Sequence[str]


class AnswerScores(Record):
    """Shares are None where there is nothing to take a share of."""

    questions: int
    must: float | None
    cite_p: float | None
    cite_r: float | None
    unsupported: int
    computed: int
    numbers: int
    quotes: float | None
    refusal_p: float | None
    refusal_r: float | None
    language: float | None
    p50_seconds: float
    p95_seconds: float
    failures: tuple[str, ...] = ()  # "must: id", "unsupported: id: number"


def read_questions(folder: Path) -> list[GoldQuestion]:
    """The questions of all `*.meta.json` of a folder; their ids count within a file: "<stem>-q1"."""
    found = []
    for path in sorted(folder.glob("*.meta.json")):
        stem = path.name.removesuffix(".meta.json")
        meta = json.loads(path.read_text(encoding="utf-8"))
        document = meta.get("doc") or f"{stem}.pdf"
        for number, question in enumerate(meta.get("questions", []), 1):
            found.append(GoldQuestion(**{**question, "id": f"{stem}-q{number}", "document": document}))
    return found


def holds(text: str, question: GoldQuestion) -> bool:
    """Do all required numbers, or a listed variant of each, stand in the text?"""
    have, flat = values_in(text), squashed(text)

    def stands(variant: str) -> bool:
        values = number_values(variant)
        return bool(values & have) if values else squashed(variant) in flat

    return all(
        any(stands(variant) for variant in (number, *question.number_variants.get(number, ())))
        for number in question.must_numbers
    )


def unsupported_numbers(sentence: Citing) -> Iterator[tuple[str, bool]]:
    """Each number of a sentence that counts, and whether it stands on a cited page."""
    printed = {value for page in sentence.pages for value in values_on_page(page)}
    for token in numbers_in(sentence.text):
        values = number_values(token)
        small = all(value == int(value) and (value < 13 or 1900 <= value <= 2100) for value in values)
        if values and not small:
            yield token, stands_among(token, printed)


def bears_on(sentence: Citing, page: str) -> bool:
    """Does a page hold a number, years and small counts included over 12, or eight words of the sentence?"""
    telling = {value for value in values_in(sentence.text) if value > 12 or value != int(value)}
    words, flat = plain_text(sentence.text).split(), squashed(page)
    runs = (words[i : i + _RUN] for i in range(len(words) - _RUN + 1))
    return bool(telling & values_on_page(page)) or any(squashed(" ".join(run)) in flat for run in runs)


class _Tally:
    """Hits and tries of each figure, and what failed."""

    def __init__(self) -> None:
        self._counts: dict[str, list[int]] = {}
        self.failures: list[str] = []

    def add(self, figure: str, hit: bool, failure: str | None = None) -> None:
        count = self._counts.setdefault(figure, [0, 0])
        count[0] += hit
        count[1] += 1
        if failure and not hit:
            self.failures.append(f"{figure}: {failure}")

    def share(self, figure: str) -> float | None:
        hits, tries = self._counts.get(figure, (0, 0))
        return hits / tries if tries else None

    def misses(self, figure: str) -> int:
        hits, tries = self._counts.get(figure, (0, 0))
        return tries - hits

    def tries(self, figure: str) -> int:
        return self._counts.get(figure, [0, 0])[1]


def score_answers(
    questions: Sequence[GoldQuestion], answers: Mapping[str, Mapping[str, Any]], page_text: PageText
) -> AnswerScores:
    """Score answers in the exchange form (`almpo.synthesis.export.answer_to_exchange`), by question id.

    Raises KeyError for a question without an answer.
    """
    tally, seconds = _Tally(), []
    for question in questions:
        answer = answers[question.id]
        seconds.append(float(answer.get("seconds") or 0))
        _score_one(question, answer, page_text, tally)
    seconds.sort()
    return AnswerScores(
        questions=len(questions),
        must=tally.share("must"),
        cite_p=tally.share("cite_p"),
        cite_r=tally.share("cite_r"),
        unsupported=tally.misses("unsupported"),
        computed=tally.misses("computed"),
        numbers=tally.tries("unsupported") + tally.tries("computed"),
        quotes=tally.share("quotes"),
        refusal_p=tally.share("refusal_p"),
        refusal_r=tally.share("refusal_r"),
        language=tally.share("language"),
        p50_seconds=seconds[len(seconds) // 2] if seconds else 0.0,
        p95_seconds=seconds[int(len(seconds) * 0.95)] if seconds else 0.0,
        failures=tuple(tally.failures),
    )


def _score_one(question: GoldQuestion, answer: Mapping[str, Any], page_text: PageText, tally: _Tally) -> None:
    sentences = [_citing(sentence, page_text) for sentence in answer.get("sentences", [])]
    refused = bool(answer.get("abstained"))
    tally.add("language", answer.get("language") == question.lang, question.id)
    if refused:
        tally.add("refusal_p", question.unanswerable, question.id)
    if question.unanswerable:
        tally.add("refusal_r", refused, question.id)
    else:
        text = " ".join(sentence.text for sentence in sentences)
        cited = {(c["document"], c["page"]) for sentence in sentences for c in sentence.citations}
        tally.add("must", not refused and holds(text, question), question.id)
        if question.pages:  # a general question names none
            tally.add(
                "cite_r", any((question.document, page) in cited for page in question.pages), question.id
            )
    if not refused:
        for sentence in sentences:
            _score_sentence(question, sentence, tally)


def _citing(sentence: Mapping[str, Any], page_text: PageText) -> Citing:
    citations = sentence.get("citations", [])
    pages = [page_text(citation["document"], citation["page"]) for citation in citations]
    return Citing(sentence["text"], bool(sentence.get("computed")), citations, pages)


def _score_sentence(question: GoldQuestion, sentence: Citing, tally: _Tally) -> None:
    for citation, page in zip(sentence.citations, sentence.pages, strict=True):
        named = citation["document"] == question.document and citation["page"] in question.pages
        tally.add("cite_p", (named and not question.unanswerable) or bears_on(sentence, page), question.id)
        if citation.get("quote"):
            tally.add("quotes", squashed(citation["quote"]) in squashed(page), question.id)
    figure = "computed" if sentence.computed else "unsupported"
    for token, stands in unsupported_numbers(sentence):
        tally.add(figure, stands, f"{question.id}: {token} in: {sentence.text[:140]}")
