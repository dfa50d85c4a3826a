"""Notes in six languages tell what stars and parentheses mean."""

import pytest

from almpo.evidence.vocabulary import UncertaintyKind as Kind
from almpo.extraction.legend import read_legend

COMMON = {"*": 0.1, "**": 0.05, "***": 0.01}
STRICT = {"*": 0.05, "**": 0.01, "***": 0.001}


@pytest.mark.parametrize(
    ("note", "levels"),
    [
        ("***p < 0.001, **p < 0.01, *p < 0.05.", STRICT),
        ("∗p<0.1; ∗∗p<0.05; ∗∗∗p<0.01", COMMON),
        ("∗ ∗ ∗p < 0.01, ∗ ∗ p < 0.05, ∗p < 0.1", COMMON),
        ("*, ** and *** denote significance at the 10, 5 and 1 percent levels.", COMMON),
        ("***, **, * indicate significance at the .01, .05, and .1 level", COMMON),
        ("***/**/* signifikant auf dem 1%-, 5%- bzw. 10%-Niveau.", COMMON),
        ("Signifikanz: *** auf dem 1 %-, ** auf dem 5 %-, * auf dem 10 %-Niveau", COMMON),
        ("Signifikanzniveaus: 1% (***), 5% (**), 10% (*).", COMMON),
        ("***, ** et * : significatif au seuil de 1 %, 5 % et 10 %.", COMMON),
        ("*** p<0,01; ** p<0,05; * p<0,1.", COMMON),
        ("*, **, *** oznaczają istotność na poziomie 10%, 5% i 1%", COMMON),
        ("*significant at 90%; **significant at 95%; ***significant at 99%", COMMON),
        ("+ p < 0.1, * p < 0.05, ** p < 0.01", {"+": 0.1, "*": 0.05, "**": 0.01}),
        ("a, b, c: significant at the 1, 5 and 10 percent level", {"a": 0.01, "b": 0.05, "c": 0.1}),
    ],
)
def test_stars(note, levels):
    stars = read_legend(note).stars
    assert stars is not None
    assert dict(stars.levels) == pytest.approx(levels)


@pytest.mark.parametrize(
    ("note", "wrapping", "kind"),
    [
        ("Robust standard errors in parentheses.", "parentheses", Kind.STANDARD_ERROR),
        ("The numbers in parentheses are the standard errors.", "parentheses", Kind.STANDARD_ERROR),
        ("robust standard errors (in parentheses) of regressions", "parentheses", Kind.STANDARD_ERROR),
        ("t statistics in parentheses", "parentheses", Kind.T_STATISTIC),
        ("t-Werte in Klammern", "parentheses", Kind.T_STATISTIC),
        ("Robuste Standardfehler in Klammern.", "parentheses", Kind.STANDARD_ERROR),
        ("In Klammern: p-Werte.", "parentheses", Kind.P_VALUE),
        ("écarts-types entre parenthèses", "parentheses", Kind.STANDARD_ERROR),
        ("Statistiques t de Student entre parenthèses.", "parentheses", Kind.T_STATISTIC),
        ("errores estándar entre paréntesis", "parentheses", Kind.STANDARD_ERROR),
        ("errori standard robusti tra parentesi", "parentheses", Kind.STANDARD_ERROR),
        ("błędy standardowe w nawiasach", "parentheses", Kind.STANDARD_ERROR),
        ("w nawiasach podano statystyki t", "parentheses", Kind.T_STATISTIC),
        ("Randomization inference p-values in brackets.", "brackets", Kind.P_VALUE),
        ("95% confidence intervals in square brackets", "brackets", Kind.CONFIDENCE_INTERVAL),
        ("Standard deviations in parentheses.", "parentheses", Kind.STANDARD_DEVIATION),
    ],
)
def test_wrappings(note, wrapping, kind):
    assert read_legend(note).wrappings[wrapping].kind is kind


def test_two_wrappings_in_one_note():
    legend = read_legend("Standard errors in parentheses; p-values in brackets.")
    assert {name: noted.kind for name, noted in legend.wrappings.items()} == {
        "parentheses": Kind.STANDARD_ERROR,
        "brackets": Kind.P_VALUE,
    }


def test_the_words_are_pointed_at():
    note = "OLS. Robust standard errors in parentheses."
    noted = read_legend(note).wrappings["parentheses"]
    assert note[noted.start : noted.end] == "Robust standard errors"


def test_a_kind_without_wrapping_is_but_mentioned():
    legend = read_legend("Standard errors are clustered by region.")
    assert legend.wrappings == {}
    assert legend.mentioned is not None


def test_abbreviations_are_explained():
    assert read_legend("Bootstrap-Standardfehler (SF)").abbreviations["sf"] is Kind.STANDARD_ERROR
    assert read_legend("BS: błąd standardowy").abbreviations["bs"] is Kind.STANDARD_ERROR


def test_a_silent_note_says_nothing():
    legend = read_legend("Source: administrative data, 2012-2015.")
    assert (legend.stars, legend.wrappings, legend.mentioned) == (None, {}, None)
