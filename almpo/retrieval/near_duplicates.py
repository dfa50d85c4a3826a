"""Texts that say the same in nearly the same words: versions of a paper, passages repeated in a summary."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import lru_cache

from almpo.retrieval.stems import stems

SHINGLE = 5  # words
SAME = 0.8  # share of the shorter text's shingles that the longer one holds (containment, Broder 1997)


def fold_duplicates(texts: Sequence[str]) -> list[int]:
    """For each text the position of the first one that it repeats, or its own."""
    shingles = [_shingles(text) for text in texts]
    holders: defaultdict[int, list[int]] = defaultdict(list)  # of a shingle, among the texts kept
    keeps: list[int] = []
    for i, own in enumerate(shingles):
        shared = Counter(j for shingle in own for j in holders.get(shingle, ()))
        same = [j for j, count in shared.items() if count / min(len(own), len(shingles[j])) >= SAME]
        keeps.append(min(same, default=i))
        if not same:
            for shingle in own:
                holders[shingle].append(i)
    return keeps


@lru_cache(maxsize=512)  # a question is put to the whole collection, then to the documents that were found
def _shingles(text: str) -> frozenset[int]:
    """Their hashes, at least one: of a shorter text, that of all its words."""
    words = stems(text)
    runs = zip(*(words[i:] for i in range(SHINGLE)), strict=False)
    return frozenset(map(hash, runs)) or frozenset([hash(tuple(words))])
