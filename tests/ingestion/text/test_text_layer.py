"""Which text layers can be used."""

from collections.abc import Callable

import pytest

from almpo.ingestion.layout import PageLayout
from almpo.ingestion.text.text_layer import text_layer_fault

MakeLayout = Callable[..., PageLayout]
SENTENCES = {
    "en": "The programme raised the employment rate by four percentage points after twelve months",
    "de": "Das Programm erhöhte die Beschäftigungsquote nach zwölf Monaten um vier Prozentpunkte",
    "pl": "Program zwiększył stopę zatrudnienia o cztery punkty procentowe po dwunastu miesiącach szkolenia",
    "el": "Το πρόγραμμα αύξησε το ποσοστό απασχόλησης κατά τέσσερις μονάδες μετά από δώδεκα μήνες κατάρτισης",
    "bg": "Програмата повиши равнището на заетост с четири процентни пункта след дванадесет месеца обучение",
}


# Fonts without a map to characters often give codes that are 29 too low: "The" reads "7KH".
SHIFTED = [
    SENTENCES["en"],
    "Participants were drawn at random from all registered unemployed persons living within the region",
    "Standard errors are clustered by municipality; estimates control for age, gender, schooling, past wages",
    "Effects fade out during later years because many others also found regular jobs without any support",
]


@pytest.mark.parametrize("sentence", SENTENCES.values(), ids=SENTENCES.keys())
def test_prose_of_any_language_is_usable(layout: MakeLayout, sentence: str) -> None:
    assert text_layer_fault(layout([sentence] * 10)) is None


def test_a_table_of_numbers_is_usable(layout: MakeLayout) -> None:
    assert text_layer_fault(layout(["0.123 (0.045) 1,024", "NSW PSID CPS"] * 20)) is None


def test_cork_ligatures_are_no_unknown_characters(layout: MakeLayout) -> None:
    assert text_layer_fault(layout(["E\x1bekte der \x1cnanziellen \x12F\x11rderung"] * 3)) is None


@pytest.mark.parametrize(
    ("texts", "fault"),
    [
        ([], "no text layer"),
        (["\ue001\ue002\ue003 \ue004\ue005 a"], "unknown"),
        (["(cid:12)(cid:44)(cid:7) (cid:9)"], "unknown"),
        (
            [sentence.translate({code: code - 29 for code in range(48, 127)}) for sentence in SHIFTED],
            "scrambled",
        ),
    ],
)
def test_what_cannot_be_used(layout: MakeLayout, texts: list[str], fault: str) -> None:
    found = text_layer_fault(layout(texts))
    assert found is not None
    assert fault in found
