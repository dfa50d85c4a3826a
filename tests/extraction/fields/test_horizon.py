"""Horizons in the words of many languages, by definition of the outcome, and from dates."""

import pytest
from finding_tables import ON_TOPIC, make_context, read_table
from hypothesis import given
from hypothesis import strategies as st

from almpo.evidence.vocabulary import HorizonAnchor, OutcomeGroup
from almpo.extraction.fields.dates import dates_in, programme_start
from almpo.extraction.fields.horizon import usual_anchor, usual_horizons
from almpo.extraction.fields.spans import BARE, DATED, months_of
from almpo.extraction.folding import fold

SE = "Standard errors in parentheses."


def horizon(caption: str, head: str = "Employed", about: str = ON_TOPIC):
    found = read_table(f"| {head}\nTreated | 0.10\n | (0.05)", caption=caption, note=SE, about=about)[0]
    return found.horizon_months, found.horizon_anchor


@pytest.mark.parametrize(
    ("caption", "months", "anchor"),
    [
        ("Effet de la formation sur le taux d'emploi à 12 mois", 12, None),
        ("Effet sur l'emploi 18 mois après l'entrée en formation", 18, HorizonAnchor.PROGRAMME_START),
        ("Effet sur l'emploi deux ans après la fin du contrat", 24, HorizonAnchor.PROGRAMME_END),
        ("ATT nach 24 Monaten", 24, None),
        ("Beschäftigungseffekt drei Jahre nach Maßnahmebeginn", 36, HorizonAnchor.PROGRAMME_START),
        ("Beschäftigung sechs Monate nach Ende der Förderung", 6, HorizonAnchor.PROGRAMME_END),
        ("Efecto sobre el empleo a los 6 meses del sorteo", 6, HorizonAnchor.ASSIGNMENT),
        ("Efecto sobre el empleo un año después de la inscripción", 12, HorizonAnchor.UNEMPLOYMENT_START),
        ("Effetto sull'occupazione a 24 mesi dall'avvio", 24, HorizonAnchor.PROGRAMME_START),
        ("Effetto sull'occupazione dopo un anno", 12, None),
        (
            "Wpływ na zatrudnienie po 12 miesiącach od rozpoczęcia szkolenia",
            12,
            HorizonAnchor.PROGRAMME_START,
        ),
        ("Wpływ na zatrudnienie dwa lata po złożeniu wniosku", 24, HorizonAnchor.ASSIGNMENT),
        ("Effect op werk na 18 maanden", 18, None),
        ("Efeito no emprego 12 meses depois do início do curso", 12, HorizonAnchor.PROGRAMME_START),
        ("Effekt på sysselsättning efter 24 månader", 24, None),
        ("Effect on employment eight quarters after random assignment", 24, HorizonAnchor.ASSIGNMENT),
        ("Effect on employment within two years of the reform", 24, HorizonAnchor.REFORM),
    ],
)
def test_horizons_of_captions(caption, months, anchor):
    found = horizon(caption)
    assert found[0] == months
    assert anchor is None or found[1] is anchor


@pytest.mark.parametrize(
    "caption",
    [
        "Effects on employment, aged 25 years or older",
        "Effects on employment, bandwidth of 6 months",
        "Effects on employment, unemployed for 12 months of unemployment before",
        "Effects on employment",
    ],
)
def test_spans_that_are_no_horizon(caption):
    assert horizon(caption) == (None, None)


def test_the_outcome_s_definition_gives_the_horizon():
    about = f"{ON_TOPIC} Our main outcome is employment in the 31 months after programme start. " * 2
    assert horizon("Group effects", "(1)", about) == (31, HorizonAnchor.PROGRAMME_START)
    assert set(usual_horizons(make_context(about))) == {OutcomeGroup.EMPLOYMENT}


