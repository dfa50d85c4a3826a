"""Which sentences answer a question best."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from almpo.synthesis.candidates import Candidate
from almpo.synthesis.canonical import canonical
from almpo.synthesis.claims import stated_numbers
from almpo.synthesis.concepts import concepts, fold
from almpo.synthesis.horizons import horizon_concepts, horizon_fit, horizons
from almpo.synthesis.question import Kind, Question, names_in
from almpo.synthesis.roles import role_at

_WEIGHTS = {"programme": 1.0, "target": 0.9, "outcome": 0.8, "method": 0.7, "country": 0.5, "horizon": 0.5}
_OTHER_WEIGHT = 0.2
_CITES_OTHERS = re.compile(r"\([^()]*\b[A-ZÀ-Ý][\w’'-]+[^()]*\b(?:19|20)\d\d[a-z]?\)|\bet al\b")
_NUMBERED = re.compile(  # what is counted off, not measured
    r"(?:tab(?:le|elle|la|leau|ela)?s?|fig(?:ure|\.)?s?|abb(?:ildung|\.)|sections?|columns?|col\.|panels?|appendix"
    r"|cuadro|gr[aá]fico|chapter|kapitel|models?|equation|eq\.|footnote|notes?|step|wave)"
    r"\s*\(?(?:[A-Z]?\.?[\d.]+(?:,| and| und| et| y| e| i)\s*)*[A-Z]?\.?\s*$",
    re.IGNORECASE,
)
_MEASURES = {"percentage_points", "percent", "EUR", "USD", "GBP", "PLN", "CHF", "SEK"}
_IN_NUMBERS = {Kind.AMOUNT, Kind.COUNT, Kind.COST}
_SMALL = 12  # whole numbers up to this one count things rather than tell results
_LONG = 60  # words
_NEAR = 2.0  # by how much the best sentence of a document may be worth less than the best of all
# What narrows a sentence down: wrong for a question that does not ask for it.
_NARROWING = ("target", "horizon", "programme", "outcome")
_REFERENCES = re.compile(r"references|bibliograph|literatur|bibliografía|referencias|appendix|annexe|anhang")


def concept_overlap(asked: frozenset[str], said: frozenset[str]) -> float:
    """Share of what is asked that is also said, weighted by group; 0 if nothing of the field is asked."""
    total = sum(concept_weight(code) for code in asked)
    return sum(concept_weight(code) for code in asked & said) / total if total else 0.0


def concept_weight(code: str) -> float:
    return _WEIGHTS.get(code.partition(":")[0], _OTHER_WEIGHT)


def name_overlap(question: Question, text: str) -> float:
    """Share of the names and years of the question that stand in the text; 0 if it has none."""
    asked = [*question.names, *question.years]
    return names_in(asked, text) / len(asked) if asked else 0.0


def merit(question: Question, candidate: Candidate, favour: float, *, effect: bool = False) -> float:
    """What its words and its place say for a sentence. `favour` is its document's, 1 for the best one; `effect`
    says that an effect of a programme was read in it.

    One that states an estimate of its own outweighs one that is merely close to the question, the more so the
    more of the question it names.
    """
    text, times = candidate.text, horizons(candidate.text)
    said = concepts(text) | horizon_concepts(times)
    section = " ".join(candidate.passage.section)
    overlap = concept_overlap(question.concepts, said)
    beside = {code for code in said - question.concepts if code.partition(":")[0] in _NARROWING}
    numbers = telling_numbers(text)
    told = 1.2 * any(number.is_estimate for number in numbers) + 0.8 * any(
        number.is_uncertainty for number in numbers
    )
    return (
        1.0 * overlap
        + 0.3 * name_overlap(question, text)
        + 0.4 * candidate.relevance
        + 0.8 * favour
        + told * min(1.0, 0.5 + overlap)
        + 0.5 * effect
        - 0.5 * (not numbers and question.kind in _IN_NUMBERS)
        + 0.6 * horizon_fit(question.horizons, times)
        + 0.35 * any(code.startswith("result:") for code in said)
        - 0.2 * min(len(beside), 3)
        - 0.3 * cites_others(text)
        - 1.0 * bool(_REFERENCES.search(section.lower()))
        - 0.2 * (len(text.split()) > _LONG)
        - 0.4 * text.endswith("?")
    )


def cites_others(text: str) -> bool:
    """Does a sentence report what other papers found?"""
    return _CITES_OTHERS.search(text) is not None


class TellingNumber(NamedTuple):
    is_estimate: bool  # has a unit or decimals
    is_uncertainty: bool


def telling_numbers(text: str) -> list[TellingNumber]:
    """The numbers in digits that are not those of a table, a section, a year or the like."""
    found = []
    for number in stated_numbers(text):
        if number.in_words or _NUMBERED.search(text[max(0, number.start - 30) : number.start]):
            continue
        role = role_at(text, number)
        measured = number.unit in _MEASURES or number.decimals > 0
        found.append(TellingNumber(measured and role is None, role in ("se", "ci", "p", "t")))
    return found


def diverse(
    scored: Iterable[tuple[float, Candidate]], limit: int, per_document: int
) -> list[tuple[float, list[Candidate]]]:
    """The best of the scored sentences, no two saying the same, at most `per_document` of one document.

    With each come the candidates that are the same word for word: other versions of the paper.
    """
    chosen: list[tuple[float, list[Candidate]]] = []
    counts: Counter[str] = Counter()
    for score, candidate in _each_document_first(sorted(scored, key=lambda pair: -pair[0])):
        same = next((members for _, members in chosen if _same(members[0], candidate)), None)
        if same is not None:
            same.append(candidate)
            continue
        if chosen and score < chosen[0][0] - _NEAR:
            continue
        room = len(chosen) < limit and counts[candidate.passage.document_id] < per_document
        if room and not any(_says_nothing_new(candidate.text, members[0].text) for _, members in chosen):
            chosen.append((score, [candidate]))
            counts[candidate.passage.document_id] += 1
    return sorted(chosen, key=lambda pair: -pair[0])


def _each_document_first(ranked: Sequence[tuple[float, Candidate]]) -> list[tuple[float, Candidate]]:
    """The best of each document before the second best ones, if it is worth no less than the best by `_NEAR`."""
    first = {candidate.passage.document_id: i for i, (_, candidate) in reversed(list(enumerate(ranked)))}
    heads = [i for i in sorted(first.values()) if ranked[i][0] >= ranked[0][0] - _NEAR]
    return [ranked[i] for i in heads] + [one for i, one in enumerate(ranked) if i not in set(heads)]


def _same(one: Candidate, other: Candidate) -> bool:
    return one.passage.document_id != other.passage.document_id and canonical(one.text) == canonical(
        other.text
    )


def _says_nothing_new(one: str, other: str) -> bool:
    """The same numbers, or none and mostly the same words: a paper's summary repeats its results."""
    numbers, known = (
        {number.value for number in stated_numbers(text) if number.decimals or number.value > _SMALL}
        for text in (one, other)
    )
    left, right = set(fold(one).split()), set(fold(other).split())
    alike = len(left & right) > 0.7 * min(len(left), len(right))
    return numbers <= known and (bool(numbers) or alike)
