"""Whether to answer at all: is what was found about what was asked?

Two questions are put to the evidence. Is it near? A logistic regression on the favour of the best document, on
how many of the programmes, places and names asked for it is about, on how much of the question its best result
names, and on whether the question is about the field at all. Does it hold the outcome, the country and the
time that were asked for? Near evidence on something else is no answer.

The regression was fitted on the 184 development questions and cross-validated by report: at the threshold it
refuses with a precision of 0.94 and a recall of 0.85 there.
"""

import math
from typing import NamedTuple

from almpo.synthesis.claims import stated_numbers, unit_at
from almpo.synthesis.concepts import concepts
from almpo.synthesis.coverage import Coverage
from almpo.synthesis.horizons import horizons
from almpo.synthesis.pack import EvidencePack
from almpo.synthesis.question import Question

CONSTANT, OF_FAVOUR, OF_OVERLAP, OF_FIELD, OF_MATCH = 1.9, 2.0, 1.6, 1.0, 0.8
MOST_MATCHES = 2  # more than these tell no more
ENOUGH_OVERLAP = 0.6  # of what a general question asks for that one result names
LEAST = 0.4  # probability that there is an answer below which none is given
_SMOOTHING = 0.005  # keeps the log odds of 0 and 1 finite
_OF_THE_FIELD = ("programme", "outcome", "target", "method")


class Decision(NamedTuple):
    """`reason` is a key of the templates' reasons, `terms` what it is about."""

    answer: bool
    reason: str | None = None
    terms: tuple[str, ...] = ()


def decide(pack: EvidencePack) -> Decision:
    covered = pack.coverage
    if covered.relevance == 0 and not pack.quotes and not pack.estimates:
        return Decision(False, "empty")
    missing = (*covered.names_missing, *_as_asked(pack.question, covered.countries_missing))
    if chance_of_an_answer(pack.question, covered) < LEAST and not _is_covered(pack.question, covered):
        if missing:
            return Decision(False, "missing", missing)
        return Decision(False, "weak" if _is_of_the_field(pack.question) else "off_topic")
    if covered.countries_missing:
        return Decision(False, "missing", missing)
    if covered.policy_missing:
        return Decision(False, "weak")
    if covered.outcomes_missing:
        return Decision(False, "outcome", covered.outcomes_missing)
    if covered.horizon_missing:
        return Decision(False, "missing", _time_as_asked(pack.question, covered.horizon_missing))
    if not pack.quotes and not pack.estimates:
        return Decision(False, "weak")
    return Decision(True)


def chance_of_an_answer(question: Question, covered: Coverage) -> float:
    """Probability that the evidence holds an answer."""
    odds = (covered.favour + _SMOOTHING) / (1 - covered.favour + _SMOOTHING)
    logit = (
        CONSTANT
        + OF_FAVOUR * math.log(odds)
        + OF_OVERLAP * covered.overlap
        + OF_FIELD * _is_of_the_field(question)
        + OF_MATCH * min(covered.match, MOST_MATCHES)
    )
    return 1 / (1 + math.exp(-logit))


def _is_covered(question: Question, covered: Coverage) -> bool:
    """Whether a question that asks for a kind of programme in general is about what the reports evaluate.

    Such a question has too few words to be near any passage ("Does training help the unemployed?").
    """
    particular = question.names or question.years or question.horizons or question.named("country")
    general = bool(question.named("programme")) and not particular
    return general and covered.match > 0 and covered.overlap >= ENOUGH_OVERLAP


def _is_of_the_field(question: Question) -> bool:
    return any(question.named(group) for group in _OF_THE_FIELD)


def _time_as_asked(question: Question, months: int) -> tuple[str, ...]:
    """The words of the question that name a time: "ten years"."""
    for number in stated_numbers(question.text, question.language):
        end = unit_at(question.text, number.start, number.end).end
        words = question.text[number.start : end]
        if months in horizons(words):
            return (words,)
    return ()


def _as_asked(question: Question, countries: tuple[str, ...]) -> tuple[str, ...]:
    """The words of the question that name the countries; their codes where no single word does."""
    words = [word.strip("¿?¡!.,;:()\"'«»„“”") for word in question.text.split()]
    named = {code: word for word in words for code in concepts(word)}
    return tuple(named.get(f"country:{code}", code) for code in countries)
