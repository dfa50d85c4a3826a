"""An answer within what the asker set, and an honest word where that leaves nothing."""

from collections.abc import Callable

import pytest

from almpo.evidence.scope import Scope
from almpo.evidence.store import Store
from almpo.evidence.store.findings import FindingFilter
from almpo.evidence.vocabulary import FindingStatus, TargetGroup
from almpo.synthesis.ask import Answerer
from almpo.synthesis.labels import conditions, label
from almpo.synthesis.scopes import is_beside, make_scope
from almpo.synthesis.templates import languages
from almpo.synthesis.where import QueryError

QUESTION = "What is the effect of training vouchers on employment?"
Make = Callable[..., Answerer]


@pytest.fixture
def coded(store: Store) -> Store:
    """The one finding of the corpus, coded and validated."""
    with store.begin() as unit:
        (one,) = unit.findings.filter(FindingFilter())
        known = {"country": "IE", "target_groups": (TargetGroup.WOMEN,), "status": FindingStatus.VALIDATED}
        unit.findings.replace(one.document_id, [one.model_copy(update=known)])
    return store


def cited(answer: object) -> set[str]:
    return {c.document for s in answer.sentences for c in s.citations}  # type: ignore[attr-defined]


def test_all_evidence_meets_what_is_set(coded: Store, make_answerer: Make) -> None:
    answer = make_answerer().ask(QUESTION, scope=Scope(country="IE", status="validated"))
    assert cited(answer) == {"vouchers.pdf"}
    assert answer.scope.country == ("IE",)
    assert answer.notes[0].startswith(
        "Only evidence that meets these conditions was used: Country: Ireland; Status"
    )


def test_sentences_on_other_groups_are_left_out(coded: Store, make_answerer: Make) -> None:
    answer = make_answerer().ask(QUESTION, scope=Scope(target="women"))
    assert not answer.abstained
    assert not any("For men" in sentence.text for sentence in answer.sentences)


def test_an_abstention_names_the_condition_that_is_to_blame(coded: Store, make_answerer: Make) -> None:
    answer = make_answerer().ask(QUESTION, scope=Scope(country="IE", design_at_least=5))
    assert answer.abstained
    assert answer.reason is not None
    assert "Country: Ireland; Strength of design (Maryland): 5 (RCT)" in answer.reason
    assert "Without “Strength of design (Maryland): 5 (RCT)”: reports: 1." in answer.reason
    assert answer.nearest


def test_it_is_told_in_the_language_of_the_answer(coded: Store, make_answerer: Make) -> None:
    answer = make_answerer().ask(QUESTION, "de", scope=Scope(country="PL"))
    assert "Land: Polen" in (answer.reason or "")
    assert "Ohne diese Bedingungen gibt es Belege." in (answer.reason or "")


def test_conditions_are_not_blamed_for_what_is_nowhere(coded: Store, make_answerer: Make) -> None:
    answer = make_answerer().ask("How hot is the sun?", scope=Scope(country="IE"))
    assert answer.abstained
    assert "conditions" not in (answer.reason or "")


@pytest.mark.parametrize(
    ("said", "beside"),
    [
        ({"target:men"}, True),
        ({"target:men", "target:women"}, False),
        ({"outcome:wage"}, False),
        (set(), False),
    ],
)
def test_what_is_beside_the_point(said: set[str], beside: bool) -> None:
    assert is_beside(Scope(target="women"), said) is beside


def test_all_languages_have_names_for_codes_and_conditions() -> None:
    scope = Scope(
        **{
            "programme": "2",
            "outcome": "employment",
            "target": "youth",
            "country": "AT",
            "horizon": "medium",
        },
        **{"region": "AT12", "design_at_least": 4, "since": 2010, "until": 2020},
        **{"language_of_documents": "de", "status": "validated"},
    )
    english = conditions(scope, "en")
    for language in languages() - {"en"}:
        told = conditions(scope, language)
        assert told.keys() == english.keys() == scope.conditions.keys()
        assert told["target"] != english["target"]
        for programme in "124567M":
            assert label("programme", programme, language)
    assert label("country", "AT", "fi") == "Itävalta"
    assert label("programme", "voucher", "en") is None


def test_typed_conditions_are_errors_in_words() -> None:
    assert make_scope({"country": [], "since": None}) == Scope()
    with pytest.raises(QueryError, match="programme: 'x' is not one of: services"):
        make_scope({"programme": ["x"]})
