"""Pairs are counted as they should be."""

import json
from pathlib import Path

from almpo.evaluation.studies import score_studies
from almpo.evidence.studies import Member, Role, Study


def study(*documents: str) -> Study:
    return Study(
        name=documents[0], members=tuple(Member(document_id=d, role=Role.COMPANION) for d in documents)
    )


def test_pairs_found_missed_and_mistaken(tmp_path: Path):
    path = tmp_path / "same.json"
    path.write_text(json.dumps({"same": [["a", "b", "c"], ["d", "e"], ["f", "gone"]]}))
    names = {name: name for name in "abcdefg"}
    scores = score_studies(path, [study("a", "b"), study("d", "g")], names)
    assert (scores.documents, scores.pairs, scores.found, scores.wrong) == (7, 4, 1, 1)
    assert scores.missed == ("a and c", "b and c", "d and e")
    assert scores.mistaken == ("d and g",)
