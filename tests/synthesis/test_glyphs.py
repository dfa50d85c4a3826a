"""Characters that show something else than they are."""

import pytest

from almpo.synthesis.glyphs import disguised


@pytest.mark.parametrize(
    "text",
    [
        "by \u202e6.4\u202c points",  # read from right to left: 4.6
        "de\u200bcreased by 4.6 points",
        "by 4\u0336.6 points",  # struck through
        "by 1\u041e points of th\u0435 rate",  # Cyrillic letters
    ],
)
def test_disguises_are_named(text: str) -> None:
    assert disguised(text)


@pytest.mark.parametrize(
    "text",
    [
        "Prozent\u00adpunkte",
        "Η κατάρτιση αύξησε την απασχόληση",
        "Обучението увеличи заетостта",
        "Beschäftigung: −4,6",
    ],
)
def test_plain_prose_is_left_alone(text: str) -> None:
    assert disguised(text) == []
