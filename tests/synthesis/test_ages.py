"""Age groups by their limits, in several languages."""

import pytest

from almpo.synthesis.ages import ages


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("job finding among people under 25", "youth"),
        ("les jeunes de moins de 26 ans", "youth"),
        ("werklozen onder de 27 jaar", "youth"),
        ("osoby do 30 roku życia", "youth"),
        ("Arbeitslose ab 50 Jahren", "older"),
        ("parados mayores de 45 años", "older"),
        ("people over the age of 55", "older"),
    ],
)
def test_a_limit_of_age_names_a_group(text: str, group: str) -> None:
    assert ages(text) == {f"target:{group}"}


@pytest.mark.parametrize(
    "text",
    ["fell to under 25 percent", "over 60 euros a month", "nach über 50 Tagen", "people under 40", "ab 2013"],
)
def test_other_limits_do_not(text: str) -> None:
    assert not ages(text)
