"""Times after which a text speaks of something."""

import pytest

from almpo.synthesis.horizons import horizon_concepts, horizon_fit, horizon_fit_of, horizons


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("within 24 months", {24}),
        ("nach zwei Jahren", {24}),
        ("po dwóch latach", {24}),
        ("one year after arrival", {12}),
        ("born 1,900 years ago", set()),
    ],
)
def test_months_in_digits_and_words(text: str, months: set[int]) -> None:
    assert horizons(text) == months


def test_a_time_that_was_asked_for_fits_and_another_does_not() -> None:
    asked = frozenset({12})
    assert horizon_fit(asked, frozenset({12, 24})) == 1.0
    assert horizon_fit(asked, frozenset({24})) < 0
    assert horizon_fit(asked, frozenset()) == 0.0


def test_long_and_short_runs() -> None:
    assert horizon_concepts(frozenset({6})) == {"horizon:short_run"}
    assert horizon_concepts(frozenset({12, 36})) == {"horizon:short_run", "horizon:long_run"}


def test_times_of_a_text_count_only_where_one_is_asked_for() -> None:
    assert horizon_fit_of(frozenset({24}), "after 24 months") == 1.0
    assert horizon_fit_of(frozenset({24}), "after 12 months") == -0.5
    assert horizon_fit_of(frozenset(), "after 12 months") == 0.0
