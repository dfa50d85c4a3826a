"""Texts that say the same in nearly the same words: versions of a paper, passages repeated in a summary."""

from collections.abc import Sequence

from almpo.retrieval.stems import stems

SHINGLE = 5  # words
SAME = 0.8  # share of the shorter text's shingles that the longer one holds (containment, Broder 1997)


def fold_duplicates(texts: Sequence[str]) -> list[int]:
    """For each text the position of the first one that it repeats, or its own."""
    shingles = [_shingles(text) for text in texts]
    keeps: list[int] = []
    for i, own in enumerate(shingles):
        earlier = (j for j in range(i) if keeps[j] == j and _overlap(own, shingles[j]) >= SAME)
        keeps.append(next(earlier, i))
    return keeps


def _shingles(text: str) -> frozenset[tuple[str, ...]]:
    words = stems(text)
    return frozenset(tuple(words[i : i + SHINGLE]) for i in range(max(len(words) - SHINGLE + 1, 1)))


def _overlap(one: frozenset[tuple[str, ...]], other: frozenset[tuple[str, ...]]) -> float:
    return len(one & other) / min(len(one), len(other))
