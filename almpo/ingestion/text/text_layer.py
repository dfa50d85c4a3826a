"""Can the text layer of a page be used, or must the page be read from its picture?

A layer that recognition put behind a scan ("see-through" text) is usable like any other if it holds words.
"""

import re
import unicodedata
from collections.abc import Collection

from almpo.ingestion.layout import PageLayout
from almpo.ingestion.text.repair import LOST, repair, uses_cork

_MOST_LOST = 0.3  # share of characters
_FEWEST_WORDS = 40  # different ones; below that words say nothing about the layer
_LEAST_VOWELS = 0.25  # share of letters; in the languages of Europe it is about 0.4
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
    words = set(_WORD.findall(text.lower()))
    if len(words) >= _FEWEST_WORDS and _share_of_vowels(words) < _LEAST_VOWELS:
        return "text layer of scrambled characters"
    return None


def characters(layout: PageLayout) -> int:
    return sum(len(token.text) for token in layout.tokens)


def _share_of_vowels(words: Collection[str]) -> float:
    letters = [char for word in words for char in unicodedata.normalize("NFD", word) if char.isalpha()]
    return sum(char in _VOWELS for char in letters) / len(letters)
