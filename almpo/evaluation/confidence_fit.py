"""Fits the calibration of confidences and says how it does on documents left out: `almpo eval extraction --fit`.

Few documents are annotated, so weights are not free: each has a normal prior around what experience says it
is (a maximum a posteriori logistic regression; Gelman et al. 2008, doi 10.1214/08-AOAS191), and no document
counts more than the square root of its findings. Everything reported is from documents left out of the fit,
one at a time; the thresholds of acceptance use such left-out confidences too (cross-conformal; Vovk 2015,
doi 10.1007/s10472-013-9368-4).
"""

import math
from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np
from scipy.optimize import minimize
from scipy.special import expit

from almpo.evaluation.calibration import Calibration as Figures
from almpo.evaluation.calibration import calibration as figures_of
from almpo.evaluation.confidence_examples import Example
from almpo.evidence.record import Record
from almpo.extraction.confidence import Calibration, FieldScale, Provenance, logistic, logit

PRIORS = {
    "constant": 1.5,
    "effect": 1.0,
    "table": 0.5,
    "ocr": 0.5,
    "kind": 0.3,
    "topic": 0.5,
    "uncertainty": 0.5,
    "outcome": 0.5,
    "cases": 0.2,
    "decided": 0.5,
    "extraction_doubts": -1.5,
    "source_oddities": -0.5,
    "arithmetic": 0.3,
    "second_reading": 1.0,
    "told": 0.5,
    "repeated": 0.5,
    "language_model": 0.7,
}
_SPREAD = 0.3  # standard deviation of the prior of a weight
_CONSTANT_SPREAD = 2.0
_FIELD_SPREAD = 1.0
LEVEL = 0.1
SPOILT_WEIGHT = 0.03


class HeldOut(Record):
    """How confidences do on documents left out of their fit."""

    confidence: Figures | None
    spoilt: Figures | None  # the same on documents spoilt on purpose: what to expect where reading goes wrong
    accepted: float  # share of the presented findings that goes without review
    accepted_right: float | None  # share of these that is right
    wrong_accepted: (
        float | None
    )  # share of the wrong findings that is accepted; at most `level` in the long run
    fields: dict[str, tuple[float, float, int]]  # (expected calibration error, share right, number)


def fit_logistic(
    x: np.ndarray, right: np.ndarray, weights: np.ndarray, prior: np.ndarray, spread: np.ndarray
) -> np.ndarray:
    """Maximum a posteriori weights of a logistic model.

    Args:
        x: (n, k) features. right: (n,) 0 or 1. weights: (n,) of the examples. prior, spread: (k,) mean and
        standard deviation of the normal prior of each weight. Weights keep the sign of their prior, but for
        the first, the constant: no evidence is taken the other way round because few documents say so.
    """

    def loss(beta: np.ndarray) -> tuple[float, np.ndarray]:
        score = x @ beta
        off = (beta - prior) / spread
        value = float(weights @ (np.logaddexp(0, score) - right * score) + 0.5 * off @ off)
        return value, x.T @ (weights * (expit(score) - right)) + off / spread

    bounds = [(None, None), *((0, None) if weight > 0 else (None, 0) for weight in prior[1:])]
    return np.asarray(minimize(loss, prior, jac=True, method="L-BFGS-B", bounds=bounds).x)


def _weights_of(documents: Sequence[str], spoilt: Sequence[bool]) -> np.ndarray:
    counts = Counter(name for name, made in zip(documents, spoilt, strict=True) if not made)
    each = np.array([3 / math.sqrt(max(1, counts[name])) for name in documents])
    return each * np.where(spoilt, SPOILT_WEIGHT, 1.0)


def fit_weights(examples: Sequence[Example]) -> dict[str, float]:
    names = list(PRIORS)
    x = np.array([[one.features.get(name, 0.0) for name in names] for one in examples]).reshape(
        -1, len(names)
    )
    spread = np.array([_CONSTANT_SPREAD if name == "constant" else _SPREAD for name in names])
    beta = fit_logistic(
        x,
        np.array([float(one.right) for one in examples]),
        _weights_of([one.document for one in examples], [one.spoilt for one in examples]),
        np.array(list(PRIORS.values())),
        spread,
    )
    return {name: round(float(weight), 4) for name, weight in zip(names, beta, strict=True)}


