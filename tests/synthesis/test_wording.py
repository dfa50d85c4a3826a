import pytest

from almpo.evidence.vocabulary import Design
from almpo.synthesis.templates import languages, templates
from almpo.synthesis.wording import country_names, design_name

UNION = "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK"


def test_countries_are_called_as_the_language_has_them() -> None:
    assert country_names("AT", "de") == ["Österreich"]
    assert country_names("AT, SE", "pl") == ["Austria", "Szwecja"]
    assert country_names(None, "en") == []
    assert country_names("QQ", "en") == []


@pytest.mark.parametrize("language", sorted(languages()))
def test_every_country_of_the_union_has_a_name(language: str) -> None:
    assert (
        len(
            country_names(
                "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK", language
            )
        )
        == 27
    )


def test_designs_go_by_the_names_of_the_literature() -> None:
    say = templates("de")
    assert design_name(Design.RCT, say) == "randomisiertes Experiment"
    assert design_name(Design.DID, say) == "DiD"
    assert design_name(Design.TIMING_OF_EVENTS, say) == "timing of events"
