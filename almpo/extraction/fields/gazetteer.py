"""Names of countries, regions and institutions in running text: the codes they stand for.

`countries.json` holds the countries of the EU, EFTA and candidates, and those outside Europe whose programmes are
often evaluated, with adjectives and with institutions that no other country has; countries whose names are common
words or names of persons (Jordan, Chad) are left out. `regions.json` holds regions of Eurostat's NUTS 2024 (levels 1
and 2) in several languages. All forms are folded; one that ends in * matches all words that begin so.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

from babel import Locale

from almpo.extraction.folding import fold

# Languages in whose words countries are looked for: those of the EU and EFTA that are written in Latin letters.
_LANGUAGES = re.findall(
    r"[a-z]{2}", "en de fr es it pl nl pt sv da nb fi et lv lt cs sk sl hr hu ro mt ga is"
)
_WORD = re.compile(r"[a-z0-9]+")


class Named(NamedTuple):
    code: str
    start: int
    end: int


@dataclass(frozen=True)
class Gazetteer:
    """Forms by their first word; `prefixes` are those of which only the beginning counts."""

    forms: dict[str, list[tuple[str, str]]]
    prefixes: dict[str, str]
    lengths: tuple[int, ...]

    def find(self, folded: str) -> Iterator[Named]:
        """All names in folded text, in order; of two that begin at the same place the longer one."""
        for word in _WORD.finditer(folded):
            named = self._at(folded, word) or self._prefixed(word)
            if named is not None:
                yield named

    def _at(self, folded: str, word: re.Match[str]) -> Named | None:
        for form, code in self.forms.get(word[0], ()):
            end = word.start() + len(form)
            if folded.startswith(form, word.start()) and not folded[end : end + 1].isalnum():
                return Named(code, word.start(), end)
        return None

    def _prefixed(self, word: re.Match[str]) -> Named | None:
        for length in self.lengths:
            code = self.prefixes.get(word[0][:length])
            if code is not None and len(word[0]) >= length:
                return Named(code, *word.span())
        return None


def build(names: dict[str, list[str]]) -> Gazetteer:
    """From codes to folded forms."""
    forms: dict[str, list[tuple[str, str]]] = {}
    prefixes: dict[str, str] = {}
    for code, listed in names.items():
        for form in listed:
            if form.endswith("*") and _WORD.fullmatch(form[:-1]):
                prefixes[form[:-1]] = code
            else:
                plain = form.rstrip("*")
                first = _WORD.match(plain)
                if first is not None:
                    forms.setdefault(first[0], []).append((plain, code))
    for listed_forms in forms.values():
        listed_forms.sort(key=lambda item: -len(item[0]))
    return Gazetteer(forms, prefixes, tuple(sorted({len(p) for p in prefixes}, reverse=True)))


def _read(name: str) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(resources.files(__package__).joinpath(name).read_text(encoding="utf-8"))
    return data


@cache
def countries() -> Gazetteer:
    """Names of countries, and their adjectives."""
    names: dict[str, list[str]] = {}
    for code, known in _read("countries.json").items():
        territories = (Locale(language).territories.get(code) for language in _LANGUAGES)
        names[code] = sorted({fold(name) for name in territories if name}) + known.get("forms", [])
    return build(names)


@cache
def institutions() -> Gazetteer:
    """Employment services, laws, benefits and surveys that only one country has."""
    return build({code: known.get("institutions", []) for code, known in _read("countries.json").items()})


@cache
def regions() -> Gazetteer:
    """NUTS regions."""
    return build(_read("regions.json"))
