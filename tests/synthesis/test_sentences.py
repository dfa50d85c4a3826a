import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from almpo.synthesis.sentences import split_sentences


def texts(text: str, language: str) -> list[str]:
    return [text[start:end] for start, end in split_sentences(text, language)]


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        (
            "en",
            [
                "The effect is 2.0 percentage points (s.e. 0.8; see Table 3, p. 18).",
                "In Fig. 2 we see e.g. a rise.",
                "Smith et al. (2019) find 0.05.",
                "See Vol. 3 of J. Econ. for more.",
            ],
        ),
        (
            "de",
            [
                "Der Effekt beträgt z. B. 2,0 Prozentpunkte (vgl. Tab. 3, S. 18).",
                "Am 1. Januar 2020 begann die Maßnahme.",
                "Rd. 5 Mio. Euro wurden ausgegeben.",
            ],
        ),
        (
            "fr",
            [
                "L'effet est de 2,0 points (cf. p. 18).",
                "M. Dupont approuve.",
                "Env. 3 000 euros sont versés.",
            ],
        ),
        (
            "es",
            ["El efecto es de 2,0 p. p. (véase la pág. 18).", "EE. UU. fue el caso.", "El Sr. García dice."],
        ),
        ("it", ["L'effetto è di 2,0 punti (cfr. pag. 18).", "Il dott. Rossi concorda."]),
        (
            "pl",
            [
                "Efekt wynosi ok. 2,0 pkt. proc. (zob. tab. 3, s. 18).",
                "W 2020 r. program ruszył.",
                "Wydano 5 mln zł.",
            ],
        ),
    ],
)
def test_abbreviations_and_decimals_end_no_sentence(language: str, sentences: list[str]) -> None:
    assert texts(" ".join(sentences), language) == sentences


def test_a_number_ends_a_sentence_where_ordinals_have_no_stop() -> None:
    assert texts("It fell by 12. Later it rose.", "en") == ["It fell by 12.", "Later it rose."]


def test_a_blank_line_ends_a_heading() -> None:
    assert texts("5 Results\n\nThe effect\nis small.", "en") == ["5 Results", "The effect\nis small."]


@given(st.text(alphabet="ab .\n!?1,AÉ(", max_size=80), st.sampled_from(["en", "de", "pl", "und"]))
def test_spans_are_ordered_apart_and_lose_no_text(text: str, language: str) -> None:
    spans = split_sentences(text, language)
    assert all(start < end for start, end in spans)
    assert all(left.end <= right.start for left, right in itertools.pairwise(spans))
    assert "".join("".join(text[start:end].split()) for start, end in spans) == "".join(text.split())
