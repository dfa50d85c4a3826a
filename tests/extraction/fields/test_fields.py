"""Fields are read from explicit words near the estimate, with the spot; what is not said stays unknown."""

import pytest
from finding_tables import make_context, make_table, read_table

from almpo.evidence.vocabulary import Design, Estimand, HorizonAnchor, OutcomeGroup, TargetGroup, Unit
from almpo.extraction.fields.outcome import group_of
from almpo.extraction.fields.place import read as read_place
from almpo.extraction.folding import fold
from almpo.extraction.interpret import interpret_table
from almpo.extraction.sources import Scope, around_table

SE = "Standard errors in parentheses."


def one(head: str, value: str = "0.10", caption: str = "Results", row: str = "Treated", note: str = SE):
    return read_table(f"| {head}\n{row} | {value}\n | (0.05)", caption=caption, note=note)[0]


@pytest.mark.parametrize(
    ("words", "group"),
    [
        ("Any employment", OutcomeGroup.EMPLOYMENT),
        ("In Beschäftigung", OutcomeGroup.EMPLOYMENT),
        ("Emploi salarié", OutcomeGroup.EMPLOYMENT),
        ("Tasso di occupazione", OutcomeGroup.EMPLOYMENT),
        ("Zatrudnienie", OutcomeGroup.EMPLOYMENT),
        ("Days in unemployment", OutcomeGroup.UNEMPLOYMENT_DURATION),
        ("Job exit rate", OutcomeGroup.UNEMPLOYMENT_EXIT),
        ("Abgang in Beschäftigung", OutcomeGroup.UNEMPLOYMENT_EXIT),
        ("Annual earnings", OutcomeGroup.EARNINGS),
        ("Bruttoentgelt", OutcomeGroup.EARNINGS),
        ("Log hourly wage", OutcomeGroup.WAGE),
        ("Stundenlohn", OutcomeGroup.WAGE),
        ("Horas trabajadas", OutcomeGroup.HOURS),
        ("Benefit receipt", OutcomeGroup.BENEFIT_RECEIPT),
        ("Jours indemnisés", OutcomeGroup.BENEFIT_RECEIPT),
        ("Permanent contract", OutcomeGroup.JOB_QUALITY),
        ("Subsidized employment", OutcomeGroup.PROGRAMME_PARTICIPATION),
        ("Training take-up", OutcomeGroup.PROGRAMME_PARTICIPATION),
        ("Proportion sanctioned", OutcomeGroup.SANCTION),
        ("Household income", OutcomeGroup.OTHER),
    ],
)
def test_outcome_groups(words, group):
    found = group_of(fold(words))
    assert found is not None
    assert found[0] is group


def test_the_outcome_comes_from_the_nearest_words():
    assert one("Employed").outcome_group is OutcomeGroup.EMPLOYMENT
    assert one("(1)", caption="Effect of the wage subsidy on earnings").outcome_group is OutcomeGroup.EARNINGS
    assert one("(1)", note=f"Dependent variable: log wage. {SE}").outcome_group is OutcomeGroup.WAGE


def test_an_unknown_head_beside_known_outcomes_is_another_outcome():
    found = read_table("| Employed | Is left-handed\nTreated | 0.1 | 0.2\n | (0.05) | (0.05)", note=SE)
    assert [f.outcome_group for f in found] == [OutcomeGroup.EMPLOYMENT, OutcomeGroup.OTHER]
    assert [f.labour_market_outcome for f in found] == [True, False]


