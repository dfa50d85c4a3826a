"""What trained heads add to word lists: `almpo eval heads`.

lists      the code that the word lists give a label; "other" where they know none, as beside known outcomes
heads      the likeliest code of the head alone
together   lists weighed with heads, as extraction does

Two sets. *Phrases*: the generated training phrases, each language held out in turn. *Coded*: labels of real studies
with the coders' own groups, from the data set of a published review (see the mapping `almp-nma`); no head was
trained on them.
"""

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import fmean

from almpo.evidence.record import Record
from almpo.evidence.vocabulary import OutcomeGroup
from almpo.extraction.fields.outcome import SURE, group_of
from almpo.extraction.folding import fold
from almpo.extraction.models.suggestions import States, Suggest
from almpo.extraction.models.weighing import weigh
from almpo.extraction.training.fit import held_out
from almpo.extraction.training.phrases import examples
from almpo.pipeline.importing.mapping import load_mapping

FIELD = "outcome_group"
_LONGEST_LABEL = 90  # characters; longer ones are definitions, not labels


class Labelled(Record):
    text: str
    code: str


class LabelScore(Record):
    """Shares right: over all labels, over those of labour market outcomes, and as mean over codes."""

    labels: int
    all: float
    labour: float
    macro: float


def coded_labels(path: Path) -> list[Labelled]:
    """Distinct labels of a CSV file with the columns `outcome_measure` and `outcome`."""
    groups = load_mapping("almp-nma").translations["groups"]
    found: dict[str, str] = {}
    with path.open(encoding="utf-8", errors="replace", newline="") as stream:
        for row in csv.DictReader(stream):
            text = " ".join(row["outcome_measure"].split())
            if text not in ("", "NA") and len(text) <= _LONGEST_LABEL:
                found.setdefault(text, str(groups.get(row["outcome"], OutcomeGroup.OTHER)))
    return [Labelled(text=text, code=code) for text, code in found.items()]


def score_coded(labels: Sequence[Labelled], suggest: Suggest) -> dict[str, LabelScore]:
    """Figures of lists, heads and both on labels of real studies."""
    return _score(labels, [suggest(FIELD, label.text) for label in labels])


def score_phrases(encoder: States) -> dict[str, LabelScore]:
    """The same on generated phrases, by heads that have not seen their language."""
    every = examples(FIELD)
    known, told = held_out(
        encoder.states([one.text for one in every]), [one.code for one in every], [one.group for one in every]
    )
    labels = [Labelled(text=one.text, code=one.code) for one in every]
    return _score(labels, [dict(zip(known, row, strict=True)) for row in told.tolist()])


def _score(labels: Sequence[Labelled], suggested: Sequence[Mapping[str, float]]) -> dict[str, LabelScore]:
    wanted = [label.code for label in labels]
    listed = [_listed(label.text) for label in labels]
    together = [_together(code, likely) for code, likely in zip(listed, suggested, strict=True)]
    return {
        "lists": _figures(wanted, [code or OutcomeGroup.OTHER for code in listed]),
        "heads": _figures(wanted, [max(likely, key=lambda code: likely[code]) for likely in suggested]),
        "together": _figures(wanted, together),
    }


def _listed(text: str) -> str | None:
    found = group_of(fold(text))
    return str(found[0]) if found else None


def _together(listed: str | None, likely: Mapping[str, float]) -> str:
    """As extraction decides: a head alone must be sure."""
    code, p = next(iter(weigh(listed, likely).items()))
    return code if listed is not None or p >= SURE else OutcomeGroup.OTHER


def _figures(wanted: Sequence[str], given: Sequence[str]) -> LabelScore:
    right = [one == other for one, other in zip(wanted, given, strict=True)]
    labour = [good for good, code in zip(right, wanted, strict=True) if code != OutcomeGroup.OTHER]
    by_code = {
        code: [good for good, one in zip(right, wanted, strict=True) if one == code] for code in set(wanted)
    }
    return LabelScore(
        labels=len(right), all=fmean(right), labour=fmean(labour), macro=fmean(map(fmean, by_code.values()))
    )