def fit_fields(examples: Sequence[Example]) -> dict[str, FieldScale]:
    """A scale for each field that the gold has values for."""
    by_field: dict[str, list[tuple[str, float, bool]]] = {}
    for one in examples:
        for name, (score, right) in one.fields.items():
            by_field.setdefault(name, []).append((one.document, score, right))
    return {name: _field_scale(rows) for name, rows in by_field.items()}


def _field_scale(rows: Sequence[tuple[str, float, bool]]) -> FieldScale:
    beta = fit_logistic(
        np.array([[1.0, logit(score)] for _, score, _ in rows]),
        np.array([float(right) for *_, right in rows]),
        _weights_of([document for document, *_ in rows], [False] * len(rows)),
        np.array([0.0, 1.0]),
        np.array([_FIELD_SPREAD, 0.3]),
    )
    return FieldScale(constant=round(float(beta[0]), 4), slope=round(float(beta[1]), 4))


def _left_out(examples: Sequence[Example]) -> list[tuple[Example, float]]:
    """Each example with the confidence of a model that has not seen its document."""
    scored = []
    for name in dict.fromkeys(one.document for one in examples):
        weights = fit_weights([one for one in examples if one.document != name])
        for one in examples:
            if one.document == name:
                scored.append((one, _chance(weights, one)))
    return scored


def _chance(weights: Mapping[str, float], example: Example) -> float:
    return logistic(sum(weight * example.features.get(name, 0.0) for name, weight in weights.items()))


def _wrong(examples: Sequence[Example]) -> tuple[float, ...]:
    return tuple(sorted(round(chance, 4) for one, chance in _left_out(examples) if not one.right))


def fit_calibration(examples: Sequence[Example], extractor: str, today: str) -> Calibration:
    """The calibration from all examples. They must be of at least two documents, some of them wrong."""
    held_out = cross_validate(examples)
    figures = held_out.confidence
    return Calibration(
        weights=fit_weights(examples),
        fields=fit_fields(examples),
        wrong=_wrong(examples),
        level=LEVEL,
        provenance=Provenance(
            documents=tuple(sorted({one.document for one in examples})),
            findings=sum(not one.spoilt for one in examples),
            extractor=extractor,
            fitted_on=today,
            held_out={
                "ece": round(figures.ece, 4) if figures else 1.0,
                "auroc": round(figures.auroc or 0.0, 4) if figures else 0.0,
                "coverage99": round(figures.coverage99, 4) if figures else 0.0,
                "accepted": round(held_out.accepted, 4),
                "accepted_right": round(held_out.accepted_right or 0.0, 4),
            },
        ),
    )


def cross_validate(examples: Sequence[Example]) -> HeldOut:
    """Leaves each document out in turn; the thresholds of acceptance are fitted without it as well."""
    scored = _left_out(examples)
    accepted = []
    for name in dict.fromkeys(one.document for one in examples):
        wrong = _wrong([one for one in examples if one.document != name])
        for one, chance in scored:
            if one.document == name:
                as_sure = sum(other >= chance for other in wrong)
                accepted.append((one, (1 + as_sure) / (1 + len(wrong)) <= LEVEL))
    clean = [(one.right, accept) for one, accept in accepted if not one.spoilt]
    taken = [right for right, accept in clean if accept]
    wrongs = [accept for one, accept in accepted if not one.right]
    return HeldOut(
        confidence=figures_of([(chance, one.right) for one, chance in scored if not one.spoilt]),
        spoilt=figures_of([(chance, one.right) for one, chance in scored if one.spoilt]),
        accepted=len(taken) / len(clean) if clean else 0.0,
        accepted_right=sum(taken) / len(taken) if taken else None,
        wrong_accepted=sum(wrongs) / len(wrongs) if wrongs else None,
        fields=_fields_left_out(examples),
    )


def _fields_left_out(examples: Sequence[Example]) -> dict[str, tuple[float, float, int]]:
    scored: dict[str, list[tuple[float | None, bool]]] = {}
    for name in dict.fromkeys(one.document for one in examples):
        scales = fit_fields([one for one in examples if one.document != name])
        for one in (one for one in examples if one.document == name and not one.spoilt):
            for field, (score, right) in one.fields.items():
                scale = scales.get(field, FieldScale(constant=0.0, slope=1.0))
                chance = logistic(scale.constant + scale.slope * logit(score))
                scored.setdefault(field, []).append((chance, right))
    return {
        field: (figures.ece, sum(right for _, right in rows) / len(rows), len(rows))
        for field, rows in scored.items()
        if (figures := figures_of(rows)) is not None
    }
