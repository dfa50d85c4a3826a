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


@pytest.mark.parametrize(
    "sentence",
    [
        "Deelnemers aan het scholingsprogramma voor werklozen vinden na een jaar vaker werk dan niet-deelnemers.",
        "Os participantes no programa de formação para desempregados encontram emprego com maior frequência.",
        "Deltagarna i utbildningsprogrammet för arbetslösa får oftare ett arbete än andra arbetssökande.",
        "Deltagerne i programmet for arbejdsløse kommer oftere i beskæftigelse end ledige uden tilskud.",
        "Koulutukseen osallistuneet työttömät työllistyivät useammin kuin työttömät työnhakijat ilman ohjelmaa.",
        "Účastníci rekvalifikačního programu pro nezaměstnané nacházejí zaměstnání častěji než ostatní.",
        "Účastníci programu pre nezamestnaných na úrade práce nachádzajú zamestnanie častejšie ako ostatní.",
        "A képzési program résztvevői, korábban álláskeresők, gyakrabban jutnak munkához, mint a többiek.",
        "Participanții la programul de formare pentru șomeri își găsesc mai des un loc de muncă decât ceilalți.",
        "Участниците в програмата за обучение на безработни по-често намират работа от останалите хора.",
        "Οι συμμετέχοντες στο πρόγραμμα κατάρτισης για άνεργους βρίσκουν συχνότερα εργασία από τους άλλους.",
        "Sudionici programa osposobljavanja za nezaposlene češće pronalaze posao nego druge nezaposlene osobe.",
        "Udeleženci programa usposabljanja za brezposelne pogosteje najdejo zaposlitev kot druge osebe.",
        "Bedarbių profesinio mokymo programos dalyviai dažniau randa darbą nei kiti darbo ieškantys asmenys.",
        "Bezdarbnieku apmācību programmas dalībnieki biežāk atrod darbu nekā citi cilvēki tajā pašā gadā.",
        "Töötute koolitusprogrammis osalejad leiavad tööd sagedamini kui teised inimesed samal aastal riigis.",
    ],
)
def test_programmes_are_known_in_all_languages(sentence: str) -> None:
    assert topic_of(" ".join([sentence] * 20)).on is True


@pytest.mark.parametrize(
    "sentence",
    [
        "De rente van de centrale bank verlaagt de inflatie en de groei van bedrijven in het land.",
        "A taxa de juro do banco central reduz a inflação e o investimento das empresas no país.",
        "Centralbankens ränta sänker inflationen och företagens investeringar i landet under året.",
        "A jegybanki kamat csökkenti az inflációt és a vállalatok beruházásait az országban az idén.",
        "Лихвата на централната банка намалява инфлацията и инвестициите на фирмите в страната.",
        "Το επιτόκιο της κεντρικής τράπεζας μειώνει τον πληθωρισμό και τις επενδύσεις στη χώρα.",
        "Keskuspankin korko alentaa inflaatiota ja yritysten investointeja maassa tänä vuonna.",
    ],
)
def test_other_subjects_are_known_in_other_languages(sentence: str) -> None:
    assert topic_of(" ".join([sentence] * 25)).on is False
