import pytest

from almpo.evidence.findings import Finding
from almpo.synthesis.meaning import DOWN, NONE, UP, of_finding, of_text


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("Employment rose.", UP),
        ("Die Beschäftigung sank.", DOWN),
        ("L'emploi n'a pas augmenté.", NONE),
        ("El empleo no aumentó.", NONE),
        ("Non ha aumentato l'occupazione.", NONE),
        ("Zatrudnienie nie wzrosło.", NONE),
        ("We find no effect on employment.", NONE),
        ("They work less often.", DOWN),
    ],
)
def test_directions_are_told_in_many_languages(text: str, direction: int) -> None:
    assert of_text(text).directions == {direction}


def test_each_clause_has_its_own_direction() -> None:
    assert of_text("Employment rose for men, but it did not rise for women; wages fell.").directions == {
        UP,
        DOWN,
    }


@pytest.mark.parametrize(
    ("text", "significant"),
    [
        ("The effect is statistically significant.", True),
        ("Der Effekt ist nicht statistisch signifikant.", False),
        ("Ce n'est pas significatif.", False),
        ("Efekt jest nieistotny.", False),
        ("El efecto no es significativo.", False),
    ],
)
def test_significance_and_its_denial(text: str, significant: bool) -> None:
    assert of_text(text).significant == {significant}


def test_a_finding_has_the_direction_of_its_sign_and_the_test_of_its_precision(finding: Finding) -> None:
    assert of_finding(finding).directions == {UP}
    assert of_finding(finding).significant == {True}
    weak = finding.model_copy(update={"estimate": -0.002, "stars": ""})
    assert of_finding(weak).directions == {DOWN, NONE}
    assert of_finding(weak).significant == {False}


def test_without_a_test_nothing_is_significant(finding: Finding) -> None:
    bare = finding.model_copy(update={"se": None, "p": None, "stars": ""})
    assert of_finding(bare).significant == frozenset()
