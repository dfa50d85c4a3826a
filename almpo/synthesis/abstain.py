"""Whether to answer at all: is what was found about what was asked?

Two questions are put to the evidence. Does it hold what was asked for: the outcome, the group, the method, the
country, the time? Near evidence on something else is no answer. And is it near? A logistic regression on the
favour of the best document, on how many of the programmes, places and names asked for it is about, on how much
of the question its best result names, and on whether the question is about the field at all.

`almpo eval refusals` fits the regression and judges it on reports that it was not fitted to.
"""

import math
from typing import NamedTuple

from almpo.synthesis.ages import ages
from almpo.synthesis.claims import stated_numbers, unit_at
from almpo.synthesis.concepts import concepts
from almpo.synthesis.coverage import Coverage
from almpo.synthesis.favour import is_of_the_field
from almpo.synthesis.horizons import horizons
from almpo.synthesis.pack import EvidencePack
from almpo.synthesis.question import Question

CONSTANT = 3.2
WEIGHTS = {"favour": 2.05, "overlap": 1.4, "field": 0.2, "match": 1.1}
LEAST = 0.4  # probability that there is an answer below which none is given
MOST_MATCHES = 2  # more than these tell no more
ENOUGH_OVERLAP = 0.6  # of what a general question asks for that one result names
_SMOOTHING = 0.005  # keeps the log odds of 0 and 1 finite
_PUNCTUATION = "¿?¡!.,;:()\"'«»„“”"
_RUN = 4  # words


class Decision(NamedTuple):
    """`reason` is a key of the templates' reasons, `terms` what it is about."""

    answer: bool
    reason: str | None = None
    terms: tuple[str, ...] = ()


def decide(pack: EvidencePack) -> Decision:
    question, covered = pack.question, pack.coverage
    if covered.relevance == 0 and not pack.quotes and not pack.estimates:
        return Decision(False, "empty")
    near = chance_of_an_answer(question, covered) >= LEAST or _is_covered(question, covered)
    if not near:
        missing = (*covered.names_missing, *_as_asked(question, covered.countries_missing))
        if missing:
            return Decision(False, "missing", missing)
        return Decision(False, "weak" if is_of_the_field(question) else "off_topic")
    return what_is_lacking(pack) or Decision(True)


def what_is_lacking(pack: EvidencePack) -> Decision | None:
    """The refusal for what near evidence does not hold of what was asked, if there is any."""
    question, covered = pack.question, pack.coverage
    if covered.countries_missing:
        terms = (*covered.names_missing, *_as_asked(question, covered.countries_missing))
        return Decision(False, "missing", terms)
    if covered.outcomes_missing:
        return Decision(False, "outcome", covered.outcomes_missing)
    if lacking := _concepts_as_asked(question, covered):
        return Decision(False, "missing", lacking)
    if covered.horizon_missing:
        return Decision(False, "missing", _time_as_asked(question, covered.horizon_missing))
    if covered.policy_missing or covered.offers_only or not (pack.quotes or pack.estimates):
        return Decision(False, "weak")
    return None


def features(question: Question, covered: Coverage) -> dict[str, float]:
    """What the regression goes by. Probabilities enter as log odds."""
    return {
        "favour": _log_odds(covered.favour),
        "overlap": covered.overlap,
        "field": float(is_of_the_field(question)),
        "match": float(min(covered.match, MOST_MATCHES)),
    }


def chance_of_an_answer(question: Question, covered: Coverage) -> float:
    """Probability that the evidence holds an answer."""
    logit = CONSTANT + sum(WEIGHTS[name] * value for name, value in features(question, covered).items())
    return 1 / (1 + math.exp(-logit))


def _log_odds(probability: float) -> float:
    return math.log((probability + _SMOOTHING) / (1 - probability + _SMOOTHING))


def _is_covered(question: Question, covered: Coverage) -> bool:
    """Whether a question that asks for a kind of programme in general is about what the reports evaluate.

    Such a question has too few words to be near any passage ("Does training help the unemployed?").
    """
    particular = question.names or question.years or question.horizons or question.named("country")
    general = bool(question.named("programme")) and not particular
    return general and covered.match > 0 and covered.overlap >= ENOUGH_OVERLAP


def _time_as_asked(question: Question, months: int) -> tuple[str, ...]:
    """The words of the question that name a time: "ten years"."""
    for number in stated_numbers(question.text, question.language):
        end = unit_at(question.text, number.start, number.end).end
        words = question.text[number.start : end]
        if months in horizons(words):
            return (words,)
    return ()


def _concepts_as_asked(question: Question, covered: Coverage) -> tuple[str, ...]:
    """The words of the question for the programmes, groups and methods that no result is on."""
    missing = {f"programme:{code}" for code in covered.programmes_missing}
    missing |= {f"target:{code}" for code in covered.targets_missing}
    missing |= {f"method:{code}" for code in covered.methods_missing}
    return tuple(dict.fromkeys(_words_for(code, question.text) for code in sorted(missing)))


def _words_for(code: str, text: str) -> str:
    """The fewest words in a row that name a concept."""
    words = [word.strip(_PUNCTUATION) for word in text.split()]
    runs = (" ".join(words[i : i + n]) for n in range(1, _RUN + 1) for i in range(len(words) - n + 1))
    return next((run for run in runs if code in concepts(run) | ages(run)), code.partition(":")[2])


def _as_asked(question: Question, countries: tuple[str, ...]) -> tuple[str, ...]:
    """The words of the question that name the countries; their codes where no single word does."""
    words = [word.strip(_PUNCTUATION) for word in question.text.split()]
    named = {code: word for word in words for code in concepts(word)}
    return tuple(named.get(f"country:{code}", code) for code in countries)
