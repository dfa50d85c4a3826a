"""Garbled glyphs; what must never change."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from almpo.ingestion.text.repair import LOST, SOFT_HYPHEN, repair, uses_cork

SIGNS = "+-−–±<>=≤≥≠¬~"


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        ("signiﬁcant", "significant"),
        ("eﬀects", "effects"),
        ("oﬃcial", "official"),
        ("Beschäf" + SOFT_HYPHEN + "tigung", "Beschäftigung"),
        ("Cr´epon", "Crépon"),
        ("F¨orderung", "Förderung"),
        ("fran¸cais", "français"),
        ("`a", "à"),
        ("la¨ıcit´e", "laïcité"),
        ("`quoted", "`quoted"),
        ("𝑝<𝟎.𝟎𝟓", "p<0.05"),
        ("R²", "R²"),
        ("10³", "10³"),
        ("½", "½"),
        ("\uf0b30.2", "≥0.2"),
        ("\uf02d0.3", "−0.3"),
        ("\uf0a7", "•"),
    ],
)
def test_glyphs_are_repaired(printed: str, meant: str) -> None:
    assert repair(printed) == meant


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        ("signi\x1ckant", "signifikant"),
        ("Ein\x1duss", "Einfluss"),
        ("E\x1bekt", "Effekt"),
        ("Koe\x1ezient", "Koeffizient"),
        ("\x12Arti\x1ccial\x10", "„Artificial“"),
        ("2019\x152021", "2019–2021"),
        ("groÿ", "groß"),
    ],
)
def test_cork_codes_become_glyphs(printed: str, meant: str) -> None:
    assert repair(printed, cork=True) == meant


def test_cork_is_told_by_ligatures_between_letters() -> None:
    assert uses_cork(["Der", "E\x1bekt"])
    assert not uses_cork(["\x12", "x\x10", "\x0c\x0c"])  # brackets of a formula


def test_a_lost_sign_stays_visible() -> None:
    assert repair("\uffff0.2") == f"{LOST}0.2"
    assert repair("\x010.2") == f"{LOST}0.2"


def test_a_soft_hyphen_at_the_end_is_left_to_the_joining_of_lines() -> None:
    assert repair("Gesell" + SOFT_HYPHEN).endswith(SOFT_HYPHEN)


@given(st.text(st.characters(exclude_categories=["Mn", "Mc", "Me", "Cs", "Co", "Cn"])), st.booleans())
def test_digits_and_signs_never_change(text: str, cork: bool) -> None:
    repaired = repair(text, cork)
    assert _digits(repaired) == _digits(text)
    added = text.translate({0x15: "–"}) if cork else text  # the one sign that Cork hides in a control code
    assert [c for c in repaired if c in SIGNS] == [c for c in map(_wide_to_plain, added) if c in SIGNS]


def _digits(text: str) -> list[int]:
    return [unicodedata.digit(char) for char in text if unicodedata.digit(char, None) is not None]


def _wide_to_plain(char: str) -> str:
    return unicodedata.normalize("NFKC", char) if "<wide>" in unicodedata.decomposition(char) else char
