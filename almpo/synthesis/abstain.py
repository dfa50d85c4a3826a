"""Whether to answer at all: is what was found about what was asked?

The thresholds are probabilities that the best hit is an answer, as the search tells them. They were chosen on
the development questions and the synthetic ones: see docs/benchmarks.md for what they refuse, rightly and not.
"""

from typing import NamedTuple

from almpo.synthesis.pack import EvidencePack

OFF_TOPIC = 0.025  # below: the question is about something else
WEAK = 0.06  # below: near the subject, but no answer
NEAR = 0.2  # below: places and names that nothing speaks of count; above, they may be written in another way


class Decision(NamedTuple):
    """`reason` is a key of the templates' reasons, `terms` what it is about."""

    answer: bool
    reason: str | None = None
    terms: tuple[str, ...] = ()


def decide(pack: EvidencePack) -> Decision:
    if not pack.quotes and not pack.estimates:
        return Decision(False, "empty" if pack.relevance == 0 else "weak")
    if pack.relevance < OFF_TOPIC:
        return Decision(False, "off_topic")
    if pack.unspoken and pack.relevance < NEAR:
        return Decision(False, "missing", pack.unspoken)
    if pack.relevance < WEAK:
        return Decision(False, "weak")
    missing = _missing_outcomes(pack)
    if missing:
        return Decision(False, "outcome", missing)
    return Decision(True)


# Outcomes that reports on other outcomes do not tell: without a word on them there is no answer.
_DISTINCT = ("cost_benefit", "job_quality", "health")


def _missing_outcomes(pack: EvidencePack) -> tuple[str, ...]:
    asked = pack.question.named("outcome")
    told = {code for quote in pack.quotes for code in quote.concepts}
    told |= {code for estimate in pack.estimates for code in estimate.concepts}
    return tuple(code for code in _DISTINCT if code in asked and f"outcome:{code}" not in told)
