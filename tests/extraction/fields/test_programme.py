"""The type of a programme by what title, abstract and text name most."""

import pytest
from finding_tables import make_context, read_table

from almpo.evidence.vocabulary import ProgrammeType as Lmp
from almpo.extraction.fields.programme import usual_type


@pytest.mark.parametrize(
    ("title", "lmp"),
    [
        ("Effects of a job search assistance programme", Lmp.SERVICES),
        ("Short courses: a randomised evaluation of vocational training", Lmp.TRAINING),
        ("Effet d'une aide à l'embauche sur l'emploi", Lmp.EMPLOYMENT_INCENTIVES),
        ("Emplois aidés dans le secteur marchand", Lmp.EMPLOYMENT_INCENTIVES),
        ("Bonificaciones a la contratación de mayores", Lmp.EMPLOYMENT_INCENTIVES),
        ("Skutki bonu na zatrudnienie", Lmp.EMPLOYMENT_INCENTIVES),
        ("Supported employment for people with mental illness", Lmp.SUPPORTED_EMPLOYMENT),
        ("Wirkungen der Arbeitsgelegenheiten", Lmp.DIRECT_JOB_CREATION),
        ("Lavori di pubblica utilità e occupazione", Lmp.DIRECT_JOB_CREATION),
        ("Gründungszuschuss und Selbständigkeit", Lmp.START_UP),
        ("Benefit sanctions and monitoring", Lmp.MONITORING_SANCTIONS),
        ("Omscholing van werkzoekenden", Lmp.TRAINING),
        ("Do mandatory integration contracts help immigrants?", Lmp.OTHER),
    ],
)
def test_types_of_titles(title, lmp):
    found = usual_type(make_context("We study its effects on work.", title=title))
    assert found is not None
    assert found.value is lmp


def test_types_named_less_are_alternatives():
    found = usual_type(make_context("Training, training and counselling.", title="Vocational training"))
    assert found is not None
    assert [a.value for a in found.reading.alternatives] == ["1"]


def test_columns_of_several_programmes():
    found = read_table("| Job search | Language\nAverage effect | 0.1 | 0.2\n | (0.05) | (0.05)")
    assert [f.lmp for f in found] == [Lmp.SERVICES, Lmp.TRAINING]


def test_an_outcome_is_no_programme():
    found = read_table("| Subsidized employment\nTraining voucher | 0.1\n | (0.05)")[0]
    assert found.lmp is Lmp.TRAINING
