"""What a model may write besides numbers: sentences about what they cite, and no orders. Pure.

The gate checks what a sentence claims. A model may also write what claims nothing: greetings, its own
instructions, orders that it found in a report. Such sentences are stopped here.
"""

import re
from collections.abc import Sequence
from functools import cache

from almpo.evidence.answers import Sentence
from almpo.synthesis.concepts import concepts, fold
from almpo.synthesis.estimates import coded_concepts, label_text
from almpo.synthesis.lexicon import lexicon
from almpo.synthesis.sources import Source

LONGEST = 90  # words
_OF_EVIDENCE = re.compile(r"(?i)</?\s*evidence\b|\bE\d+\b|\bJSON\b")
_LINK = re.compile(
    r"(?i)\b(?:https?|data|javascript)\s*:|\bwww\.|\]\("
)  # would carry what was asked to others


def not_grounded(sentence: Sentence, sources: Sequence[Source | None]) -> tuple[str, ...]:
    """What is wrong with a sentence of a model, besides what the gate finds."""
    text = sentence.text
    if len(text.split()) > LONGEST:
        return (f"longer than {LONGEST} words",)
    if _orders().search(fold(text)) or _OF_EVIDENCE.search(text):
        return ("speaks to a machine or of its own instructions",)
    if _LINK.search(text):
        return ("holds a link",)
    if not concepts(text) & _cited_concepts(sentence, sources):
        return ("is not about what it cites",)
    return ()


def _cited_concepts(sentence: Sentence, sources: Sequence[Source | None]) -> frozenset[str]:
    found: set[str] = set()
    for citation, source in zip(sentence.citations, sources, strict=True):
        found |= concepts(citation.quote or "")
        if source is not None and source.finding is not None:
            found |= concepts(label_text(source.finding)) | coded_concepts(source.finding)
    return frozenset(found)


@cache
def _orders() -> re.Pattern[str]:
    return re.compile("|".join(lexicon("orders")["orders"]))
