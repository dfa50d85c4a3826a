"""Codes in words: countries, designs, programmes, target groups."""

import re
from collections.abc import Sequence

from almpo.evidence.vocabulary import Design
from almpo.synthesis.labels import label
from almpo.synthesis.templates import Templates


def country_names(codes: str | None, language: str) -> Sequence[str]:
    """The countries of a field such as "AT" or "AT, DE" as the language calls them."""
    names = (label("country", code, language) for code in re.findall("[A-Z]{2}", codes or ""))
    return [name for name in names if name]


def design_name(design: Design, say: Templates) -> str:
    """Only randomisation has a word of its own; the others are told by their names in the literature."""
    return say.prose["randomised"] if design is Design.RCT else design.value.replace("_", " ")


def name_of(group: str, code: str, language: str) -> str:
    """What a code of a vocabulary is called; the code itself where it has no name."""
    return label(group, code, language) or code.replace("_", " ")
