"""Can the text layer of a page be used, or must the page be read from its picture?

A layer that recognition put behind a scan ("see-through" text) is usable like any other if it holds words.
"""

import re
import unicodedata
from collections.abc import Sequence

from almpo.ingestion.layout import PageLayout
from almpo.ingestion.text.repair import LOST, repair, uses_cork

_MOST_LOST = 0.3  # share of characters
_FEWEST_WORDS = 40  # below that words say nothing about the layer
_LEAST_WITH_VOWEL = 0.5  # share of words; real text of any European language has more than 0.9
_WORD = re.compile(r"[^\W\d_]{3,}")
_VOWELS = frozenset("aeiouyæøœıαεηιουωаеиоуъыэюяіїє")
_UNMAPPED = re.compile(r"\(cid:\d+\)")


def text_layer_fault(layout: PageLayout) -> str | None:
    """Why the text layer cannot be used; None if it can. Whether it stands on a scan is not looked at."""
    texts = [token.text for token in layout.tokens]
    cork = uses_cork(texts)
    text = " ".join(repair(text, cork) for text in texts)
    printed = len(text.replace(" ", ""))
    if not printed:
        return "no text layer"
    lost = text.count(LOST) + sum(len(code) for code in _UNMAPPED.findall(text))
    if lost > _MOST_LOST * printed:
        return "text layer of unknown characters"
    words = _WORD.findall(text)
    if len(words) >= _FEWEST_WORDS and _share_with_vowel(words) < _LEAST_WITH_VOWEL:
        return "text layer of scrambled characters"
    return None


def characters(layout: PageLayout) -> int:
    return sum(len(token.text) for token in layout.tokens)


def _share_with_vowel(words: Sequence[str]) -> float:
    bare = (unicodedata.normalize("NFD", word.lower()) for word in words)
    return sum(not _VOWELS.isdisjoint(word) for word in bare) / len(words)
