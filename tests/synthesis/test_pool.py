"""Pooled results: complete, reproducible, honest about what is thin."""

import pytest
from made_up import finding, spread_findings

from almpo.evidence.findings import Finding
from almpo.evidence.syntheses import PooledResult, SynthesisQuery, UnitFamily
from almpo.evidence.vocabulary import OutcomeGroup, Unit
from almpo.synthesis.pool import gather_inputs, pool_inputs
from almpo.synthesis.pooling import correlated_hierarchical, pool, robust

EMPLOYMENT = SynthesisQuery(outcome=OutcomeGroup.EMPLOYMENT)


def pooled(findings: list[Finding], query: SynthesisQuery = EMPLOYMENT) -> PooledResult:
    return pool_inputs(query, gather_inputs(findings, query, corpus="c"))


@pytest.mark.parametrize(
    ("studies", "estimates", "method"),
    [
        (1, 1, "one_study"),
        (1, 200, "one_study"),
        (2, 1, "bayesian"),
        (5, 3, "bayesian"),
        (6, 1, "random_effects"),
        (6, 2, "correlated_hierarchical"),
    ],
)
def test_the_model_fits_the_number_of_studies(studies: int, estimates: int, method: str) -> None:
    result = pooled(spread_findings(studies, estimates))
    assert result.estimated is not None
    assert result.estimated.method == method
    assert (result.k_studies, result.k_effects) == (studies, studies * estimates)
    assert sum(one.weight for one in result.estimated.weights) == pytest.approx(1)
    assert {one.finding_id for one in result.estimated.weights} == {
        effect.finding_id for effect in result.inputs.effects
    }
    assert any("thin" in warning for warning in result.warnings) == (studies <= 5)


def test_results_are_those_of_the_engine() -> None:
    found = spread_findings(8)
    y, v = [one.estimate for one in found], [one.se**2 for one in found if one.se]
    expected = pool(y, v, test="adhoc")
    result = pooled(found).estimated
    assert result is not None
    assert result.estimate == pytest.approx(expected.estimate, rel=1e-8)
    assert (result.interval.low, result.interval.high) == pytest.approx(expected.interval, rel=1e-8)
    many = spread_findings(8, 3)
    fitted = correlated_hierarchical(
        [one.estimate for one in many], [one.se**2 for one in many if one.se], [one.study for one in many]
    )
    several = pooled(many).estimated
    assert several is not None
    assert several.se == pytest.approx(robust(fitted).coefficients.se[0], rel=1e-8)


def test_the_same_bytes_from_kept_inputs() -> None:
    first = pooled(spread_findings(7, 2, confidence=0.9))
    kept = PooledResult.model_validate_json(first.model_dump_json())
    assert pool_inputs(kept.query, kept.inputs).model_dump_json() == first.model_dump_json()
    assert pooled(spread_findings(7, 2, confidence=0.9)[::-1]).model_dump_json() == first.model_dump_json()


def test_units_do_not_matter() -> None:
    points = spread_findings(7, 2)
    shares = [
        one.model_copy(
            update={"estimate": one.estimate / 100, "se": (one.se or 1) / 100, "unit": Unit.PROBABILITY}
        )
        for one in points
    ]
    first, second = pooled(points).estimated, pooled(shares).estimated
    assert first is not None
    assert second is not None
    assert second.estimate == pytest.approx(first.estimate, rel=1e-7)
    assert second.interval.high == pytest.approx(first.interval.high, rel=1e-7)


def test_nothing_to_pool_is_a_refusal_with_a_reason() -> None:
    nothing = pooled([finding(1, se=None)])
    assert nothing.estimated is None
    assert nothing.refusal
    assert nothing.words["de"] == "Kein gepooltes Ergebnis."
    assert [one.code for one in nothing.inputs.left_out] == ["no_standard_error"]
    other = SynthesisQuery(outcome=OutcomeGroup.OTHER)
    mixed = [finding(key, outcome_group=OutcomeGroup.OTHER, higher_is_better=True) for key in range(8)]
    assert pooled(mixed, other).refusal


def test_synthetic_documents_are_pooled_only_when_asked_for() -> None:
    found = spread_findings(6)
    synthetic = frozenset({found[0].document_id})
    without = gather_inputs(found, EMPLOYMENT, corpus="c", synthetic=synthetic)
    assert without.effects == ()
    assert {one.code for one in without.left_out} == {"synthetic"}
    query = EMPLOYMENT.model_copy(update={"synthetic": True})
    assert len(gather_inputs(found, query, corpus="c", synthetic=synthetic).effects) == 6


def test_plain_words() -> None:
    words = pooled([finding(key, estimate=3 + 0.1 * key, se=1 + 0.01 * key) for key in range(14)]).words
    assert words["en"].startswith("About 3.6 more in work per 100 participants, between ")
    assert words["en"].endswith("; 14 studies.")
    assert "3,6 mehr in Arbeit je 100 Teilnehmende" in words["de"]
    assert set(words) == {"en", "de", "fr", "es", "it", "pl"}
    fewer = spread_findings(6, outcome_group=OutcomeGroup.BENEFIT_RECEIPT)
    told = pooled(fewer, SynthesisQuery(outcome=OutcomeGroup.BENEFIT_RECEIPT)).words["en"]
    assert "more on benefits" in told  # the outcome's own direction, though unfavourable


def test_sensitivity_is_told() -> None:
    assert [round(one.estimate, 2) for one in pooled(spread_findings(7, 3)).sensitivity] != []
    thin = pooled(spread_findings(3))
    assert len(thin.sensitivity) == 2
    narrow, wide = (one.interval.high - one.interval.low for one in thin.sensitivity)
    assert narrow < wide


def test_days_of_unemployment_read_as_shorter() -> None:
    found = spread_findings(6, outcome_group=OutcomeGroup.UNEMPLOYMENT_DURATION, unit=Unit.WEEKS)
    shorter = [one.model_copy(update={"estimate": -one.estimate}) for one in found]
    result = pooled(shorter, SynthesisQuery(outcome=OutcomeGroup.UNEMPLOYMENT_DURATION))
    assert result.unit == UnitFamily.DAYS
    assert result.estimated is not None
    assert result.estimated.estimate > 0
    assert "shorter" in result.words["en"]
