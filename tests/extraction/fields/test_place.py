"""Country and region are told by names, adjectives, regions and institutions, in many languages."""

import pytest
from finding_tables import make_context, make_table

from almpo.extraction.fields import gazetteer
from almpo.extraction.fields.place import read, usual_country, usual_region
from almpo.extraction.folding import fold
from almpo.extraction.interpret import interpret_table
from almpo.extraction.sources import Scope, around_table


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Evaluation of a hiring subsidy in Bavaria. Bavaria pays for a year, Bavaria decides.", "DE"),
        ("Die Agentur für Arbeit vermittelt. Das Jobcenter zahlt. Die Bundesagentur prüft.", "DE"),
        ("Les missions locales et Pôle emploi accompagnent les jeunes; Pôle emploi paie.", "FR"),
        ("El SEPE paga. La Comunitat Valenciana y el SEPE deciden. El SEPE forma.", "ES"),
        ("Urzędy pracy w Polsce. Powiatowy urząd pracy. Urząd pracy kieruje na szkolenie.", "PL"),
        ("Het UWV betaalt de cursus. In Nederland en bij het UWV.", "NL"),
        ("O IEFP organiza cursos em Portugal. O IEFP paga.", "PT"),
        ("Arbetsförmedlingen i Sverige. Svenska program hos Arbetsförmedlingen.", "SE"),
        ("I centri per l'impiego in Toscana. La Toscana e l'INPS. In Toscana.", "IT"),
        ("A magyar munkaügyi központok. Magyarország programja, magyar adatok.", "HU"),
    ],
)
def test_countries(text, country):
    found = usual_country(make_context(text))
    assert found is not None
    assert found.value == country


def test_no_country_where_two_are_named_as_often():
    assert usual_country(make_context("Austria and Germany. Austria, Germany. Germany and Austria.")) is None


def test_no_country_of_one_mention():
    assert usual_country(make_context("They do not train here. " * 2000 + "As in Denmark.")) is None


def test_a_label_that_is_a_country_wins():
    table = make_table("| Employed\nGermany | 0.10\n | (0.05)\nFrance | 0.20\n | (0.05)")
    context = make_context("Programmes in Spain. Spain trains. Spain pays.", tables=[table])
    findings = interpret_table(table, context)
    shared = around_table(table, context, findings)
    assert [read(Scope(f, shared))["country"].value for f in findings] == ["DE", "FR"]


def test_regions():
    found = usual_region(make_context("Job training in Lower Austria"))
    assert found is not None
    assert found.value == "AT12"
    assert usual_region(make_context("Job training")) is None


def test_longer_names_win():
    names = [named.code for named in gazetteer.regions().find(fold("Sachsen-Anhalt und Niedersachsen"))]
    assert names == ["DEE", "DE9"]
