"""Codes in words: countries and designs."""

import re
from collections.abc import Sequence

from babel import Locale

from almpo.evidence.vocabulary import Design
from almpo.synthesis.templates import Templates


def country_names(codes: str | None, language: str) -> Sequence[str]:
    """The countries of a field such as "AT" or "AT, DE" as the language calls them (CLDR)."""
    names = Locale.parse(language).territories
    return [names[code] for code in re.findall("[A-Z]{2}", codes or "") if code in names]


def design_name(design: Design, say: Templates) -> str:
    """Only randomisation has a word of its own; the others are told by their names in the literature."""
    return say.prose["randomised"] if design is Design.RCT else design.value.replace("_", " ")
