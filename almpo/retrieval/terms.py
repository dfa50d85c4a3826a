"""The dictionary of the closed vocabularies: which programmes, target groups and outcomes a text names.

The words are in `terms.toml`, in the official languages of the EU.
"""

import tomllib
from collections.abc import Collection, Sequence
from functools import cache
from importlib import resources
from typing import NamedTuple

from almpo.retrieval.stems import stems


class Concept(NamedTuple):
    """An entry of the dictionary. `code` is that of the vocabulary: an LMP class, target group or outcome
    group.
    """

    id: str
    kind: str  # "programme" | "target" | "outcome"
    code: str
    terms: dict[str, list[str]]  # by language


@cache
def concepts() -> dict[str, Concept]:
    """All concepts by id."""
    text = resources.files(__package__).joinpath("terms.toml").read_text(encoding="utf-8")
    found = {}
    for kind, entries in tomllib.loads(text).items():
        for name, entry in entries.items():
            words = {language: terms for language, terms in entry.items() if language != "code"}
            found[name] = Concept(name, kind, entry["code"], words)
    return found


def find_concepts(words: Sequence[str], languages: Collection[str]) -> set[str]:
    """Ids of the concepts named in a text that is given as stems. Without a known language all are tried."""
    table = _table()
    known = [language for language in languages if language in table] or list(table)
    found = set()
    for language in known:
        by_first = table[language]
        for at, word in enumerate(words):
            for term, concept in by_first.get(word, ()):
                if tuple(words[at : at + len(term)]) == term:
                    found.add(concept)
    return found


@cache
def _table() -> dict[str, dict[str, list[tuple[tuple[str, ...], str]]]]:
    """Terms as stems, by language and first stem."""
    table: dict[str, dict[str, list[tuple[tuple[str, ...], str]]]] = {}
    for concept in concepts().values():
        for language, terms in concept.terms.items():
            for term in terms:
                words = tuple(stems(term))
                table.setdefault(language, {}).setdefault(words[0], []).append((words, concept.id))
    return table


@cache
def dictionary_languages() -> frozenset[str]:
    return frozenset(_table())
