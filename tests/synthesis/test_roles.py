"""The roles of numbers in prose."""

import pytest

from almpo.synthesis.claims import stated_numbers
from almpo.synthesis.roles import change_at, counts_people, role_at


@pytest.mark.parametrize(
    ("text", "language", "roles"),
    [
        ("by 4.2 points (SE 1.3, n = 620)", "en", [None, "se", "n"]),
        ("avec une erreur type de 0,013", "fr", ["se"]),
        ("(95% CI 6.1 to 12.5)", "en", ["coverage", "ci", "ci"]),
        ("(IC à 95 % : -35 à -11)", "fr", ["coverage", "ci", "ci"]),
        ("Konfidenzintervall von 0,026 bis 0,108", "de", ["ci", "ci"]),
        ("significant at the 10 percent level (p = 0.08)", "en", ["level", "p"]),
        ("significativo all'1 per cento", "it", ["level"]),
        ("in the control group it was 10.0 percent", "en", ["control_mean"]),
    ],
)
def test_words_around_a_number_give_its_role(text: str, language: str, roles: list[str | None]) -> None:
    assert [role_at(text, number) for number in stated_numbers(text, language)] == roles


def test_to_a_level_is_not_by_an_amount() -> None:
    text = "rose by 8.5 points to 49.5 percent"
    assert [change_at(text, number) for number in stated_numbers(text, "en")] == ["by", "to"]


def test_those_whom_a_number_counts_follow_it() -> None:
    text = "among 739 refugees over 12 months"
    assert [counts_people(text, number) for number in stated_numbers(text, "en")] == [True, False]
