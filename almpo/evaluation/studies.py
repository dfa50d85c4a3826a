"""Are documents of one study linked, and no others? Pairs of ingested documents against pairs told by hand."""

import json
from collections.abc import Mapping, Sequence
from itertools import combinations
from pathlib import Path

from almpo.evidence.record import Record
from almpo.evidence.studies import Study

Pair = frozenset[str]


class StudyScores(Record):
    documents: int
    pairs: int  # of documents of one study, among those ingested
    found: int
    wrong: int  # linked, but of different studies
    missed: tuple[str, ...]
    mistaken: tuple[str, ...]


def score_studies(path: Path, studies: Sequence[Study], names: Mapping[str, str]) -> StudyScores:
    """Compare the studies of a store with a file of groups of file names.

    Args:
        names: file name by id of all documents that were ingested.
    """
    groups = json.loads(path.read_text(encoding="utf-8"))["same"]
    known = set(names.values())
    wanted = _pairs([[name for name in group if name in known] for group in groups])
    linked = _pairs([[names[member.document_id] for member in study.members] for study in studies])
    return StudyScores(
        documents=len(known),
        pairs=len(wanted),
        found=len(wanted & linked),
        wrong=len(linked - wanted),
        missed=_told(wanted - linked),
        mistaken=_told(linked - wanted),
    )


def _pairs(groups: Sequence[Sequence[str]]) -> set[Pair]:
    return {frozenset(pair) for group in groups for pair in combinations(sorted(set(group)), 2)}


def _told(pairs: set[Pair]) -> tuple[str, ...]:
    return tuple(sorted(" and ".join(sorted(pair)) for pair in pairs))
