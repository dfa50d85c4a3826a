"""The chance of misreadings widens the interval."""

import numpy as np
import pytest
from made_up import spread_findings

from almpo.evidence.syntheses import PooledEffect, SynthesisQuery, UnitFamily, WithReadingErrors
from almpo.evidence.vocabulary import OutcomeGroup
from almpo.synthesis.estimators import estimate
from almpo.synthesis.harmonise import harmonise
from almpo.synthesis.imputation import with_reading_errors

QUERY = SynthesisQuery(outcome=OutcomeGroup.EMPLOYMENT, imputations=40)


def effects(probability: float, studies: int = 12) -> list[PooledEffect]:
    certain = harmonise(spread_findings(studies), QUERY).effects
    return [one.model_copy(update={"probability": probability}) for one in certain]


def imputed(probability: float, query: SynthesisQuery = QUERY) -> WithReadingErrors | None:
    given = effects(probability)
    plain = estimate(given, query, UnitFamily.POINTS)
    return with_reading_errors(plain, given, query, UnitFamily.POINTS)


def test_certain_readings_need_no_imputation() -> None:
    assert imputed(1.0) is None


def test_the_interval_widens_with_the_chance_of_error() -> None:
    results = [imputed(probability) for probability in (0.999, 0.95, 0.85, 0.7, 0.5)]
    widths = [one.widening for one in results if one is not None]
    assert len(widths) == 5
    assert (np.diff(widths) > 0).all()
    assert widths[0] == pytest.approx(1, abs=0.02)


def test_the_seed_decides() -> None:
    assert imputed(0.8) == imputed(0.8)
    assert imputed(0.8) != imputed(0.8, QUERY.model_copy(update={"seed": 2}))


def test_alternative_readings_are_drawn() -> None:
    given = effects(0.5)
    moved = [one.model_copy(update={"alternatives": ((one.value * 10, 0.5),)}) for one in given]
    plain = estimate(given, QUERY, UnitFamily.POINTS)
    result = with_reading_errors(plain, moved, QUERY, UnitFamily.POINTS)
    assert result is not None
    assert result.failed == 0
    assert result.estimate > 2 * plain.estimate


def test_expected_number_of_misread_effects() -> None:
    result = imputed(0.75)
    assert result is not None
    assert result.expected_wrong == pytest.approx(3)