@pytest.mark.parametrize(
    ("head", "value", "caption", "unit"),
    [
        ("Employed", "0.042", "Results", Unit.PROBABILITY),
        ("Employed", "4.2", "Results in percentage points", Unit.PERCENTAGE_POINTS),
        ("Annual earnings (€)", "1,204", "Results", Unit.CURRENCY),
        ("Log wage", "0.042", "Results", Unit.LOG_POINTS),
        ("Days in employment", "12.1", "Results", Unit.DAYS),
        ("Job exit rate", "0.21", "Cox model estimates", Unit.LOG_HAZARD),
        ("Job exit rate", "1.21", "Hazard ratios", Unit.HAZARD_RATIO),
        ("Employed", "0.12", "Effects in standard deviations", Unit.STANDARD_DEVIATIONS),
    ],
)
def test_units(head, value, caption, unit):
    assert one(head, value, caption).unit is unit


def test_currency():
    found = one("Annual earnings", "$886")
    assert (found.unit, found.currency) == (Unit.CURRENCY, "USD")


@pytest.mark.parametrize(
    ("head", "caption", "months", "anchor"),
    [
        ("12 months", "Results", 12, None),
        ("Employed after 6 months", "Results", 6, None),
        ("Employed", "Effects 24 months after programme start", 24, HorizonAnchor.PROGRAMME_START),
        ("Employed", "Effects two years after random assignment", 24, HorizonAnchor.ASSIGNMENT),
        ("Beschäftigt", "Wirkung drei Jahre nach Ende der Maßnahme", 36, HorizonAnchor.PROGRAMME_END),
        ("Emploi", "Effet dix-huit mois après le tirage au sort", 18, HorizonAnchor.ASSIGNMENT),
        ("Empleo", "Efecto un año después de la reforma", 12, HorizonAnchor.REFORM),
        ("Zatrudnienie | 24 mies.", "Wpływ", 24, None),
        ("Earnings, first year", "Results", 12, None),
        ("Bandwidth h = 4 years", "Results", None, None),
        ("Employed", "Results", None, None),
    ],
)
def test_horizons(head, caption, months, anchor):
    found = one(head.split(" | ")[-1], caption=caption)
    assert (found.horizon_months, found.horizon_anchor) == (months, anchor)


@pytest.mark.parametrize(
    ("caption", "design", "estimand"),
    [
        ("Regression discontinuity estimates", Design.RDD, Estimand.ITT),
        ("Difference-in-differences estimates", Design.DID, Estimand.ITT),
        ("Instrumental variable estimates", Design.IV, Estimand.LATE),
        ("Effects on the treated, propensity score matching", Design.MATCHING, Estimand.ATT),
        ("Timing-of-events estimates", Design.TIMING_OF_EVENTS, Estimand.ATT),
    ],
)
def test_designs(caption, design, estimand):
    found = one("Employed", caption=caption)
    assert (found.design, found.estimand) == (design, estimand)


def test_groups_that_labels_single_out():
    assert one("Women").target_groups == (TargetGroup.WOMEN,)
    assert one("Long-term unemployed").target_groups == (TargetGroup.LONG_TERM_UNEMPLOYED,)
    assert one("(1)").target_groups == (TargetGroup.ALL_UNEMPLOYED,)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Das Programm in Österreich. Die österreichische Arbeitsagentur. In Österreich sank sie.", "AT"),
        ("Swedish job seekers. We use Swedish registers. In Sweden there are reforms.", "SE"),
        ("Bezrobotni w Polsce. Polska ustawa. W Polsce dotacje.", "PL"),
        ("Austria, Sweden, Poland and Spain are compared.", None),
    ],
)
def test_country(text, code):
    table = make_table("| (1)\nTreated | 0.1\n | (0.05)")
    context = make_context(text)
    (finding,) = interpret_table(table, context)
    hits = read_place(Scope(finding, around_table(table, context, [finding])))
    assert (hits["country"].value if "country" in hits else None) == code


def test_every_field_names_its_words_and_spot():
    found = one("Employed", caption="Effects 24 months after programme start")
    reading = found.readings["horizon_months"]
    assert reading.raw == "24 months after"
    assert reading.anchor is not None
    assert reading.anchor.page == 1
    assert "24 months after" in reading.anchor.quote
    assert 0 < (reading.confidence or 0) < 1
