"""What a passage is like, whatever is asked: lists of references and bare headings answer nothing."""

import re
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

DENSEST = 0.2  # marks of references for each word: nothing but references
FULL = 100  # words from which on a passage is no shorter than others

_MARK = re.compile(
    r"\((?:19|20)\d\d[a-z]?\)|\b(?:19|20)\d\d[a-z]?[.,]"  # year of publication
    r"|\b[^\W\d_]\.(?=[\s,-]|$)"  # initial of a first name
    r"|https?:|doi\.org|www\."
)


class Traits(NamedTuple):
    """Of passages or findings, each (n,), between 0 and 1."""

    references: NDArray[np.float64]  # how much of it is a list of references
    length: NDArray[np.float64]  # logarithm of its words, 1 from `FULL` words on


def passage_traits(texts: Sequence[str]) -> Traits:
    """Of passages given as texts."""
    words = np.array([len(text.split()) for text in texts], float)
    marks = np.array([len(_MARK.findall(text)) for text in texts], float)
    return Traits(
        references=np.minimum(marks / (words + 1) / DENSEST, 1.0),
        length=np.minimum(np.log1p(words) / np.log1p(FULL), 1.0),
    )


def finding_traits(number: int) -> Traits:
    """Of findings: full, as far as texts can be."""
    return Traits(np.zeros(number), np.ones(number))
