"""Stems, the dictionary, and terms as sparse vectors."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from almpo.evidence.vocabulary import OutcomeGroup, ProgrammeType, TargetGroup
from almpo.retrieval.lexical import document_terms, function_words, query_concepts, query_words
from almpo.retrieval.stems import STEM, stems, words
from almpo.retrieval.terms import concepts, dictionary_languages, find_concepts

CODES = {
    "programme": {code.value for code in ProgrammeType},
    "target": {code.value for code in TargetGroup},
    "outcome": {code.value for code in OutcomeGroup},
}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Löhne, Löhnen!", ["lohne", "lohnen"]),
        ("Łódź straße", ["lodz", "strass"]),
        ("Employment programmes employed", ["employ", "progra", "employ"]),
        ("ανεργίας", ["ανεργι"]),
        ("wages aidés jobs gas class", ["wage", "aide", "job", "gas", "class"]),
        ("N=2004, p<0.05", ["n", "2004", "p", "0", "05"]),
        ("", []),
    ],
)
def test_stems(text: str, expected: list[str]) -> None:
    assert stems(text) == expected


@given(st.text())
def test_stems_are_short_and_stay_what_they_are(text: str) -> None:
    found = stems(text)
    assert all(0 < len(stem) <= STEM for stem in found)
    assert stems(" ".join(found)) == found


def test_the_dictionary_covers_every_concept_in_every_language() -> None:
    assert len(dictionary_languages()) == 24
    for concept in concepts().values():
        assert set(concept.terms) == dictionary_languages(), concept.id
        assert concept.code in CODES[concept.kind], concept.id


def test_every_term_names_its_concept() -> None:
    for concept in concepts().values():
        for language, terms in concept.terms.items():
            for term in terms:
                assert concept.id in find_concepts(stems(term), {language}), (language, term)


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Wage subsidies for young people", "en", {"wage_subsidy", "youth"}),
        ("Lohnkostenzuschüsse für Langzeitarbeitslose", "de", {"wage_subsidy", "long_term_unemployed"}),
        ("szkolenia zawodowe kobiet", "pl", {"training", "women"}),
        ("Les contrats aidés et le taux d'emploi", "fr", {"wage_subsidy", "employment"}),
        ("monetary policy and inflation", "en", set()),
        ("Frauen", "en", set()),
    ],
)
def test_concepts_are_found_in_inflected_text(text: str, language: str, expected: set[str]) -> None:
    assert find_concepts(stems(text), {language}) == expected


def test_without_a_known_language_all_are_tried() -> None:
    assert "women" in find_concepts(stems("Frauen"), set())
    assert "women" in find_concepts(stems("Frauen"), {"xx"})


def test_a_word_that_is_repeated_counts_more_but_not_in_proportion() -> None:
    once, often = document_terms("subsidy and wage", "en"), document_terms("subsidy " * 9 + "wage", "en")
    (word,) = query_words("subsidy").indices
    weight = [terms.values[terms.indices.index(word)] for terms in (once, often)]
    assert weight[0] < weight[1] < 3 * weight[0]


def test_a_word_of_a_long_text_counts_less() -> None:
    short, long = document_terms("subsidy " + "x " * 20, "en"), document_terms("subsidy " + "x " * 400, "en")
    (word,) = query_words("subsidy").indices
    assert short.values[short.indices.index(word)] > 1.5 * long.values[long.indices.index(word)]


def test_concepts_meet_across_languages_and_words_do_not() -> None:
    text = document_terms("Lohnkostenzuschuss für Frauen", "de")
    assert set(query_concepts("wage subsidies for women", {"en"}).indices) <= set(text.indices)
    assert not set(query_words("wage subsidies for women").indices) & set(text.indices)
    assert query_concepts("wage subsidies", {"en"}) == query_concepts("subventions salariales", {"fr"})


@pytest.mark.parametrize(
    ("question", "language", "telling"),
    [
        ("How much do the earnings of women rise?", "en", "earnings women rise"),
        ("Um wie viel steigen die Löhne von jungen Menschen?", "de", "steigen Löhne jungen Menschen"),
        ("De combien les salaires augmentent-ils ?", "fr", "salaires augmentent"),
        ("Czy szkolenia pomagają bezrobotnym?", "pl", "szkolenia pomagają bezrobotnym"),
    ],
)
def test_words_without_a_topic_are_not_looked_for(question: str, language: str, telling: str) -> None:
    assert query_words(question, {language}) == query_words(telling)


def test_a_query_of_such_words_only_keeps_them() -> None:
    assert query_words("Who is it for?", {"en"}) == query_words("Who is it for?") != query_words("")


def test_a_word_is_left_out_only_in_the_languages_of_the_query() -> None:
    assert query_words("die Wirkung", {"de"}) == query_words("Wirkung")
    assert len(query_words("firms that die", {"en"}).indices) == 2


def test_every_language_of_the_dictionary_has_function_words() -> None:
    assert all(len(function_words(language)) > 40 for language in dictionary_languages())
    assert function_words("xx") == frozenset()


def test_no_term_of_the_dictionary_is_a_function_word() -> None:
    for concept in concepts().values():
        for language, terms in concept.terms.items():
            for term in terms:
                assert not set(words(term)) <= function_words(language), (concept.id, language, term)
