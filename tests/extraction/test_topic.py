"""Documents about labour market programmes are told from others by what they keep speaking of."""

import pytest

from almpo.extraction.topic import topic_of

ON = [
    "The training programme for the unemployed raised employment of participants after a year. ",
    "Die Maßnahme der Arbeitsagentur erhöht die Beschäftigung der Teilnehmenden, die vorher arbeitslos waren. ",
    "Le dispositif d'accompagnement des demandeurs d'emploi augmente le taux d'emploi des bénéficiaires. ",
    "El programa de formación para desempleados aumenta el empleo de los participantes. ",
    "Il programma di inserimento per i disoccupati aumenta l'occupazione dei partecipanti. ",
    "Program szkoleń dla bezrobotnych zwiększa zatrudnienie uczestników. ",
]
OFF = [
    "A cut of the business tax raises investment of firms; wages and employment of workers fall. ",
    "Temporary employment slows wage growth in Europe; unemployment explains the Phillips curve. ",
    "Le chômage régional dépend du capital humain et de la croissance de l'emploi. ",
    "The treatment group received a vaccine; infections fell by half in the treated villages. ",
]


@pytest.mark.parametrize("text", ON)
def test_on_the_topic(text):
    assert topic_of(text * 30).on is True


@pytest.mark.parametrize("text", OFF)
def test_off_the_topic(text):
    assert topic_of(text * 30).on is False


def test_too_short_to_say():
    assert topic_of("Estimates and errors of twelve estimators.").on is None
    assert topic_of("Table of a job guarantee.").on is True
