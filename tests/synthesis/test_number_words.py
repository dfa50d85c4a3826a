"""Numbers in words of the languages of the EU."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from almpo.synthesis.number_words import minus_before, number_words


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("one thousand seven hundred and ninety-four", "en", 1794),
        ("six and a half", "en", 6.5),
        ("fünfundzwanzig", "de", 25),
        ("zweitausendeinhundertneunzehn", "de", 2119),
        ("sechseinhalb", "de", 6.5),
        ("fünf Komma zwei", "de", 5.2),
        ("jeder dritte", "de", 3),
        ("quatre-vingt-dix-sept", "fr", 97),
        ("quarante et un virgule trente-cinq", "fr", 41.35),
        ("mil doscientos cincuenta", "es", 1250),
        ("ottantacinque", "it", 85),
        ("otto virgola zero cinque", "it", 8.05),
        ("sześć i pół", "pl", 6.5),
        ("vierenveertig", "nl", 44),
        ("noventa e três", "pt", 93),
        ("femtiotvå", "sv", 52),
        ("femoghalvtreds", "da", 55),
        ("štyridsaťosem", "sk", 48),
        ("petindvajset", "sl", 25),
        ("trideset i šest", "hr", 36),
        ("двадесет и три", "bg", 23),
        ("είκοσι πέντε", "el", 25),
        ("kuusikymmentäkolme", "fi", 63),
        ("yksitoista", "fi", 11),
        ("kakskümmend kolm", "et", 23),
        ("ötvenhat", "hu", 56),
        ("douăzeci și unu", "ro", 21),
        ("divdesmit pieci", "lv", 25),
        ("penkiolika", "lt", 15),
    ],
)
def test_a_number_in_words_is_read_whole(text: str, language: str, value: float) -> None:
    (found,) = number_words(f"abc {text} xyz", language)
    assert found.value == pytest.approx(value)
    assert (found.start, found.end) == (4, 4 + len(text))


def test_numbers_beside_each_other_stay_apart() -> None:
    assert [found.value for found in number_words("between five and ten points, two or three", "en")] == [
        5,
        10,
        2,
        3,
    ]


def test_words_that_only_begin_like_numbers_are_none() -> None:
    assert number_words("Someone often weighted the tension of a sixth sense", "en") == ()


def test_a_bare_one_is_told_apart() -> None:
    assert [found.alone for found in number_words("one point and twenty-one points", "en")] == [True, False]


def test_a_minus_in_words_is_found() -> None:
    assert minus_before("by minus five", 9, "en") == 3
    assert minus_before("by about five", 9, "en") is None


@given(st.text(max_size=60), st.sampled_from(["en", "de", "fr", "fi", "hu", None]))
def test_any_text_can_be_read(text: str, language: str | None) -> None:
    found = number_words(text, language)
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
