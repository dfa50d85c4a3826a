"""How well it is decided whether to answer: `almpo eval refusals`.

The regression of `almpo.synthesis.abstain` is fitted anew, and judged on questions about reports that it was
not fitted to: all questions about one report are left out together, for they resemble one another.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from almpo.evaluation.confidence_fit import fit_logistic
from almpo.evidence.record import Record
from almpo.synthesis.abstain import LEAST, chance_of_an_answer, features, what_is_lacking
from almpo.synthesis.pack import EvidencePack

_FOLDS = 10
_SPREAD = 1.5  # standard deviation of the normal prior of each weight
_PRIOR = {"constant": 0.0, "favour": 1.0, "overlap": 1.0, "field": 0.5, "match": 0.5}


class Asked(NamedTuple):
    """A question with the evidence for it. `report` is the file that it is about, "none" where it is none."""

    report: str
    pack: EvidencePack
    unanswerable: bool

    @property
    def row(self) -> list[float]:
        told = features(self.pack.question, self.pack.coverage)
        return [1.0, *(told[name] for name in list(_PRIOR)[1:])]

    @property
    def barred(self) -> bool:
        """Whether something that was asked for is lacking, however near the evidence is."""
        return what_is_lacking(self.pack) is not None


class RefusalScores(Record):
    """Precision and recall of refusing: as it is decided now, and cross-validated."""

    questions: int
    unanswerable: int
    precision: float
    recall: float
    precision_left_out: float
    recall_left_out: float
    weights: dict[str, float]  # fitted to all questions


def score_refusals(asked: Sequence[Asked]) -> RefusalScores:
    """Raises ValueError if there is no question, or none that cannot be answered."""
    impossible = np.array([one.unanswerable for one in asked])
    if not impossible.any():
        raise ValueError("refusals are judged on questions of which some cannot be answered")
    x, barred = np.array([one.row for one in asked]), np.array([one.barred for one in asked])
    now = np.array([chance_of_an_answer(one.pack.question, one.pack.coverage) for one in asked]) < LEAST
    left_out = _left_out(x, impossible, barred, [one.report for one in asked])
    precision, recall = _precision_recall(now | barred, impossible)
    precision_left_out, recall_left_out = _precision_recall(left_out | barred, impossible)
    weights = zip(_PRIOR, _fit(x, impossible, barred), strict=True)
    return RefusalScores(
        questions=len(asked),
        unanswerable=int(impossible.sum()),
        precision=precision,
        recall=recall,
        precision_left_out=precision_left_out,
        recall_left_out=recall_left_out,
        weights={name: round(float(weight), 2) for name, weight in weights},
    )


def _fit(x: np.ndarray, impossible: np.ndarray, barred: np.ndarray) -> np.ndarray:
    """(k,) weights: the chance of an answer where nothing that was asked for is known to be lacking."""
    rows = ~barred
    prior = np.array(list(_PRIOR.values()))
    spread = np.full(len(prior), _SPREAD)
    return fit_logistic(x[rows], (~impossible[rows]).astype(float), np.ones(rows.sum()), prior, spread)


def _left_out(
    x: np.ndarray, impossible: np.ndarray, barred: np.ndarray, reports: Sequence[str]
) -> np.ndarray:
    """(n,) whether each question is refused by a fit to the questions about other reports."""
    names = sorted(set(reports))
    fold_of = {name: number % _FOLDS for number, name in enumerate(names)}
    # Questions about no report have nothing in common: they are spread over the folds.
    folds = np.array([i % _FOLDS if name == "none" else fold_of[name] for i, name in enumerate(reports)])
    refused = np.zeros(len(x), dtype=bool)
    for fold in set(folds):
        tested = folds == fold
        beta = _fit(x[~tested], impossible[~tested], barred[~tested])
        refused[tested] = 1 / (1 + np.exp(-(x[tested] @ beta))) < LEAST
    return refused


def _precision_recall(refused: np.ndarray, impossible: np.ndarray) -> tuple[float, float]:
    right = int((refused & impossible).sum())
    return right / max(int(refused.sum()), 1), right / int(impossible.sum())
