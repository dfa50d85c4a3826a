"""Sentences that list many estimates, laid out as a list for the eye. The words stay those that were verified."""

from typing import NamedTuple

from almpo.evidence.answers import Sentence
from almpo.synthesis.verify import CLAUSE_END

_SHORT = 3  # so few estimates read well in one line
_DASH = " – "  # between what a row is and its estimates


class Listing(NamedTuple):
    head: str
    items: tuple[str, ...]  # empty for a sentence that is shown as it is


def listing(sentence: Sentence) -> Listing:
    """The head and the items of a sentence over more than three findings, one item an estimate."""
    findings = {citation.finding_id for citation in sentence.citations if citation.finding_id}
    first, *others = sentence.text.split(f"{CLAUSE_END} ")
    if sentence.computed or len(findings) <= _SHORT or len(others) < _SHORT:
        return Listing(sentence.text, ())
    head, dash, item = first.rpartition(_DASH)
    if not dash:
        return Listing(sentence.text, ())
    return Listing(head, (item, *others[:-1], others[-1].removesuffix(".")))
