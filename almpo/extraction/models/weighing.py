"""A word list's code and a head's probabilities made into one reading."""

import math
from collections.abc import Mapping

from almpo.evidence.findings import Alternative
from almpo.evidence.vocabulary import Origin
from almpo.extraction.sources import Hit

# What a word of the lists adds to the log-odds of its code. At 2 both together are right most often on bare labels
# (`almpo eval heads`); labels of real tables also name programmes, groups and specifications, which heads do not
# know, so that lists must be overruled only by a head that is nearly certain.
LISTED = 4.0
_MOST_ALTERNATIVES = 3


def weigh(listed: str | None, suggested: Mapping[str, float]) -> dict[str, float]:
    """Probabilities by code, likeliest first, from a listed code (or none) and a head's probabilities."""
    raised = {
        code: p * (math.exp(LISTED) if code == listed else 1.0) for code, p in suggested.items() if p > 0
    }
    total = sum(raised.values())
    return {code: p / total for code, p in sorted(raised.items(), key=lambda item: -item[1])}


def weighed(hit: Hit, listed: bool, suggested: Mapping[str, float], kind: type[str]) -> Hit:
    """The hit with the likeliest code and the others as alternatives; unchanged where nothing is suggested.

    `kind` is the vocabulary of the codes. A code that no list named comes from a model.
    """
    ranked = weigh(str(hit.value) if listed else None, suggested)
    if not ranked:
        return hit
    (code, p), *others = ranked.items()
    alternatives = tuple(
        Alternative(value=other, probability=round(q, 3)) for other, q in others[:_MOST_ALTERNATIVES]
    )
    same = listed and code == str(hit.value)
    reading = hit.reading.model_copy(
        update={
            "alternatives": alternatives,
            "origin": hit.reading.origin if same else Origin.MODEL,
            "confidence": hit.reading.confidence if same else round(p * (hit.reading.confidence or 1.0), 3),
        }
    )
    return Hit(kind(code), reading)
