import pytest
from hypothesis import given
from hypothesis import strategies as st

from almpo.synthesis.concepts import by_group, concepts, fold


@pytest.mark.parametrize(
    "text",
    [
        "the effect of training on the employment of women",
        "die Wirkung der Weiterbildung auf die Beschäftigung von Frauen",
        "l'effet de la formation sur l'emploi des femmes",
        "el efecto de la formación en el empleo de las mujeres",
        "l'effetto della formazione sull'occupazione delle donne",
        "wpływ szkoleń na zatrudnienie kobiet",
    ],
)
def test_the_same_question_names_the_same_concepts_in_every_language(text: str) -> None:
    assert concepts(text) >= {"programme:training", "outcome:employment", "target:women", "result:effect"}


@pytest.mark.parametrize(
    ("text", "country"),
    [("in Swedish towns", "SE"), ("w Szwecji", "SE"), ("österreichische Betriebe", "AT"), ("au Pérou", "PE")],
)
def test_countries_are_known_by_their_people_too(text: str, country: str) -> None:
    assert by_group(concepts(text))["country"] == {country}


def test_german_compounds_are_looked_into() -> None:
    assert "target:long_term_unemployed" in concepts("für Langzeitarbeitslose")
    assert "programme:voucher" in concepts("mit dem Bildungsgutschein")


def test_a_longer_expression_takes_its_words() -> None:
    assert "outcome:employment" not in concepts("les demandeurs d'emploi")
    assert "outcome:employment" in concepts("l'emploi des demandeurs d'emploi")
    assert "outcome:employment" not in concepts("la garantie d'emploi")


def test_whole_words_only_where_the_list_says_so() -> None:
    assert "target:men" in concepts("for men.")
    assert "target:men" not in concepts("mention of measurement")


@given(st.text(max_size=60))
def test_any_text_can_be_read(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert all(":" in code for code in concepts(text))
