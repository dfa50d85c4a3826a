from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from almpo.evidence.answers import Citation, Sentence
from almpo.evidence.findings import Finding, Reading
from almpo.evidence.vocabulary import Unit
from almpo.synthesis.sources import Source
from almpo.synthesis.verify import verify

Gate = Callable[..., tuple[str, ...] | None]
FAST = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def from_quote(quote_citation: Citation, text_source: Source) -> Gate:
    """The problems of a sentence that cites the quote; None if it passes."""

    def gate(text: str, language: str = "en", citation: Citation = quote_citation) -> tuple[str, ...] | None:
        verdict = verify(Sentence(text=text, citations=(citation,)), [text_source], language)
        return None if verdict.sentence else verdict.problems

    return gate


@pytest.fixture
def from_finding(finding_citation: Citation, page: str, finding: Finding) -> Gate:
    def gate(text: str, language: str = "en", unit: Unit | None = finding.unit) -> tuple[str, ...] | None:
        source = Source(page, "en", finding.model_copy(update={"unit": unit}))
        verdict = verify(Sentence(text=text, citations=(finding_citation,)), [source], language)
        return None if verdict.sentence else verdict.problems

    return gate


@pytest.mark.parametrize(
    "text",
    [
        "Employment rose by 2.0 percentage points (SE 0.8) within 12 months.",
        "Die Beschäftigung stieg um 2,0 Prozentpunkte (Standardfehler 0,8) nach zwölf Monaten.",
        "L'emploi a augmenté de 2,0 points de pourcentage, contre 41,3 % dans le groupe témoin.",
        "Zatrudnienie wzrosło o 2,0 punktu procentowego po dwunastu miesiącach.",
        "El empleo subió 2,0 puntos porcentuales frente al 41,3 por ciento.",
        "Employment rose.",
    ],
)
def test_true_paraphrases_pass(from_quote: Gate, text: str) -> None:
    language = next(code for word, code in LANGUAGES.items() if word in text)
    assert from_quote(text, language) is None


LANGUAGES = {"Die B": "de", "L'em": "fr", "Zatr": "pl", "El em": "es", "Employment": "en"}


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Employment rose by 2.1 percentage points.", "en"),
        ("Employment rose by 20 percentage points.", "en"),
        ("Employment rose by 2 percentage points.", "en"),
        ("Employment rose by 2.00 percentage points.", "en"),
        ("Employment changed by -2.0 percentage points.", "en"),
        ("Employment changed by −2.0 percentage points.", "en"),
        ("Employment rose by 2.0 percent.", "en"),
        ("Employment rose by 2.0%.", "en"),
        ("Die Beschäftigung stieg um 2,0 Prozent.", "de"),
        ("L'emploi a augmenté de 2,0 %.", "fr"),
        ("El empleo subió un 2,0 por ciento.", "es"),
        ("L'occupazione è salita del 2,0 per cento.", "it"),
        ("Zatrudnienie wzrosło o 2,0 procent.", "pl"),
        ("The control group had 41.3 percentage points.", "en"),
        ("Employment rose by 0.8 percentage points.", "en"),  # the standard error passed off as the effect
        ("Employment rose by 2.0 percentage points (SE 2.0).", "en"),
        ("Employment rose by 2.0 percentage points after 24 months.", "en"),
        ("Employment rose by 2.0 percentage points after 12 weeks.", "en"),
        ("Employment rose after twenty months.", "en"),
        ("Die Beschäftigung verdoppelte sich nach zwei Jahren.", "de"),
        ("Half of the participants found work.", "en"),  # on the page, but not in what is cited
        ("Earnings fell by 1,250 euros.", "en"),
        ("Employment rose in the A12 group.", "en"),
    ],
)
def test_what_the_quote_does_not_print_is_stopped(from_quote: Gate, text: str, language: str) -> None:
    assert from_quote(text, language)


@pytest.mark.parametrize(
    ("shown", "stands"),
    [
        ("The training voucher raised employment by 2.0 percentage points", True),
        ("pants found this fair", False),
        ("half of the participants found this fair", True),
        ("The training voucher raised employment by 2.0 percent", False),
        ("the effect was 14.6 points", False),
        ("4.6 points", False),
        ("The training voucher lowered employment by 2.0 percentage points", False),
    ],
)
def test_a_quote_stands_on_its_page_or_is_stopped(
    from_quote: Gate, quote_citation: Citation, shown: str, stands: bool
) -> None:
    citation = quote_citation.model_copy(update={"quote": shown})
    assert (from_quote(f"The report says: “{shown}”", citation=citation) is None) is stands


def test_words_in_quotation_marks_are_the_cited_ones(from_quote: Gate) -> None:
    assert from_quote("It says “raised employment by 2.0 percentage points” there.") is None
    assert from_quote("It says “raised wages by 2.0 percentage points” there.")
    assert from_quote("So-called “job readiness” did not matter.") is None


def test_a_page_number_beside_the_quote_is_a_number_too(from_quote: Gate, quote: str) -> None:
    assert from_quote(f"“{' '.join(quote.split())}”") is None
    assert from_quote(f"On page 17: “{' '.join(quote.split())}”")


@pytest.mark.parametrize(
    "text",
    [
        "Voucher: 0.021 (SE 0.008; n = 10,714).",
        "Voucher (Table 3): 0.021.",
        "Gutschein: 0,021 (Standardfehler 0,008).",
    ],
)
def test_a_finding_bears_its_printed_numbers_out(from_finding: Gate, text: str) -> None:
    assert from_finding(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "Voucher: 0.021 percentage points.",  # printed as a share
        "Voucher: 21 percentage points.",
        "Voucher: -0.021.",
        "Voucher: 0.008 (SE 0.021).",
        "Voucher: 0.021 (n = 1,250).",
        "Voucher (Table 4): 0.021.",
        "Voucher: 0.02.",
        "Voucher: 0.021 (p = 0.008).",
    ],
)
def test_and_no_others(from_finding: Gate, text: str) -> None:
    assert from_finding(text)


