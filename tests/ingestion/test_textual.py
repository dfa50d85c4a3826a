"""Quotes found again, and what must not be taken for a quote."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from almpo.evidence.documents import Page
from almpo.evidence.vocabulary import PageStatus
from almpo.ingestion.textual import find_quote


def _page(text: str) -> Page:
    return Page(number=1, status=PageStatus.PARSED, text=text)


def _found(text: str, quote: str) -> str | None:
    span = find_quote(_page(text), quote)
    return None if span is None else text[span[0] : span[1]]


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("The effect is −0.12 (SE 0.05).", "effect is -0.12 (SE 0.05)"),
        ("The effect is -0.12.", "effect is −0.12"),
        ("It raised\n\nemployment.", "raised employment"),
        ("a long-term effect", "a longterm effect"),
        ("an official rate", "an oﬃcial rate"),
        ("inter- national", "international"),
        ("international", "inter-\nnational"),
        ("be\u00adkannt", "bekannt"),
        ("they were employed.⁵ The", "they were employed.5 The"),
        ("R² of 0.4", "R2 of 0.4"),
        ("Cre\u0301pon et al.", "Crépon et al."),
        ("between 2010–2012", "between 2010-2012"),
    ],
)
def test_breaks_and_glyphs_do_not_matter(text: str, quote: str) -> None:
    found = _found(text, quote)
    assert found is not None
    assert (
        [c for c in found if c in "0123456789"] == [c for c in quote if c in "0123456789"]
        or "⁵" in text
        or "²" in text
    )


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("an effect of 4.6 points", "an effect of 6.4 points"),
        ("an effect of 14.6 points", "4.6 points"),
        ("an effect of 4.65", "effect of 4.6"),
        ("an effect of −0.12", "0.12"),
        ("an effect of − 0.12", "0.12"),
        ("an effect of 0.12", "-0.12"),
        ("the rate .05", "05"),
        ("rows 3 5", "3 5 7"),
        ("rows 3 5", "35"),
        ("rows 35", "3 5"),
        ("see Table 3. 5 of them", "Table 3.5"),
        ("an effect of 0.05¹", "effect of 0.051"),
        ("it is not significant", "it is significant"),
        ("unemployment fell", "employment fell"),
        ("non-employment fell", "employment fell"),
        ("it did not-withstanding", "it did not"),
        ("higher wages", "Higher wages"),
        ("higher wages", "lower wages"),
        ("some text", ""),
        ("some text", " \n"),
        ("", "text"),
    ],
)
def test_digits_signs_and_words_do(text: str, quote: str) -> None:
    assert _found(text, quote) is None


def test_the_first_whole_place_counts() -> None:
    text = "unemployment and employment"
    assert find_quote(_page(text), "employment") == (17, 27)


token = st.sampled_from(
    [
        "effect",
        "of",
        "0.12",
        "-0.5",
        "(1,024)",
        "4.6",
        "not",
        "inter-\nnational",
        "R²",
        "12",
        "7",
        "–",
        "a.",
        "***",
    ]
)


@given(st.lists(token, min_size=1, max_size=30), st.data())
def test_every_run_of_words_is_found(words: list[str], data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(words) - 1))
    end = data.draw(st.integers(start + 1, len(words)))
    quote = " ".join(words[start:end])
    before = words[start - 1] if start else ""
    found = _found(" ".join(words), quote)
    if before == "–" and quote[0].isdigit():
        return  # the dash may be the sign of the number
    assert found is not None
    assert found.split() == quote.split()


@given(st.lists(token, min_size=1, max_size=20), st.data())
def test_a_changed_digit_is_never_found(words: list[str], data: st.DataObject) -> None:
    text = " ".join(words)
    places = [at for at, char in enumerate(text) if char in "0123456789"]
    if not places:
        return
    at = data.draw(st.sampled_from(places))
    digit = data.draw(st.sampled_from([d for d in "3689" if d != text[at]]))
    assert _found(text, text[:at] + digit + text[at + 1 :]) is None
