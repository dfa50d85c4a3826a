"""What the gold says of findings, with the features that their confidence is fitted on."""

import random
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from almpo.evaluation.extraction import GoldDocument, Match, fields_right, match_findings
from almpo.evaluation.stress import WAYS
from almpo.evidence.documents import ParsedDocument
from almpo.evidence.findings import Finding
from almpo.extraction.confidence import features, field_score
from almpo.extraction.export import flat
from almpo.extraction.extract import extract_findings


class Example(NamedTuple):
    """A presented finding with its features, whether it is right, and of its fields score and rightness."""

    document: str
    features: Mapping[str, float]
    right: bool
    fields: Mapping[str, tuple[float, bool]]
    spoilt: bool = False  # of a document spoilt on purpose: fitted on, never reported


def examples_of(gold: Sequence[GoldDocument], findings: Mapping[str, Sequence[Finding]]) -> list[Example]:
    """What the gold says of the findings of its documents, by file name."""
    return [
        example
        for document in gold
        for example in _examples_of_document(document, findings.get(document.name, ()))
    ]


def spoilt_examples(gold: Sequence[GoldDocument], parsed: Mapping[str, ParsedDocument]) -> list[Example]:
    """What the gold says of findings of the same documents spoilt on purpose (`evaluation/stress.py`)."""
    found: list[Example] = []
    for way in WAYS:
        spoilt = {
            document.name: extract_findings(way(parsed[document.name], random.Random(document.name)))
            for document in gold
            if document.name in parsed
        }
        found += [one._replace(fields={}, spoilt=True) for one in examples_of(gold, spoilt)]
    return found


def _examples_of_document(document: GoldDocument, findings: Sequence[Finding]) -> list[Example]:
    by_id = {finding.id: finding for finding in findings}
    matches, _ = match_findings(document, [flat(finding, document.name) for finding in findings])
    return [
        Example(
            document.name,
            features(by_id[match.row["id"]]),
            match.right,
            _field_scores(by_id[match.row["id"]], match) if match.right else {},
        )
        for match in matches
    ]


def _field_scores(finding: Finding, match: Match) -> dict[str, tuple[float, bool]]:
    """Score and rightness of the fields that were read, where the gold has a value."""
    right = fields_right(match.gold, match.row) if match.gold is not None else {}
    readings = finding.readings
    return {name: (field_score(readings[name]), good) for name, good in right.items() if name in readings}