def test_the_unit_of_a_finding_is_the_one_recorded(from_finding: Gate) -> None:
    assert from_finding("Voucher: 0.021 percentage points.", unit=Unit.PERCENTAGE_POINTS) is None
    assert from_finding("Voucher: 0.021 %.", unit=Unit.PERCENTAGE_POINTS)
    assert from_finding("Voucher: 0.021 percentage points.", unit=None)


def test_a_finding_whose_number_is_not_on_the_page_bears_nothing_out(
    finding: Finding, finding_citation: Citation, page: str
) -> None:
    elsewhere = Source(page.replace("0.021", "0.210"), "en", finding)
    verdict = verify(Sentence(text="Voucher: 0.021.", citations=(finding_citation,)), [elsewhere], "en")
    assert verdict.sentence is None


def test_citations_that_do_not_resolve_stop_a_sentence(
    finding_citation: Citation, quote_citation: Citation, finding_source: Source, text_source: Source
) -> None:
    sentence = Sentence(text="Employment rose.", citations=(finding_citation,))
    assert verify(sentence, [None], "en").sentence is None
    assert verify(sentence, [text_source], "en").sentence is None
    other_page = finding_citation.model_copy(update={"page": 2})
    moved = Sentence(text="Employment rose.", citations=(other_page,))
    assert verify(moved, [finding_source], "en").sentence is None
    bare = quote_citation.model_copy(update={"quote": None})
    assert verify(Sentence(text="It rose.", citations=(bare,)), [text_source], "en").sentence is None


def test_only_fixed_sentences_without_numbers_need_no_citation() -> None:
    fixed = {"The reports say this.", "There are two reports."}
    assert verify(Sentence(text="The reports say this."), [], "en", fixed=fixed).sentence
    assert not verify(Sentence(text="There are two reports."), [], "en", fixed=fixed).sentence
    assert not verify(Sentence(text="Employment rises."), [], "en", fixed=fixed).sentence


def test_every_number_has_its_check(
    finding_citation: Citation,
    quote_citation: Citation,
    finding_source: Source,
    text_source: Source,
    quote: str,
) -> None:
    text = f"Voucher: 0.021 (SE 0.008). “{' '.join(quote.split())}”"
    sentence = Sentence(text=text, citations=(finding_citation, quote_citation))
    verdict = verify(sentence, [finding_source, text_source], "en")
    assert verdict.sentence is not None
    found = {(check.token, check.citation) for check in verdict.sentence.numbers}
    assert found == {("0.021", 0), ("0.008", 0), ("2.0", 1), ("0.8", 1), ("12", 1), ("41.3", 1)}


def test_a_clause_rests_on_one_citation(finding: Finding, finding_citation: Citation, page: str) -> None:
    earnings = finding.model_copy(
        update={
            "id": "e" * 32,
            "column_label": "Earnings",
            "readings": {"estimate": Reading(raw="−1,250"), "se": Reading(raw="(410)")},
        }
    )
    citations = (finding_citation, finding_citation.model_copy(update={"finding_id": earnings.id}))
    sources = [Source(page, "en", finding), Source(page, "en", earnings)]

    def passes(text: str) -> bool:
        return verify(Sentence(text=text, citations=citations), sources, "en").sentence is not None

    assert passes("Voucher – Employment: 0.021 (SE 0.008); Earnings: -1,250 (SE 410).")
    assert not passes("Voucher – Employment: 0.021 (SE 410); Earnings: -1,250 (SE 0.008).")


@FAST
@given(st.data())
def test_no_changed_digit_passes(from_quote: Gate, from_finding: Gate, data: st.DataObject) -> None:
    gate, text = data.draw(
        st.sampled_from(
            [
                (from_quote, "Employment rose by 2.0 percentage points (SE 0.8) from 41.3% after 12 months."),
                (from_finding, "Voucher: 0.021 (SE 0.008; n = 10,714)."),
            ]
        )
    )
    assert gate(text) is None
    at = data.draw(st.sampled_from([i for i, character in enumerate(text) if character.isdigit()]))
    digit = data.draw(st.sampled_from("0123456789"))
    assume(digit != text[at])
    assert gate(text[:at] + digit + text[at + 1 :])


@FAST
@given(
    st.floats(min_value=-1e6, max_value=1e6, allow_nan=False),
    st.integers(0, 4),
    st.sampled_from(["", "+", "-"]),
)
def test_no_invented_number_passes(from_quote: Gate, value: float, places: int, sign: str) -> None:
    token = f"{abs(value):.{places}f}"
    assume((sign.strip("+"), token) not in {("", "2.0"), ("", "41.3"), ("", "12")})
    assert from_quote(f"The effect was {sign}{token}.")


@FAST
@given(
    st.sampled_from(["", " ", "\u202f", "-"]),
    st.sampled_from(
        ["percent", "per cent", "%", "Prozent", "pour cent", "%-", "procent", "days", "euros", "$"]
    ),
)
def test_no_other_unit_passes(from_quote: Gate, space: str, unit: str) -> None:
    assert from_quote(f"It rose by 2.0{space}{unit} overall.")


@FAST
@given(st.text(max_size=30), st.text(max_size=30))
def test_no_text_around_an_invented_number_helps_it(from_quote: Gate, before: str, after: str) -> None:
    assume(not any(character.isdigit() or character in "-.,'’" for character in before + after))
    assert from_quote(f"{before} 73.19 {after}")
