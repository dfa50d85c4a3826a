"""Hyphens at line ends: a broken word, or a compound that has its hyphen anyway?

The document itself answers: how does it print the word where no line ends in it?
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from almpo.ingestion.text.repair import SOFT_HYPHEN

HYPHENS = ("-", "\u2010", SOFT_HYPHEN)
_WORD = re.compile(r"[^\W_]+(?:[-\u2010'’][^\W_]+)*")
_FIRST = re.compile(r"\W*([^\W_]+(?:[-\u2010'’][^\W_]+)*)")
_LAST = re.compile(r"([^\W_]+(?:[-\u2010'’][^\W_]+)*)\W*$")

# After these the hyphen in front stands for a word left out: "short- and long-term", "Lang- und Kurzzeit".
_CONJUNCTIONS = "and or nor to und oder als wie bis sowie bzw et ou oraz lub of och eller"
_SUSPENDING = frozenset(_CONJUNCTIONS.split())


class Vocabulary:
    """How often each word stands in a document, whole words only, in lower case."""

    def __init__(self, paragraphs: Iterable[Sequence[str]] = ()) -> None:
        self._counts: Counter[str] = Counter()
        self._ends_of_compounds: set[str] = set()
        for lines in paragraphs:
            self.add(lines)

    def add(self, lines: Sequence[str]) -> None:
        """Count the words of the lines of a paragraph, but not the parts of words broken between them."""
        broken = False
        for line in lines:
            words = _WORD.findall(line.lower().replace("\u2010", "-"))
            rest_of_word, broken = broken, ends_in_hyphen(line)
            whole = words[int(rest_of_word) : len(words) - int(broken)]
            self._counts.update(whole)
            for word in whole:
                if "-" in word:
                    first, *_, last = word.split("-")
                    self._ends_of_compounds |= {f"{first}-", f"-{last}"}

    def __getitem__(self, word: str) -> int:
        return self._counts[word.lower().replace("\u2010", "-")]

    def may_be_compound(self, left: str, right: str) -> bool:
        """Are both words of the document, and is one of them part of compounds that are hyphenated there?"""
        ends = {f"{left.lower()}-", f"-{right.lower()}"}
        return bool(self[left] and self[right] and ends & self._ends_of_compounds)


def ends_in_hyphen(text: str) -> bool:
    """Does a line end in a hyphen that follows a letter or digit? Dashes and bare signs do not count."""
    return text.endswith(HYPHENS) and len(text) > 1 and text[-2].isalnum()


def joint(head: str, tail: str, vocabulary: Vocabulary) -> str:
    """What stands between two lines, the first of which ends in a hyphen (not repeated in the answer).

    "" joins the word, "-" keeps the hyphen of a compound, "- " the hyphen before a word left out. A word not
    seen elsewhere is joined unless the document has words like it with a hyphen.
    """
    last, first = _LAST.search(head[:-1]), _FIRST.match(tail)
    if last is None or first is None:
        return "-"
    left, right = last[1], first[1]
    if right.lower() in _SUSPENDING:
        return "- "
    if head[-1] == SOFT_HYPHEN:
        return ""
    if not right[0].islower() and not (left.isupper() and right.isupper()):
        return "-"  # names and numbers: "Winter-Ebmer", "COVID-19"
    whole, compound = vocabulary[left + right], vocabulary[f"{left}-{right}"]
    if whole or compound:
        return "" if whole >= compound else "-"
    return "-" if vocabulary.may_be_compound(left, right) else ""
