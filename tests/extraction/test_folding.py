"""Folding keeps offsets, so that a match is a span of the printed text."""

from hypothesis import given
from hypothesis import strategies as st

from almpo.extraction.folding import fold, words


@given(st.text(max_size=60))
def test_length_is_kept(text):
    assert len(fold(text)) == len(text)


def test_case_accents_and_dashes_go():
    assert fold("Błąd—Öl ÉCART‑type ß") == "blad-ol ecart-type s"


def test_whole_words_only():
    pattern = words(
        r"""
        # a comment
        wage|lohn\w*
        """
    )
    assert pattern.search(fold("log WAGE"))
    assert pattern.search(fold("Löhne sinken".replace("ö", "o")))
    assert not pattern.search(fold("sewage"))
