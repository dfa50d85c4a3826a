"""Effects without size are counted by direction, beside the pooled effect."""

import pytest
from made_up import finding, spread_findings

from almpo.evidence.findings import Finding
from almpo.evidence.syntheses import PooledResult, SynthesisQuery
from almpo.evidence.vocabulary import OutcomeGroup, Unit
from almpo.synthesis.pool import gather_inputs, pool_inputs


def pooled(findings: list[Finding], outcome: OutcomeGroup = OutcomeGroup.EMPLOYMENT) -> PooledResult:
    query = SynthesisQuery(outcome=outcome)
    return pool_inputs(query, gather_inputs(findings, query, corpus="c"))


def test_studies_without_standard_errors_vote() -> None:
    found = [finding(key, se=None, estimate=(-1.0 if key < 2 else 1.0)) for key in range(8)]
    result = pooled(found)
    assert result.estimated is None
    assert result.directions is not None
    assert (result.directions.favourable, result.directions.studies) == (6, 8)
    assert result.directions.share == pytest.approx(0.75)
    assert result.directions.interval.low == pytest.approx(0.349, abs=0.001)  # Clopper–Pearson
    assert len(result.directions.findings) == 8


def test_a_study_votes_once_and_not_at_all_if_it_is_pooled() -> None:
    many = [finding(key, se=None, study="many") for key in range(5)]
    heard = [finding(50, study="heard"), finding(51, study="heard", se=None, horizon_months=3.0)]
    against = [finding(60, se=None, estimate=-1.0)]
    result = pooled([*many, *heard, *against])
    assert result.k_studies == 1
    assert result.directions is not None
    assert (result.directions.favourable, result.directions.studies) == (1, 2)


def test_ratios_and_outcomes_of_which_less_is_better() -> None:
    duration = {"outcome_group": OutcomeGroup.UNEMPLOYMENT_DURATION, "se": None}
    found = [
        finding(1, unit=Unit.DAYS, estimate=-3.0, **duration),
        finding(2, unit=Unit.HAZARD_RATIO, estimate=1.2, **duration),
        finding(3, unit=Unit.HAZARD_RATIO, estimate=0.8, **duration),
        finding(4, unit=None, estimate=5.0, **duration),
    ]
    votes = pooled(found, OutcomeGroup.UNEMPLOYMENT_DURATION).directions
    assert votes is not None
    assert (votes.favourable, votes.studies) == (2, 3)


def test_nothing_left_out_no_votes() -> None:
    assert pooled(spread_findings(6)).directions is None
