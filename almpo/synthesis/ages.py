"""The age groups that a text names by their limits: "under 25", "ab 50 Jahren", "de plus de 55 ans"."""

import re
from functools import cache

from almpo.synthesis.concepts import fold
from almpo.synthesis.lexicon import lexicon

YOUNG_UP_TO, OLD_FROM = 30, 45  # years: limits of what counts as young people, and from which as older ones


def ages(text: str) -> frozenset[str]:
    """Codes of lexicon/concepts.toml: "target:youth" for people below a low age, "target:older" above a high one."""
    found = set()
    for match in _limits().finditer(fold(text)):
        limit = int(match["age"])
        if match["below"] and limit <= YOUNG_UP_TO:
            found.add("target:youth")
        if match["above"] and limit >= OLD_FROM:
            found.add("target:older")
    return frozenset(found)


@cache
def _limits() -> re.Pattern[str]:
    below, above, no_age = ("|".join(lexicon("ages")[side]) for side in ("below", "above", "no_age"))
    return re.compile(
        rf"\b(?:(?P<below>{below})|(?P<above>{above}))(?: the age of)? (?P<age>\d\d)(?! ?-?(?:{no_age}))"
    )
