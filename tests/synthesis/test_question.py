import pytest

from almpo.synthesis.question import Kind, understand


@pytest.mark.parametrize(
    ("text", "language", "kind"),
    [
        ("By how much did the training voucher raise employment?", "en", Kind.AMOUNT),
        ("Wie stark erhöht die Jobgarantie die Beschäftigung?", "de", Kind.AMOUNT),
        ("De combien le revenu mensuel a-t-il augmenté ?", "fr", Kind.AMOUNT),
        ("¿Cuánto aumentó el bono de formación el empleo?", "es", Kind.AMOUNT),
        ("Quanto è aumentata l'occupazione dei giovani?", "it", Kind.AMOUNT),
        ("O ile szybciej bezrobotni znajdują pracę?", "pl", Kind.AMOUNT),
        ("How many participants found a regular job?", "en", Kind.COUNT),
        ("Which programmes work best for young people?", "en", Kind.WHICH),
        ("Lohnt sich ein Lohnkostenzuschuss?", "de", Kind.COST),
        ("Does training help the long-term unemployed?", "en", Kind.WHETHER),
        ("Hoe groot is het effect van scholing op werk?", "nl", Kind.AMOUNT),
    ],
)
def test_language_and_kind(text: str, language: str, kind: Kind) -> None:
    question = understand(text)
    assert (question.language, question.kind) == (language, kind)


def test_a_given_language_is_kept() -> None:
    assert understand("NSW?", "it").language == "it"


def test_names_are_abbreviations_and_capitalised_words_that_are_no_concepts() -> None:
    assert understand("Did the NSW-CPS sample in Brighton help Swedish women?").names == (
        "NSW",
        "CPS",
        "Brighton",
    )
    assert understand("Wie wirkt das AMS-Programm auf Frauen und Männer?", "de").names == ("AMS",)


def test_years_are_kept_as_written() -> None:
    assert understand("Are effects of 2015 still there in 2022?").years == ("2015", "2022")


@pytest.mark.parametrize("text", ["", "?", "   ", "12345", "🙂"])
def test_odd_questions_are_read_too(text: str) -> None:
    assert understand(text).language
