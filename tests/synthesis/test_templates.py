import string

import pytest

from almpo.synthesis.claims import stated_numbers
from almpo.synthesis.roles import role_at
from almpo.synthesis.templates import languages, templates

ALL = sorted(languages())
FORMATTER = string.Formatter()


def fields(template: str) -> set[str]:
    return {name for _, name, _, _ in FORMATTER.parse(template) if name}


@pytest.mark.parametrize("language", ALL)
def test_every_language_says_all_that_english_says(language: str) -> None:
    here, english = templates(language), templates("en")
    for part, other in zip(here[1:], english[1:], strict=True):
        assert {key: fields(text) for key, text in part.items()} == {
            key: fields(text) for key, text in other.items()
        }


@pytest.mark.parametrize("language", ALL)
def test_fixed_sentences_state_no_number(language: str) -> None:
    for text in templates(language).fixed.values():
        assert not stated_numbers(text, language)
        assert not any(character.isdigit() for character in text)


@pytest.mark.parametrize("language", ALL)
@pytest.mark.parametrize(
    ("detail", "role"), [("se", "se"), ("t", "t"), ("p", "p"), ("n", "n"), ("control_mean", "control_mean")]
)
def test_the_gate_knows_the_role_that_a_detail_names(language: str, detail: str, role: str) -> None:
    text = templates(language).detail[detail].format(value="7.3")
    number = next(one for one in stated_numbers(text) if one.token == "7.3")
    assert role_at(text, number) == role


@pytest.mark.parametrize("language", ALL)
def test_the_gate_knows_the_units(language: str) -> None:
    for unit, word in templates(language).unit.items():
        number = stated_numbers(f"7.3 {word}", language)[0]
        assert number.unit == unit


def test_other_languages_are_answered_in_english() -> None:
    assert templates("xx").language == "en"
