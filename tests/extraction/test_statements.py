"""Numbers told as effects, with sign and unit; other numbers are left alone."""

import pytest

from almpo.evidence.vocabulary import Unit
from almpo.extraction.statements import statements

PP, PC, EUR = Unit.PERCENTAGE_POINTS, Unit.PERCENT, Unit.CURRENCY


@pytest.mark.parametrize(
    ("sentence", "decimal", "told"),
    [
        ("The contract increased employment by 5.5 pp one year after arrival.", ".", [(5.5, PP)]),
        ("They were 5.5 pp (s.e.: 1.7 pp) more likely to be employed.", ".", [(5.5, PP)]),
        ("Estimates are substantial (+ 5.5 pp) relative to a low baseline (only 27%).", ".", [(5.5, PP)]),
        (
            "Unemployment has been reduced by about 1.5 percentage points, down to less than 1%.",
            ".",
            [(-1.5, PP)],
        ),
        ("A reduction of the rate by about 1 percentage point, from 5% to 4%.", ".", [(-1, PP)]),
        ("We find a 29 percent increase in the job exit rate.", ".", [(29, PC)]),
        (
            "It accounts for a 10.3 percent increase out of the total 11 percent increase.",
            ".",
            [(10.3, PC), (11, PC)],
        ),
        ("The programme decreases the months in employment by about one month.", ".", [(-1, Unit.MONTHS)]),
        ("Roughly three additional months in employment on average.", ".", [(3, Unit.MONTHS)]),
        ("They spent 12.2 days less on the register.", ".", [(-12.2, Unit.DAYS)]),
        ("Earnings were $851 higher than without the programme.", ".", [(851, EUR)]),
        ("The impact of the programme was $886 with a standard error of $476.", ".", [(886, EUR)]),
        ("It implies an increase of 392 Euro per month, from an average of 888 Euro.", ".", [(392, EUR)]),
        ("Die Quote ist um 8,4 Prozentpunkte höher als ohne Programm.", ",", [(8.4, PP)]),
        ("L’écart est de 5,7 points de pourcentage.", ",", [(5.7, PP)]),
        ("El salario es 0,087 puntos logarítmicos más alto.", ",", [(0.087, Unit.LOG_POINTS)]),
        ("Il programma aumenta l'occupazione di 3,2 punti percentuali.", ",", [(3.2, PP)]),
        ("Odsetek pracujących wzrasta o 9,6 punktu procentowego.", ",", [(9.6, PP)]),
        ("Les jeunes sont 4,1 points de pourcentage plus souvent en emploi.", ",", [(4.1, PP)]),
        ("La tasa de empleo es 3,7 puntos porcentuales inferior.", ",", [(-3.7, PP)]),
        (
            "Nach einem Lock-in-Effekt von bis zu -11 Prozentpunkten steigt der Anteil der ungefördert "
            "sozialversicherungspflichtig Beschäftigten 48 Monate nach Beginn um 9,6 Prozentpunkte.",
            ",",
            [(-11, PP), (9.6, PP)],
        ),
        ("De subsidie verhoogt de baankans met 2,3 procentpunt.", ",", [(2.3, PP)]),
        ("O programa aumenta a probabilidade de emprego em 4,1 pontos percentuais.", ",", [(4.1, PP)]),
        ("Utbildningen ökade sysselsättningen med 3,5 procentenheter.", ",", [(3.5, PP)]),
        ("Koulutus lisäsi työllisyyttä 2,5 prosenttiyksikköä.", ",", []),
        ("Program zvýšil zaměstnanost o 5,1 procentního bodu.", ",", [(5.1, PP)]),
        ("A program 4,2 százalékponttal növelte a foglalkoztatást.", ",", [(4.2, PP)]),
        ("Програмата повиши заетостта с 3,3 процентни пункта.", ",", [(3.3, PP)]),
    ],
)
def test_effects(sentence, decimal, told):
    assert [(s.value, s.unit) for s in statements(sentence, decimal)] == told


@pytest.mark.parametrize(
    "sentence",
    [
        "The unemployment rate was between 5% and 7% in 2015.",
        "About 44% of immigrants are employed.",
        "The sample holds 1,204 persons aged 25 to 54.",
        "Less than 1% of the labour force participates.",
        "Reported with 95% confidence intervals.",
        "The horizon is 24 months.",
        "In 2012-2015 there were two reforms.",
        "Among them, 40%-50% eventually enrol.",
    ],
)
def test_other_numbers(sentence):
    assert list(statements(sentence, ".")) == []


def test_a_standard_error_beside_it():
    (told,) = statements("They were 5.5 pp (s.e.: 1.7 pp) more likely to work.", ".")
    assert told.se == 1.7


@pytest.mark.parametrize(
    ("sentence", "decimal", "told"),
    [
        ("Employment increased 3.4 percentage points after one year.", ".", [(3.4, PP)]),
        ("Los salarios se reducen un 2,1 por ciento.", ",", [(-2.1, PC)]),
        ("O emprego aumentou 4,5 pontos percentuais.", ",", [(4.5, PP)]),
        ("The employer pays 3.4 percent of the wage.", ".", []),
    ],
)
def test_the_number_may_be_the_object_of_the_verb(sentence, decimal, told) -> None:
    assert [(s.value, s.unit) for s in statements(sentence, decimal)] == told
