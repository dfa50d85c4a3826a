"""Moderators, contradictions, the lock-in curve and the gap map."""

import numpy as np
import pytest
from made_up import finding, spread_findings

from almpo.evidence.findings import Finding
from almpo.evidence.syntheses import PooledEffect, SynthesisQuery, UnitFamily
from almpo.evidence.vocabulary import (
    Design,
    FindingStatus,
    HorizonAnchor,
    OutcomeGroup,
    ProgrammeType,
    TargetGroup,
    Unit,
)
from almpo.synthesis.contradictions import contradictions
from almpo.synthesis.gaps import GapAxis, gap_map
from almpo.synthesis.harmonise import harmonise
from almpo.synthesis.lockin import lock_in_curve
from almpo.synthesis.moderators import explain

QUERY = SynthesisQuery(outcome=OutcomeGroup.EMPLOYMENT)


def effects_of(findings: list[Finding]) -> tuple[PooledEffect, ...]:
    return harmonise(findings, QUERY).effects


def rising_with_months(slope: float = 0.5) -> list[Finding]:
    random = np.random.default_rng(3)
    found = []
    for study in range(20):
        shift = random.normal(0, 0.5)
        for months in (3, 9, 18, 30):
            estimate = -4 + slope * months + shift + random.normal(0, 0.3)
            found.append(
                finding(
                    len(found),
                    estimate=estimate,
                    se=0.3,
                    study=f"s{study}",
                    horizon_months=months,
                    horizon_anchor=HorizonAnchor.PROGRAMME_START,
                    design=Design.RCT if study % 2 else Design.MATCHING,
                    lmp=ProgrammeType.TRAINING,
                )
            )
    return found


def test_a_number_that_explains() -> None:
    found = explain(effects_of(rising_with_months()), QUERY, "horizon_months")
    (slope,) = found.coefficients
    assert slope.interval.low < 0.5 < slope.interval.high
    assert slope.p < 1e-6
    assert found.explained is not None
    assert found.explained > 90


def test_a_category_that_does_not_explain() -> None:
    found = explain(effects_of(rising_with_months()), QUERY, "design")
    assert found.base == "RCT" or found.base == "matching"
    assert found.p_joint is not None
    assert found.p_joint > 0.01
    assert (found.k_effects, found.k_studies, found.missing) == (80, 20, 0)


def test_rare_categories_are_put_together_or_dropped() -> None:
    designs = ["RCT"] * 6 + ["matching"] * 4 + ["IV"]
    found = [
        one.model_copy(update={"design": Design(designs[i])}) for i, one in enumerate(spread_findings(11))
    ]
    told = explain(effects_of(found), QUERY, "design")
    assert told.base == "RCT"
    assert [one.name for one in told.coefficients] == ["matching"]
    assert told.missing == 1
    more = [*found, *(finding(50 + i, design=Design.RDD, estimate=float(i)) for i in range(2))]
    assert [one.name for one in explain(effects_of(more), QUERY, "design").coefficients] == [
        "matching",
        "rest",
    ]


def test_one_category_is_refused_with_a_reason() -> None:
    told = explain(effects_of(spread_findings(8, design=Design.RCT)), QUERY, "design")
    assert told.coefficients == ()
    assert told.refusal


def test_the_cycle_within_and_between_countries_and_the_disagreement_about_it() -> None:
    random = np.random.default_rng(5)
    context = {
        (country, year): float(random.normal(2, 1))
        for country in ("AT", "DE", "FR")
        for year in range(2000, 2010)
    }
    found = []
    for (country, year), growth in context.items():
        estimate = 2 + 3 * growth + random.normal(0, 0.5)
        found.append(
            finding(len(found), estimate=estimate, se=0.5, country=country, period=f"{year}-{year + 1}")
        )
    found.append(finding(99, country=None))
    told = explain(effects_of(found), QUERY, "growth", context)
    within, between = told.coefficients
    assert (within.name, between.name) == ("growth within country", "growth between countries")
    assert within.estimate == pytest.approx(3, abs=0.4)
    assert told.missing == 1
    assert told.note is not None
    assert "disagree" in told.note


def test_the_curve_finds_lock_in() -> None:
    curve = lock_in_curve(effects_of(rising_with_months()), QUERY, UnitFamily.POINTS)
    assert curve.refusal is None
    assert curve.turns_positive == pytest.approx(8, abs=3.5)
    assert curve.lowest == curve.curve[0].months
    assert [(one.start, one.k_studies) for one in curve.bins] == [(0, 20), (6, 20), (18, 20), (24, 20)]
    first = curve.bins[0].estimate
    assert first is not None
    assert first == pytest.approx(-2.5, abs=0.5)


def test_months_count_from_the_start() -> None:
    after = {"horizon_months": 6, "horizon_anchor": HorizonAnchor.PROGRAMME_END}
    found = effects_of(
        [finding(1, duration_months=12, **after), finding(2, **after), finding(3, horizon_months=18)]
    )
    curve = lock_in_curve(found, QUERY, UnitFamily.POINTS)
    assert [(one.start, one.k_effects) for one in curve.bins] == [(18, 2)]
    assert curve.left_out == 1
    assert curve.refusal


def test_contradictions_are_listed_and_set_apart() -> None:
    good = [finding(i, estimate=5, lmp=ProgrammeType.TRAINING, design=Design.MATCHING) for i in range(3)]
    bad = [finding(9 + i, estimate=-5, lmp=ProgrammeType.TRAINING, design=Design.RCT) for i in range(2)]
    calm = [finding(20, estimate=5, lmp=ProgrammeType.SERVICES)]
    (told,) = contradictions(effects_of([*good, *bad, *calm]))
    assert (told.programme, len(told.favourable), len(told.unfavourable)) == ("2", 3, 2)
    assert told.set_apart_by == ("design: matching against RCT",)
    assert contradictions(effects_of([*good, *calm])) == []


def test_gap_map_counts_directions() -> None:
    training = {"lmp": ProgrammeType.TRAINING, "design": Design.RCT}
    found = [
        finding(1, **training),
        finding(2, **training, estimate=-3),
        finding(3, **training, estimate=1),
        finding(4, **training, se=None),
        finding(5, **training, status=FindingStatus.REJECTED),
        finding(6),
        finding(7, lmp=ProgrammeType.SERVICES, outcome_group=OutcomeGroup.BENEFIT_RECEIPT),
        finding(8, lmp=ProgrammeType.SERVICES, unit=Unit.HAZARD_RATIO, estimate=1.1, se=0.2),
    ]
    told = gap_map(found)
    cells = {(one.programme, one.column): one for one in told.cells}
    cell = cells[ProgrammeType.TRAINING, "employment"]
    assert (cell.studies, cell.rigorous, cell.effects) == (4, 4, 4)
    assert (cell.favourable, cell.unfavourable, cell.insignificant, cell.unclear) == (1, 1, 1, 1)
    assert cell.direction == "mixed"
    assert cells[ProgrammeType.SERVICES, "benefit_receipt"].direction == "unfavourable"
    assert cells[ProgrammeType.SERVICES, "employment"].direction == "none"
    assert (ProgrammeType.TRAINING, "benefit_receipt") in told.empty
    assert told.unplaced == 1


def test_gap_map_by_group_counts_an_effect_for_each() -> None:
    both = finding(1, lmp=ProgrammeType.TRAINING, target_groups=(TargetGroup.YOUTH, TargetGroup.WOMEN))
    told = gap_map([both], GapAxis.TARGET_GROUP, outcome=OutcomeGroup.EMPLOYMENT)
    assert told.columns == ("women", "youth")
