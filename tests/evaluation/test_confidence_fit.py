"""Fitting and holding out, on made-up examples whose truth is known."""

import numpy as np
import pytest
from made_up import finding

from almpo.evaluation.confidence_examples import Example, examples_of
from almpo.evaluation.confidence_fit import (
    PRIORS,
    cross_validate,
    fit_calibration,
    fit_logistic,
    fit_weights,
)
from almpo.evaluation.extraction import GoldDocument
from almpo.extraction.confidence import calibrate_finding, features, logistic, logit
from almpo.extraction.export import flat


def examples(documents: int = 6, each: int = 60, seed: int = 3) -> list[Example]:
    """Findings whose chance to be right depends on doubts and on the rules' margin."""
    dice, found = np.random.default_rng(seed), []
    for document in range(documents):
        for _ in range(each):
            doubts, effect = float(dice.random() < 0.3), float(dice.uniform(-1, 1))
            chance = logistic(2.0 - 2 * doubts + 1.5 * effect)
            right = bool(dice.random() < chance)
            given = {"constant": 1.0, "extraction_doubts": doubts, "effect": effect}
            found.append(Example(f"d{document}", given, right, {"unit": (0.7, right)}))
    return found


def test_a_logistic_fit_without_data_is_its_prior():
    prior = np.array([0.5, -1.0])
    fitted = fit_logistic(np.zeros((0, 2)), np.zeros(0), np.zeros(0), prior, np.ones(2))
    assert fitted == pytest.approx(prior)


def test_weights_keep_the_sign_of_their_prior():
    wrong_way = [Example("a", {"constant": 1.0, "cases": 1.0}, False, {})] * 80
    other = [Example("b", {"constant": 1.0, "cases": -1.0}, True, {})] * 80
    assert fit_weights([*wrong_way, *other])["cases"] == 0.0


def test_held_out_confidences_are_honest():
    held_out = cross_validate(examples())
    assert held_out.confidence is not None
    assert held_out.confidence.ece < 0.06
    assert held_out.confidence.auroc is not None
    assert held_out.confidence.auroc > 0.7
    assert held_out.wrong_accepted is not None
    assert held_out.wrong_accepted <= 0.2
    assert 0 < held_out.accepted < 1


def test_spoilt_examples_are_fitted_on_but_not_reported():
    clean = examples(3)
    spoilt = [one._replace(spoilt=True, fields={}) for one in examples(3, seed=9)]
    held_out = cross_validate([*clean, *spoilt])
    assert held_out.confidence is not None
    assert held_out.confidence.total == len(clean)


def test_at_most_the_level_of_wrong_findings_passes():
    calibration = fit_calibration(examples(), "test 1", "2026-01-02")
    accepted = [calibration.accepts(confidence) for confidence in calibration.wrong]
    assert sum(accepted) <= calibration.level * (len(accepted) + 1)
    assert calibration.accepts(0.9999)
    assert not calibration.accepts(0.2)
    assert set(calibration.weights) == set(PRIORS) == set(features(finding(1)))


def test_examples_come_from_matches_with_the_gold():
    known = finding(1, table="Table 1", signals={"effect": 3.0})
    other = finding(2, table="Table 1", estimate=9.0)
    row = flat(known, "a.pdf") | {"n": 100}
    found = examples_of([GoldDocument("a.pdf", [row], frozenset({1}), {})], {"a.pdf": [known, other]})
    assert [(one.document, one.right) for one in found] == [("a.pdf", True), ("a.pdf", False)]


def test_calibrated_findings_carry_the_score_they_came_from():
    calibration = fit_calibration(examples(), "test 1", "2026-01-02")
    once = calibrate_finding(finding(1, signals={"effect": 4.0}), calibration)
    assert calibrate_finding(once, calibration) == once
    assert once.confidence is not None
    assert 0 < once.confidence < 1
    assert logit(logistic(1.25)) == pytest.approx(1.25)
