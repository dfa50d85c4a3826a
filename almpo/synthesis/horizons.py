"""The times after which a text speaks of something, in months."""

import re
from functools import cache, lru_cache

from almpo.synthesis.claims import stated_numbers
from almpo.synthesis.concepts import fold
from almpo.synthesis.lexicon import lexicon

_MONTHS = {"months": 1, "years": 12}
LONGEST = 240  # months; what is longer is an age or a calendar year


@lru_cache(maxsize=2**14)
def horizons(text: str, language: str | None = None) -> frozenset[int]:
    """Months named in a text, in digits or words: "24 Monate", "po dwóch latach".

    Without a language the number words of the common ones are known.
    """
    found = {
        round(number.value * _MONTHS[number.unit])
        for number in stated_numbers(text, language)
        if number.unit in _MONTHS and number.value > 0
    }
    folded = fold(text)
    found |= {months for months, pattern in _spelled() if pattern.search(folded)}
    found |= {int(match[1]) * months for months, pattern in _counted() for match in pattern.finditer(folded)}
    return frozenset(months for months in found if 0 < months <= LONGEST)


@cache
def _spelled() -> tuple[tuple[int, re.Pattern[str]], ...]:
    """Whole years that are told in words, by their months."""
    spans: dict[str, list[str]] = lexicon("horizons")["spelled"]
    return tuple((int(months), re.compile("|".join(words))) for months, words in spans.items())


@cache
def _counted() -> tuple[tuple[int, re.Pattern[str]], ...]:
    """A numeral with a unit of time, by the months of the unit."""
    units = ((months, "|".join(lexicon("horizons")[f"counted_{unit}"])) for unit, months in _MONTHS.items())
    return tuple((months, re.compile(rf"(?<![\d.,])(\d{{1,3}})[\s-]+(?:{unit})")) for months, unit in units)


def horizon_concepts(months: frozenset[int]) -> frozenset[str]:
    """The codes of lexicon/concepts.toml for times in months: a question on lasting effects names no number."""
    short = {"horizon:short_run"} if any(month <= 12 for month in months) else set()
    return frozenset(short | ({"horizon:long_run"} if any(month >= 24 for month in months) else set()))


def horizon_fit(asked: frozenset[int], said: frozenset[int]) -> float:
    """1 if a time that is asked for is named, -0.5 if only others are, 0 if either names none."""
    if not asked or not said:
        return 0.0
    return 1.0 if asked & said else -0.5


def horizon_fit_of(asked: frozenset[int], text: str) -> float:
    """How the times named in a text fit those asked for. Texts of tables are long: read only if any is asked for."""
    return horizon_fit(asked, horizons(text)) if asked else 0.0
