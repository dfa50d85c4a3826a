"""Words and concepts of a text as a sparse vector, for BM25-type scores.

A concept is one term whatever language names it, so it matches across languages. How rare a term is in the
collection the index multiplies in.
"""

import zlib
from collections import Counter
from collections.abc import Collection

from almpo.retrieval.embedders.base import SparseVector
from almpo.retrieval.stems import stems
from almpo.retrieval.terms import find_concepts

K1, B = 1.2, 0.75  # Robertson & Zaragoza 2009
TYPICAL_LENGTH = 200  # words of a passage


def document_terms(text: str, language: str) -> SparseVector:
    """The words of a text with their BM25 weights, and its concepts with weight 1."""
    words = stems(text)
    length = 1 - B + B * len(words) / TYPICAL_LENGTH
    weights = {
        _index(word): count * (K1 + 1) / (count + K1 * length) for word, count in Counter(words).items()
    }
    weights |= {_concept_index(concept): 1.0 for concept in find_concepts(words, {language})}
    return _sparse(weights)


def query_words(text: str) -> SparseVector:
    return _sparse({_index(word): 1.0 for word in stems(text)})


def query_concepts(text: str, languages: Collection[str]) -> SparseVector:
    return _sparse({_concept_index(concept): 1.0 for concept in find_concepts(stems(text), languages)})


def _index(term: str) -> int:
    return zlib.crc32(term.encode())


def _concept_index(concept: str) -> int:
    return _index(f" {concept}")  # no word holds a blank


def _sparse(weights: dict[int, float]) -> SparseVector:
    indices = sorted(weights)
    return SparseVector(indices, [weights[index] for index in indices])
