"""The trial of a model step counts what it proposes where the word lists find nothing."""

import zlib
from collections.abc import Sequence

import numpy as np

from almpo.evaluation.nearest_concepts import nearest_concepts
from almpo.evaluation.understanding import Asked
from almpo.retrieval.embedders.base import Embedding


class WordEmbedder:
    """A vector for each word, hashed. A test double."""

    model_id = "words"
    dimension = 512

    def passages(self, texts: Sequence[str]) -> Embedding:
        rows = np.full((len(texts), self.dimension), 1e-3, dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            for word in text.lower().replace(",", " ").split():
                row[zlib.crc32(word.encode()) % self.dimension] += 1
        return Embedding(rows, [])

    def query(self, text: str) -> Embedding:
        return self.passages([text])


def test_only_groups_without_a_chip_are_proposed_for() -> None:
    asked = [
        Asked(lang="en", q="Xyzzy placement of interns?", chips=frozenset({"target:youth"})),
        Asked(
            lang="en", q="Does training help young people earn more wages?", chips=frozenset({"programme:2"})
        ),
    ]
    proposals = nearest_concepts(asked, WordEmbedder())
    assert [one.threshold for one in proposals] == sorted(one.threshold for one in proposals)
    assert all(one.right <= one.proposed for one in proposals)
    assert {one.missing for one in proposals} == {1}  # the target group of the first


def test_where_the_lists_find_all_nothing_is_proposed() -> None:
    questions = ("Does training raise wages of young people?", "Do sanctions lower earnings of women?")
    asked = [Asked(lang="en", q=question, chips=frozenset()) for question in questions]
    assert nearest_concepts(asked, WordEmbedder()) == []
