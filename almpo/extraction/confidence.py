"""How sure a finding is: the calibrated chance that it is a programme effect with the right numbers.

A logistic model weighs what speaks for a finding of a table (`features`): the rules' margin, the reader's and
the witnesses' verdicts, the topic of the document. Fields are calibrated one by one on the score of what read
them. The weights are data (`confidence.json`), fitted by `almpo eval extraction --fit`; docs/confidence.md
says how, and how well they do on documents they were not fitted on.

Effects told in the text keep the score of the wording: no text has been annotated whole, so there is nothing
to calibrate them on, and none of them goes without review.
"""

import json
import math
from bisect import bisect_left
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

from almpo.evidence.findings import Finding, Reading
from almpo.evidence.record import Record

SHIPPED = Path(__file__).with_name("confidence.json")
_ARITHMETIC = ("C1", "C3", "C4", "C7")  # witnesses that numbers misread by chance seldom satisfy
_SURE = 1e-3  # chances are kept this far from 0 and 1


class FieldScale(Record):
    """Chance of a field to be right: logistic(constant + slope · logit(score))."""

    constant: float
    slope: float


class Provenance(Record):
    """What a calibration was fitted on, and how it did on documents left out of the fit."""

    documents: tuple[str, ...]
    findings: int
    extractor: str
    fitted_on: str  # ISO date
    held_out: dict[str, float]


class Calibration(Record):
    weights: dict[str, float]  # by feature
    fields: dict[str, FieldScale]  # by field
    wrong: tuple[float, ...]  # confidences of wrong findings of documents left out of the fit, ascending
    level: float  # at most this share of wrong findings is accepted without review
    provenance: Provenance

    def chance(self, found: Mapping[str, float]) -> float:
        """The chance of a finding with these features to be right."""
        return logistic(sum(weight * found.get(name, 0.0) for name, weight in self.weights.items()))

    def p_wrong(self, confidence: float) -> float:
        """Conformal p-value of "this finding is wrong", among the wrong ones (label-conditional; Vovk 2012)."""
        as_sure = len(self.wrong) - bisect_left(self.wrong, confidence)
        return (1 + as_sure) / (1 + len(self.wrong))

    def accepts(self, confidence: float) -> bool:
        return self.p_wrong(confidence) <= self.level


@cache
def shipped() -> Calibration:
    """The calibration in the package."""
    return Calibration.model_validate(json.loads(SHIPPED.read_text(encoding="utf-8")))


def logistic(x: float) -> float:
    return min(max(1 / (1 + math.exp(-min(max(x, -500.0), 500.0))), _SURE), 1 - _SURE)


def logit(p: float) -> float:
    kept = min(max(p, _SURE), 1 - _SURE)
    return math.log(kept / (1 - kept))


def calibrate_finding(finding: Finding, calibration: Calibration) -> Finding:
    """The finding with calibrated confidences, of itself and of its fields."""
    readings = {
        name: _calibrated_reading(reading, calibration.fields.get(name))
        for name, reading in finding.readings.items()
    }
    update: dict[str, object] = {"readings": readings}
    if finding.source == "table":
        chance = round(calibration.chance(features(finding)), 4)
        update["confidence"] = chance
        update["auto_accept"] = bool(finding.treatment_effect) and calibration.accepts(chance)
    return finding.model_copy(update=update)


def _calibrated_reading(reading: Reading, scale: FieldScale | None) -> Reading:
    if scale is None:
        return reading
    score = field_score(reading)
    chance = logistic(scale.constant + scale.slope * logit(score))
    return reading.model_copy(update={"confidence": round(chance, 4), "score": score})


def field_score(reading: Reading) -> float:
    """The score of what read a field; even odds where it gave none."""
    score = reading.confidence if reading.score is None else reading.score
    return 0.5 if score is None else score


def features(finding: Finding) -> dict[str, float]:
    """What speaks for a finding of a table and what against it, each about -1 to 1."""
    return {name: of(finding) for name, of in _FEATURES.items()}


def _clip(value: float, low: float = -1.0, high: float = 1.0) -> float:
    return min(max(value, low), high)


def _failed(finding: Finding, doubt: str) -> float:
    return min(2, sum(not check.passed and check.doubt == doubt for check in finding.checks)) / 2


def _verdict(code: str) -> Callable[[Finding], float]:
    """1 where a witness agreed, -1 where it disagreed, 0 where it had nothing to say."""

    def of(finding: Finding) -> float:
        verdicts = [check.passed for check in finding.checks if check.code == code]
        return 0.0 if not verdicts else 1.0 if all(verdicts) else -1.0

    return of


def _signal(name: str, usual: float, unit: float) -> Callable[[Finding], float]:
    """A signal as its distance from the usual value, in units."""

    def of(finding: Finding) -> float:
        return _clip((finding.signals.get(name, usual) - usual) / unit, -2.0, 1.0)

    return of


_FEATURES: dict[str, Callable[[Finding], float]] = {
    "constant": lambda _: 1.0,
    "effect": _signal("effect", 2.0, 2.0),
    "table": _signal("table", 0.95, 0.1),
    "ocr": _signal("ocr", 1.0, 0.1),
    "kind": _signal("kind", 0.9, 0.2),
    "topic": _signal("topic", 1.5, 1.0),
    "uncertainty": lambda finding: 1.0 if "kind" in finding.signals else -1.0,
    "outcome": lambda finding: 1.0 if finding.outcome_group is not None else -1.0,
    "cases": lambda finding: 1.0 if finding.n is not None else -1.0,
    "decided": lambda finding: 1.0 if finding.treatment_effect else -1.0,
    "extraction_doubts": lambda finding: _failed(finding, "extraction"),
    "source_oddities": lambda finding: _failed(finding, "source"),
    "arithmetic": lambda finding: float(any(c.passed for c in finding.checks if c.code in _ARITHMETIC)),
    "second_reading": _verdict("C9"),
    "told": _verdict("C10"),
    "repeated": _verdict("C11"),
    "language_model": _verdict("LLM"),
}
