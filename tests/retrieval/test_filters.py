"""Search filters as conditions of the index."""

from almpo.retrieval.filters import SearchFilters
from almpo.retrieval.index.base import FIELDS, Filter


def test_no_filter_is_the_kind_alone() -> None:
    assert SearchFilters().where("passage") == Filter(any_of={"kind": ["passage"]})


def test_every_filter_names_a_field_of_the_index() -> None:
    filters = SearchFilters(
        documents=("d",),
        languages=("de", "fr"),
        synthetic=False,
        statuses=("validated",),
        outcome_groups=("employment",),
        lmp=("4",),
        countries=("AT",),
        designs=("RCT",),
        target_groups=("youth",),
        min_horizon=12,
        max_year=2015,
    )
    any_of, at_least, at_most, ids = filters.where("finding")
    assert any_of["language"] == ["de", "fr"]
    assert any_of["synthetic"] == ["no"]
    assert at_least == {"horizon_months": 12}
    assert at_most == {"year": 2015}
    assert ids is None
    assert set(any_of) | set(at_least) | set(at_most) == set(FIELDS)
