import pytest

from almpo.synthesis.claims import stated_numbers, uncounted_digits


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("by 5.5 pp (s.e.: 1.7 pp)", [("5.5", "percentage_points"), ("1.7", "percentage_points")]),
        ("18 Prozent, also 2,0 Prozentpunkte", [("18", "percent"), ("2,0", "percentage_points")]),
        ("de 2,6 points de pourcentage ou 28 %", [("2,6", "percentage_points"), ("28", "percent")]),
        ("4,6 puntos porcentuales, 18 por ciento", [("4,6", "percentage_points"), ("18", "percent")]),
        ("12,6 punti percentuali, 3 per cento", [("12,6", "percentage_points"), ("3", "percent")]),
        ("o 5 punktów procentowych, 29 procent", [("5", "percentage_points"), ("29", "percent")]),
        ("$851 or -$1,228 or 392 Euro", [("$851", "USD"), ("-$1,228", "USD"), ("392", "EUR")]),
        ("in 12 months; 12 Monaten; 12 miesięcy", [("12", "months")] * 3),
        ("0.021** (n = 10,714)", [("0.021", None), ("10,714", None)]),
        ("5 per cent", [("5", "percent")]),
    ],
)
def test_numbers_are_read_with_their_unit(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert [(number.token, number.unit) for number in stated_numbers(text)] == expected


def test_a_minus_of_any_glyph_is_a_sign_and_a_range_is_not() -> None:
    assert [number.value for number in stated_numbers("−0.5, -0.5, 2012-2015")] == [-0.5, -0.5, 2012, 2015]


def test_number_words_count_in_their_language_only() -> None:
    assert [number.value for number in stated_numbers("seven of twelve", "en")] == [7, 12]
    assert [number.value for number in stated_numbers("die Hälfte in zwölf Monaten", "de")] == [0.5, 12]
    assert [number.value for number in stated_numbers("once they elf", "en")] == []


def test_digits_inside_words_are_not_lost() -> None:
    text = "the NUTS2 region in 2012 and A1"
    assert uncounted_digits(text, stated_numbers(text)) == ["NUTS2", "A1"]
