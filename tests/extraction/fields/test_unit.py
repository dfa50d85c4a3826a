"""Units by the outcome's words, by what the note says of it, by the text, and by the size of the numbers."""

import pytest
from finding_tables import ON_TOPIC, read_table

from almpo.evidence.vocabulary import Unit

SE = "Standard errors in parentheses."


def unit(head: str, value: str, note: str = "", caption: str = "Effects of the programme", **fields: str):
    found = read_table(
        f"| {head}\nTreated | {value}\n | ({fields.pop('se', '0.05')})\n"
        f"Control mean | {fields.pop('mean', '0.5')}",
        caption=caption,
        note=f"{note} {SE}",
        **fields,
    )
    return found[0].unit


@pytest.mark.parametrize(
    ("head", "value", "note", "expected"),
    [
        ("Beschäftigung", "2,9", "Beschäftigung in Prozentpunkten, Entgelt in Euro.", Unit.PERCENTAGE_POINTS),
        ("Bruttoentgelt", "120,5", "Beschäftigung in Prozentpunkten, Entgelt in Euro.", Unit.CURRENCY),
        ("Emploi", "0,05", "Emploi : indicatrice d'un contrat; salaire en euros.", Unit.PROBABILITY),
        ("Occupazione", "0,05", "Occupazione: quota, retribuzione: euro al mese.", Unit.PROBABILITY),
        (
            "Duración del desempleo",
            "-12,4",
            "El empleo es binario; la duración del desempleo se mide en días.",
            Unit.DAYS,
        ),
        (
            "Zatrudnienie",
            "3,1",
            "Zatrudnienie w punktach procentowych, wynagrodzenie w złotych.",
            Unit.PERCENTAGE_POINTS,
        ),
        (
            "Wynagrodzenie",
            "163,2",
            "Zatrudnienie w punktach procentowych, wynagrodzenie w złotych.",
            Unit.CURRENCY,
        ),
        ("Salario", "0,04", "El salario es el logaritmo del salario diario.", Unit.LOG_POINTS),
        ("Empleo", "0,04", "El salario es el logaritmo del salario diario.", Unit.PROBABILITY),
        ("Ln(wages)", "0.04", "", Unit.LOG_POINTS),
        ("Logarithme du salaire", "0,04", "", Unit.LOG_POINTS),
        ("Beschäftigungstage", "12,5", "", Unit.DAYS),
        ("Giorni di lavoro", "12,5", "", Unit.DAYS),
        ("Weekly hours", "1.2", "", Unit.OTHER),
        ("Average daily wage", "-0.26", "", Unit.CURRENCY),
        ("Job quality index", "0.02", "", Unit.OTHER),
    ],
)
def test_units(head, value, note, expected):
    assert unit(head, value, note) is expected


def test_means_of_a_hundred_make_points():
    assert unit("Employed", "4.2", mean="56.1") is Unit.PERCENTAGE_POINTS
    assert unit("Employed", "4.2", mean="") is None


def test_the_text_defines_the_unit():
    about = f"{ON_TOPIC} The outcome of interest is the number of months in employment."
    assert unit("Employment", "2.51", mean="", about=about) is Unit.MONTHS
    assert unit("Employment", "0.04", about=about) is Unit.PROBABILITY


def test_outcomes_brought_to_one_scale_have_no_unit():
    about = f"{ON_TOPIC} All outcomes are scaled to range from 0 to 1."
    assert unit("Well-being", "0.04", about=about) is Unit.OTHER
    assert unit("Well-being", "0.04") is Unit.PROBABILITY


def test_another_outcome_s_size_says_nothing():
    found = read_table(
        "| Difference\nEmployed after 6 months | 0.05\n | (0.02)\nMonthly earnings in euros | 120.5\n | (60.1)",
        note=SE,
    )
    assert [f.unit for f in found] == [Unit.PROBABILITY, Unit.CURRENCY]


def test_effects_on_outcomes_in_per_cent_are_in_points():
    rows = "Outcome | Control mean | Impact | SE\nIn work (%) | 35.2 | 5.8 | 2.0\nOn benefits (%) | 52.5 | -4.2 | 2.1"
    found = read_table(rows, caption="Impacts after 18 months")
    assert {finding.unit for finding in found} == {Unit.PERCENTAGE_POINTS}


def test_a_rate_of_more_than_one_is_in_points():
    caption = "Effet de la formation sur le taux d'emploi"
    assert unit("À 12 mois", "-4,1", mean="", caption=caption) is Unit.PERCENTAGE_POINTS
