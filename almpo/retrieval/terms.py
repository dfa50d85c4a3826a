"""The dictionary of the closed vocabularies: which programmes, target groups and outcomes a text names.

The words are in `terms.toml`, in the official languages of the EU.
"""

import tomllib
from collections.abc import Collection, Iterator, Sequence
from functools import cache
from importlib import resources
from typing import NamedTuple

from almpo.retrieval.stems import stems

Terms = dict[str, list[tuple[tuple[str, ...], str]]]  # by first stem: all stems, concept


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
    """Ids of the concepts named in a text that is given as stems. Without a known language all are tried.

    Of terms within one another the longest counts: a wage subsidy is no wage.
    """
    table = _table()
    known = [language for language in languages if language in table] or list(table)
    return {concept for language in known for concept in _longest(words, table[language])}


def _longest(words: Sequence[str], terms: Terms) -> Iterator[str]:
    at = 0
    while at < len(words):
        fitting = [t for t in terms.get(words[at], ()) if tuple(words[at : at + len(t[0])]) == t[0]]
        length = max((len(term) for term, _ in fitting), default=1)
        yield from (concept for term, concept in fitting if len(term) == length)
        at += length


@cache
def _table() -> dict[str, Terms]:
    """Terms as stems, by language and first stem."""
    table: dict[str, Terms] = {}
    for concept in concepts().values():
        for language, terms in concept.terms.items():
            for term in terms:
                words = tuple(stems(term))
                table.setdefault(language, {}).setdefault(words[0], []).append((words, concept.id))
    return table


@cache
def dictionary_languages() -> frozenset[str]:
    return frozenset(_table())
