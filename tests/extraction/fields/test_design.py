"""The design is what title, abstract and text name; labels may name another; the estimand follows from it."""

import pytest
from finding_tables import ON_TOPIC, make_context, read_table

from almpo.evidence.vocabulary import Design, Estimand
from almpo.extraction.fields.design import usual_design, usual_estimand
from almpo.extraction.fields.design_words import ESTIMANDS
from almpo.extraction.sources import Source, named_in

SE = "Standard errors in parentheses."


@pytest.mark.parametrize(
    ("text", "design"),
    [
        ("We exploit a regression discontinuity at age 25; the cut-off is sharp.", Design.RDD),
        ("Jobseekers were randomly assigned to the offer by lottery.", Design.RCT),
        ("Die Teilnehmenden wurden per Los ausgewählt.", Design.RCT),
        (
            "Nous comparons les personnes juste au-dessus et juste au-dessous du seuil d'éligibilité.",
            Design.RDD,
        ),
        ("Estimamos un modelo de diferencias en diferencias.", Design.DID),
        ("Stimiamo l'effetto con il metodo delle differenze nelle differenze.", Design.DID),
        ("Grupę porównawczą dobrano metodą najbliższego sąsiada.", Design.MATCHING),
        ("De deelnemers werden door loting toegewezen.", Design.RCT),
        ("We use a control function and inverse probability weighting.", Design.SELECTION_ON_OBSERVABLES),
        ("Wir schätzen ein Timing-of-Events-Modell.", Design.TIMING_OF_EVENTS),
        ("Vergleichbare Arbeitslose werden als statistische Zwillinge gesucht.", Design.MATCHING),
        ("On utilise une variable instrumentale, l'éloignement du centre.", Design.IV),
    ],
)
def test_designs_in_the_text(text, design):
    found = usual_design(make_context(text))
    assert found is not None
    assert found.value is design


def test_others_named_are_alternatives():
    found = usual_design(make_context("A randomised trial, a lottery. We also report matching."))
    assert found is not None
    assert found.value is Design.RCT
    assert [a.value for a in found.reading.alternatives] == ["matching"]


def test_abbreviations_count_in_capitals_only():
    context = make_context("")
    for text, times in (("the ATT and LATE", 1), ("att hitta ett jobb", 0), ("too late, tot morgen", 0)):
        pattern = dict(ESTIMANDS)[Estimand.ATT]
        assert len(named_in(Source("text", text, 1, context), pattern)) == times


def test_covariates_do_not_unmake_an_experiment():
    table = "| Employed\nPanel A. With covariates |\nCourse offer | 0.10\n | (0.05)"
    found = read_table(table, note=SE, about=f"{ON_TOPIC} Jobseekers were randomised.")[0]
    assert (found.design, found.estimand) == (Design.RCT, Estimand.ITT)


def test_a_benchmark_among_other_estimators():
    table = (
        "| Earnings\nExperimental benchmark | 1794\n | (671)\nDifference in means | -635\n | (677)\n"
        "Regression | 699\n | (576)\nNearest neighbour matching | 1500\n | (800)"
    )
    found = read_table(table, note=SE)
    assert [f.design for f in found] == [
        Design.RCT,
        Design.OTHER,
        Design.SELECTION_ON_OBSERVABLES,
        Design.MATCHING,
    ]
    assert {f.estimand for f in found} == {Estimand.ATT}


@pytest.mark.parametrize(
    ("row", "text", "estimand"),
    [
        ("Won the lottery", "We use the lottery as an instrumental variable. IV estimates.", Estimand.ITT),
        ("Trained", "We use the lottery as an instrumental variable. IV estimates.", Estimand.LATE),
        ("Participants", "Nearest neighbour matching of participants.", Estimand.ATT),
        ("Program", "A fuzzy regression discontinuity design.", Estimand.LATE),
        ("Eligible", "A regression discontinuity design.", Estimand.ITT),
    ],
)
def test_estimands(row, text, estimand):
    found = read_table(f"| Employed\n{row} | 0.10\n | (0.05)", note=SE, about=f"{ON_TOPIC} {text}")[0]
    assert found.estimand is estimand


def test_an_estimand_named_once_is_not_the_document_s():
    assert usual_estimand(make_context("Jobs and pay. " * 400 + "We also discuss the LATE.")) is None
    found = usual_estimand(make_context("The ATE is small. The ATE for women, the ATE for men."))
    assert found is not None
    assert found.value is Estimand.ATE
