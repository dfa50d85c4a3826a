"""Which documents a question is about."""

import pytest

from almpo.synthesis.favour import asks_for_effect, is_of_the_field, keeps_its_form
from almpo.synthesis.question import understand


@pytest.mark.parametrize(
    ("question", "effect"),
    [
        ("Do training programmes raise employment?", True),
        ("Wie wirken Sanktionen auf die Abgangsrate?", True),
        ("What does supported work cost per participant?", False),
        ("How many municipalities took part in the job guarantee?", False),
        ("What is the unemployment rate in Austria?", False),
    ],
)
def test_what_asks_for_an_effect_of_a_programme(question: str, effect: bool) -> None:
    assert asks_for_effect(understand(question)) is effect


def test_a_country_alone_is_no_labour_market_policy() -> None:
    assert not is_of_the_field(understand("How hot is it in Spain?", "en"))
    assert is_of_the_field(understand("How many unemployed women are there in Spain?", "en"))


def test_names_change_between_languages_and_abbreviations_do_not() -> None:
    assert keeps_its_form("Marienthal", "en", "en")
    assert not keeps_its_form("Ranskan", "fi", "en")
    assert keeps_its_form("PSID", "pl", "en")
