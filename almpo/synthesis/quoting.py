"""Which sentences of the retrieved passages answer the question best, to be quoted word for word."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from almpo.evidence.anchors import Anchor
from almpo.evidence.documents import Page, Passage
from almpo.synthesis.canonical import displayed
from almpo.synthesis.claims import stated_numbers
from almpo.synthesis.concepts import concepts, fold
from almpo.synthesis.lexicon import lexicon
from almpo.synthesis.question import Kind, Question
from almpo.synthesis.sentences import split_sentences

MIN_WORDS, MAX_WORDS = 5, 90
_WEIGHTS = {"programme": 1.0, "target": 0.9, "outcome": 0.8, "method": 0.7, "country": 0.5, "horizon": 0.5}
_OTHER_WEIGHT = 0.2
_CITES_OTHERS = re.compile(r"\([^()]*\b[A-ZÀ-Ý][\w’'-]+[^()]*\b(?:19|20)\d\d[a-z]?\)|\bet al\b")
_MARKS = re.compile(r"[\s⁰¹²³⁴-⁹*†‡§•◦▪–—-]*")  # of footnotes and lists, before a sentence
_LETTER = re.compile(r"[^\W\d_]")
_SUMMARY = re.compile(
    r"abstract|summary|conclu|zusammenfassung|fazit|résumé|resumen|sintesi|riassunto|streszczenie|wnioski"
)
_REFERENCES = re.compile(r"references|bibliograph|literatur|bibliografía|referencias|appendix|annexe|anhang")


class Candidate(NamedTuple):
    """A sentence as it stands on a page."""

    anchor: Anchor
    text: str  # on one line
    passage: Passage
    relevance: float  # of its passage


def candidate_sentences(
    passages: Sequence[tuple[Passage, float]], page_of: Callable[[str, int], Page]
) -> Iterator[Candidate]:
    """The whole sentences of passages with their relevance; fragments and table rows are left out."""
    seen: set[tuple[str, int, int]] = set()
    for passage, relevance in passages:
        for anchor in passage.anchors:
            if anchor.start is None or anchor.end is None:
                continue
            page = page_of(anchor.document_id, anchor.page)
            for start, end in split_sentences(page.text[anchor.start : anchor.end], passage.language):
                start, end = anchor.start + start, anchor.start + end
                start = _MARKS.match(page.text, start).end()  # type: ignore[union-attr]
                text = displayed(page.text[start:end])
                key = (anchor.document_id, anchor.page, start)
                if key not in seen and is_quotable(text):
                    seen.add(key)
                    yield Candidate(page.anchor(anchor.document_id, start, end), text, passage, relevance)


def is_quotable(text: str) -> bool:
    """Is it a whole sentence to a reader? No heading, fragment, row of numbers, or order to a machine."""
    words = text.split()
    opens = text.lstrip("\"'“„«(•*–-·[ ")[:1]
    return (
        MIN_WORDS <= len(words) <= MAX_WORDS
        and text.rstrip("\"'”“»)] ")[-1:] in (".", "!", "?", ";", ":")
        and not opens.islower()
        and len(_LETTER.findall(text)) > 0.55 * len(text.replace(" ", ""))
        and not _orders().search(fold(text))
    )


@cache
def _orders() -> re.Pattern[str]:
    return re.compile("|".join(lexicon("orders")["orders"]))


def concept_overlap(asked: frozenset[str], said: frozenset[str]) -> float:
    """Share of what is asked that is also said, weighted by group; 0 if nothing of the field is asked."""
    total = sum(_weight(code) for code in asked)
    return sum(_weight(code) for code in asked & said) / total if total else 0.0


def _weight(code: str) -> float:
    return _WEIGHTS.get(code.partition(":")[0], _OTHER_WEIGHT)


def name_overlap(question: Question, text: str) -> float:
    """Share of the names and years of the question that stand in the text; 0 if it has none."""
    asked = [*question.names, *question.years]
    folded = fold(text)
    return sum(fold(name) in folded for name in asked) / len(asked) if asked else 0.0


def sentence_scores(
    question: Question, candidates: Sequence[Candidate], similarity: NDArray[np.floating]
) -> NDArray[np.float64]:
    """How well each candidate answers, higher is better. `similarity` is its cosine with the question."""
    if not candidates:
        return np.zeros(0)
    closeness = standardised(similarity)
    return np.array(
        [
            0.35 * closeness[i] + _said(question, candidate) - _faults(question, candidate)
            for i, candidate in enumerate(candidates)
        ]
    )


def standardised(values: NDArray[np.floating]) -> NDArray[np.float64]:
    spread = float(values.std())
    return np.asarray((values - values.mean()) / spread if spread > 1e-9 else values * 0.0, dtype=np.float64)


def _said(question: Question, candidate: Candidate) -> float:
    said = concepts(candidate.text)
    numbers = [n for n in stated_numbers(candidate.text) if not _is_year(n.token) and not n.in_words]
    section = " ".join(candidate.passage.section).lower()
    return (
        1.2 * concept_overlap(question.concepts, said)
        + 0.8 * name_overlap(question, candidate.text)
        + 0.6 * candidate.relevance
        + (0.35 if numbers else 0.0)
        + (0.25 if numbers and question.kind in (Kind.AMOUNT, Kind.COUNT, Kind.COST) else 0.0)
        + (0.2 if any(code.startswith("result:") for code in said) else 0.0)
        + (0.2 if _SUMMARY.search(section) else 0.0)
    )


def _faults(question: Question, candidate: Candidate) -> float:
    section = " ".join(candidate.passage.section).lower()
    return (
        (0.5 if _CITES_OTHERS.search(candidate.text) else 0.0)
        + (1.0 if _REFERENCES.search(section) else 0.0)
        + (0.3 if len(candidate.text.split()) > 60 else 0.0)
        + (0.4 if candidate.text.endswith("?") else 0.0)
    )


def _is_year(token: str) -> bool:
    return token.isdigit() and len(token) == 4 and token[:2] in ("19", "20")


def diverse(
    scored: Iterable[tuple[float, Candidate]], limit: int, per_document: int
) -> list[tuple[float, Candidate]]:
    """The best of the scored sentences, no two saying the same, at most `per_document` of one document."""
    chosen: list[tuple[float, Candidate]] = []
    counts: dict[str, int] = {}
    for score, candidate in sorted(scored, key=lambda pair: -pair[0]):
        document = candidate.anchor.document_id
        if counts.get(document, 0) >= per_document:
            continue
        if any(_alike(candidate.text, other.text) for _, other in chosen):
            continue
        chosen.append((score, candidate))
        counts[document] = counts.get(document, 0) + 1
        if len(chosen) == limit:
            break
    return chosen


def _alike(one: str, other: str) -> bool:
    left, right = set(fold(one).split()), set(fold(other).split())
    return len(left & right) > 0.7 * min(len(left), len(right))
