"""How well fields are read in generated reports: `almpo eval fields`."""

from statistics import fmean

from almpo.evaluation.extraction import ExtractionScores, score_extraction
from almpo.evaluation.generated.build import Generated, reports
from almpo.evidence.record import Record
from almpo.extraction.export import flat
from almpo.extraction.extract import extract_findings
from almpo.extraction.models.suggestions import Suggest


class GeneratedScores(Record):
    """All figures, and for each language and layout the mean over its reports of each field's share right."""

    all: ExtractionScores
    by_language: dict[str, dict[str, float]]
    by_layout: dict[str, dict[str, float]]


def score_generated(number: int, seed: int, suggest: Suggest | None = None) -> GeneratedScores:
    """Extract and score so many reports in each language."""
    made = list(reports(number, seed))
    rows = [
        flat(finding, one.gold.name)
        for one in made
        for finding in extract_findings(one.parsed, suggest=suggest)
    ]
    scores = score_extraction([one.gold for one in made], rows)
    return GeneratedScores(
        all=scores,
        by_language=_means(scores, made, "language"),
        by_layout=_means(scores, made, "layout"),
    )


def _means(scores: ExtractionScores, made: list[Generated], key: str) -> dict[str, dict[str, float]]:
    found: dict[str, dict[str, float]] = {}
    for value in dict.fromkeys(getattr(one, key) for one in made):
        names = {one.gold.name for one in made if getattr(one, key) == value}
        found[value] = {
            field: fmean(share for name, share in score.documents.items() if name in names)
            for field, score in scores.fields.items()
        }
    return found
