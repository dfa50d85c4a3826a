"""What was understood of a question, as chips: code, name, words, and who says so."""

from collections.abc import Iterable, Iterator

from almpo.evidence.answers import Chip, ChipOrigin
from almpo.evidence.scope import Scope
from almpo.synthesis.concepts import concepts
from almpo.synthesis.horizons import horizons
from almpo.synthesis.labels import label
from almpo.synthesis.places import regions
from almpo.synthesis.question import Question

NAME, YEAR, HORIZON, REGION = "name", "year", "horizon", "region"
SHOWN = ("programme", "outcome", "target", "country", HORIZON, "method")  # groups of concepts
_LONGEST = 4  # words of an expression that names a concept
_MARKS = "¿?¡!.,;:()\"'«»„“”"


def chips_of(asked: Question) -> tuple[Chip, ...]:
    """What was recognised in a question, with the words for it."""
    phrases = dict(_phrases(asked))
    groups = [
        group for group in SHOWN if group != HORIZON or not asked.horizons
    ]  # months tell more than a run
    coded = [(group, code) for group in groups for code in sorted(asked.named(group))]
    coded += [(REGION, code) for code in sorted(asked.regions)]
    coded += [(HORIZON, str(months)) for months in sorted(asked.horizons)]
    coded += [(NAME, name) for name in asked.names] + [(YEAR, year) for year in asked.years]
    return tuple(
        _chip(group, code, phrases.get(f"{group}:{code}", code), asked.language) for group, code in coded
    )


def set_chips(scope: Scope, language: str) -> tuple[Chip, ...]:
    """The conditions of a scope and the names to look for, one chip each."""
    fields = {**scope.conditions, NAME: scope.name}
    codes = ((f, c) for f, value in fields.items() for c in (value if isinstance(value, tuple) else (value,)))
    return tuple(
        Chip(group=field, code=str(code), words=words, label=words, origin=ChipOrigin.SET)
        for field, code in codes
        for words in [label(field, str(code), language) or str(code).replace("_", " ")]
    )


def _chip(group: str, code: str, words: str, language: str) -> Chip:
    return Chip(group=group, code=code, words=words, label=label(group, code, language) or words)


def _phrases(asked: Question) -> Iterator[tuple[str, str]]:
    """For each concept, region and time of a question the shortest run of its words that names it."""
    words = [word.strip(_MARKS) for word in asked.text.split()]
    wanted = asked.concepts | _coded(HORIZON, asked.horizons) | _coded(REGION, asked.regions)
    found: set[str] = set()
    for length in range(1, _LONGEST + 1):
        for start in range(len(words) - length + 1):
            phrase = " ".join(words[start : start + length])
            named = (
                concepts(phrase)
                | _coded(HORIZON, horizons(phrase) | horizons(phrase, asked.language))
                | _coded(REGION, regions(phrase))
            )
            for code in sorted((named & wanted) - found):
                found.add(code)
                yield code, phrase


def _coded(group: str, values: Iterable[object]) -> frozenset[str]:
    return frozenset(f"{group}:{value}" for value in values)
