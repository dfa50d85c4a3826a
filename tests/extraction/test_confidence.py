"""Confidences: what raises and lowers them, who goes without review, and what the package ships."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_up import finding

from almpo.evidence.findings import Check, Reading
from almpo.extraction.confidence import (
    Calibration,
    FieldScale,
    Provenance,
    calibrate_finding,
    features,
    logistic,
    logit,
    shipped,
)

PROVENANCE = Provenance(documents=("a",), findings=1, extractor="t", fitted_on="2026-01-02", held_out={})


def calibration(**fields: object) -> Calibration:
    given_fields = {
        "weights": {"constant": 2.0, "effect": 1.0, "extraction_doubts": -3.0},
        "fields": {"unit": FieldScale(constant=0.0, slope=1.0)},
        "wrong": (0.3, 0.6, 0.7, 0.95),
        "level": 0.25,
        "provenance": PROVENANCE,
        **fields,
    }
    return Calibration(**given_fields)  # type: ignore[arg-type]


def doubt(code: str, doubt: str = "extraction") -> Check:
    return Check(code=code, passed=False, doubt=doubt)


def test_doubts_lower_confidence():
    sound = calibrate_finding(finding(1), calibration())
    doubted = calibrate_finding(finding(1, checks=(doubt("C1"), doubt("C6"))), calibration())
    assert sound.confidence == pytest.approx(logistic(2.0), abs=1e-4)
    assert doubted.confidence == pytest.approx(logistic(-1.0), abs=1e-4)


def test_the_p_value_counts_wrong_ones_that_were_as_sure():
    made = calibration()
    assert [made.p_wrong(c) for c in (0.2, 0.65, 0.96)] == [1.0, 3 / 5, 1 / 5]
    assert made.accepts(0.96)
    assert not made.accepts(0.9)


@given(st.lists(st.floats(0.01, 0.99), min_size=3, max_size=60, unique=True), st.floats(0.05, 0.5))
def test_acceptance_keeps_its_promise_on_what_it_was_made_of(wrong: list[float], level: float):
    """Of wrong findings exchangeable with the fitted ones at most `level` passes: here, each left out in turn."""
    passed = sum(
        calibration(wrong=tuple(sorted(other for other in wrong if other != one)), level=level).accepts(one)
        for one in wrong
    )
    assert passed <= level * len(wrong)


@pytest.mark.parametrize(
    ("fields", "accepted"),
    [
        ({}, True),
        ({"treatment_effect": None}, False),
        ({"treatment_effect": False}, False),
        ({"source": "text", "confidence": 0.99}, False),
    ],
)
def test_only_decided_effects_of_tables_go_without_review(fields: dict[str, object], accepted: bool):
    sure = finding(1, signals={"effect": 5.0}, **fields)
    assert calibrate_finding(sure, calibration(weights={"constant": 6.0})).auto_accept is accepted


def test_effects_told_in_text_keep_their_score():
    assert calibrate_finding(finding(1, source="text", confidence=0.61), calibration()).confidence == 0.61


def test_fields_keep_the_score_they_were_calibrated_from():
    read = finding(1, readings={"unit": Reading(raw="x", confidence=0.7), "n": Reading(raw="9")})
    twice = calibrate_finding(
        calibrate_finding(read, calibration()), calibration(fields={"unit": FieldScale(constant=1, slope=0)})
    )
    assert twice.readings["unit"].score == 0.7
    assert twice.readings["unit"].confidence == pytest.approx(logistic(1.0), abs=1e-4)
    assert twice.readings["n"] == read.readings["n"]


@given(st.floats(0.002, 0.998))
def test_logit_and_logistic_are_inverse(p: float):
    assert logistic(logit(p)) == pytest.approx(p)


def test_what_is_shipped_meets_its_targets_on_documents_left_out():
    made = shipped()
    assert set(made.weights) == set(features(finding(1)))
    assert made.provenance.held_out["ece"] <= 0.03
    assert made.provenance.held_out["auroc"] >= 0.90
    assert made.provenance.held_out["coverage99"] >= 0.60
    assert made.provenance.held_out["accepted_right"] >= 0.99
    assert list(made.wrong) == sorted(made.wrong)