def test_months_from_the_start_of_the_programme_to_the_survey():
    about = (
        f"{ON_TOPIC} The programme was launched in October 2020. We conducted surveys in February 2021 and in "
        "March 2022; outcomes of the second survey were measured in March 2022."
    )
    assert horizon("Effects on employment, 2022", about=about) == (17, HorizonAnchor.PROGRAMME_START)
    assert horizon("Effects on employment in February 2021", about=about)[0] == 4
    assert horizon("Effects on employment", about=about) == (None, None)


@pytest.mark.parametrize(
    "text",
    [
        "Das Programm begann im März 2019.",
        "Le dispositif a été lancé en mars 2019.",
        "Program ruszył w marzec 2019.",
    ],
)
def test_when_a_programme_began(text):
    found = programme_start(make_context(text))
    assert found is not None
    assert found.value == 12 * 2019 + 2


def test_the_usual_anchor_is_what_the_text_counts_from():
    text = "Employment rose 6 months after random assignment and fell 12 months after the lottery."
    found = usual_anchor(make_context(text))
    assert found is not None
    assert found.value is HorizonAnchor.ASSIGNMENT


@given(st.text(max_size=80))
def test_any_text_gives_plausible_months(text):
    folded = fold(text)
    found = [months_of(match) for pattern in (*BARE, *DATED) for match in pattern.finditer(folded)]
    assert all(months is None or 0 < months <= 240 for months in found)
    assert all(12 * 1900 <= date.month < 12 * 2100 for date in dates_in(folded))


@pytest.mark.parametrize(
    ("rows", "caption", "anchor"),
    [
        ("| 6 | 24\nMänner | -8,4 | 5,1\n | (0,6) | (0,8)", "Effekte nach Monaten seit Maßnahmebeginn", 1),
        ("Meses tras el inicio | Empleo\n6 | -6,1\n | (1,2)\n24 | 0,4\n | (1,7)", "Impacto del programa", 1),
        ("Month | Employed\n6 | 0.12\n | (0.05)\n24 | 0.14\n | (0.05)", "Effects on employment", 0),
    ],
)
def test_bare_numbers_are_months_if_their_head_or_caption_says_so(rows: str, caption: str, anchor: int):
    found = read_table(rows, caption=caption, note=SE)
    assert [finding.horizon_months for finding in found] == [6, 24]
    if anchor:
        assert {finding.horizon_anchor for finding in found} == {HorizonAnchor.PROGRAMME_START}


def test_numbers_in_heads_are_no_months_where_nothing_says_so():
    found = read_table("| 6 | 24\nTreated | 0.10 | 0.12\n | (0.05) | (0.05)", caption="Effects", note=SE)
    assert {finding.horizon_months for finding in found} == {None}


def test_the_length_of_a_contract_is_no_horizon():
    assert horizon("Effets de l'accompagnement", head="Emploi durable (CDI ou CDD > 6 mois)")[0] is None


@pytest.mark.parametrize(
    ("caption", "months"),
    [
        ("Effet sur l'emploi dix-huit mois après le tirage au sort", 18),
        ("Employment 180 days after the end of the programme", 6),
        ("Efecto sobre el empleo a los 12 meses de finalizado el programa", 12),
        ("Effekt vierundzwanzig Monate nach Beginn", 24),
    ],
)
def test_spans_in_words_and_days(caption: str, months: float) -> None:
    assert horizon(caption)[0] == months


def test_sentences_name_tables_in_lower_case_or_inflected() -> None:
    about = f"{ON_TOPIC} W tabeli 1 pokazano zatrudnienie po 9 miesiącach od rozpoczęcia szkolenia."
    rows = "| Efekt\nTreated | 0.10\n | (0.05)"
    (found,) = read_table(rows, caption="Efekty", label="Tabela 1", note=SE, about=about)
    assert found.horizon_months == 9


def test_rows_for_durations_of_unemployment_are_no_horizons() -> None:
    rows = "| Effect\nLess than 6 months | 0.10\n | (0.05)\nMore than 12 months | 0.20\n | (0.05)"
    assert {f.horizon_months for f in read_table(rows, note=SE)} == {None}
