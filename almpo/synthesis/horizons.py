"""The times after which a text speaks of something, in months."""

import re
from functools import cache, lru_cache

from almpo.synthesis.claims import stated_numbers
from almpo.synthesis.concepts import fold
from almpo.synthesis.lexicon import lexicon

_MONTHS = {"months": 1, "years": 12}
LONGEST = 240  # months; what is longer is an age or a calendar year


@lru_cache(maxsize=2**14)
def horizons(text: str) -> frozenset[int]:
    """Months named in a text, in digits or words of any known language: "24 Monate", "po dwóch latach"."""
    found = {
        round(number.value * _MONTHS[number.unit])
        for number in stated_numbers(text)
        if number.unit in _MONTHS and number.value > 0
    }
    if _one_year().search(fold(text)):
        found.add(12)
    return frozenset(months for months in found if months <= LONGEST)


@cache
def _one_year() -> re.Pattern[str]:
    return re.compile("|".join(lexicon("horizons")["one_year"]))


def horizon_concepts(months: frozenset[int]) -> frozenset[str]:
    """The codes of lexicon/concepts.toml for times in months: a question on lasting effects names no number."""
    short = {"horizon:short_run"} if any(month <= 12 for month in months) else set()
    return frozenset(short | ({"horizon:long_run"} if any(month >= 24 for month in months) else set()))


def horizon_fit(asked: frozenset[int], said: frozenset[int]) -> float:
    """1 if a time that is asked for is named, -0.5 if only others are, 0 if either names none."""
    if not asked or not said:
        return 0.0
    return 1.0 if asked & said else -0.5
