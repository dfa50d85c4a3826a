"""Words and concepts of a text as a sparse vector, for BM25-type scores.

A concept is one term whatever language names it, so it matches across languages. How rare a term is in the
collection the index multiplies in.
"""

import tomllib
import zlib
from collections import Counter
from collections.abc import Collection
from functools import cache
from importlib import resources

from almpo.retrieval.embedders.base import SparseVector
from almpo.retrieval.stems import stem, stems, words
from almpo.retrieval.terms import find_concepts

K1, B = 1.2, 0.75  # Robertson & Zaragoza 2009
TYPICAL_LENGTH = 200  # words of a passage


def document_terms(text: str, language: str) -> SparseVector:
    """The words of a text with their BM25 weights, and its concepts with weight 1."""
    cut = stems(text)
    length = 1 - B + B * len(cut) / TYPICAL_LENGTH
    weights = {_index(word): count * (K1 + 1) / (count + K1 * length) for word, count in Counter(cut).items()}
    weights |= {_concept_index(concept): 1.0 for concept in find_concepts(cut, {language})}
    return _sparse(weights)


def query_words(text: str, languages: Collection[str] = ()) -> SparseVector:
    """The words of a query, without those that carry no topic in the languages it may be in.

    Where passages are in many languages, such words look rare to the index: half of the passages in a language hold
    its word for "which", but few of all.
    """
    every = words(text)
    telling = [word for word in every if not any(word in function_words(language) for language in languages)]
    return _sparse({_index(stem(word)): 1.0 for word in telling or every})


@cache
def function_words(language: str) -> frozenset[str]:
    """In lower case and without accents; none for a language that is not listed."""
    return frozenset(words(_function_words().get(language, "")))


@cache
def _function_words() -> dict[str, str]:
    text = resources.files(__package__).joinpath("function_words.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def query_concepts(text: str, languages: Collection[str]) -> SparseVector:
    return _sparse({_concept_index(concept): 1.0 for concept in find_concepts(stems(text), languages)})


def _index(term: str) -> int:
    return zlib.crc32(term.encode())


def _concept_index(concept: str) -> int:
    return _index(f" {concept}")  # no word holds a blank


def _sparse(weights: dict[int, float]) -> SparseVector:
    indices = sorted(weights)
    return SparseVector(indices, [weights[index] for index in indices])
