"""What a search can be narrowed to."""

from almpo.evidence.record import Record
from almpo.retrieval.index.base import Filter


class SearchFilters(Record):
    """Conditions that must all hold; an empty list is no condition. Passages carry the first three only, so
    any other condition leaves findings alone.
    """

    documents: tuple[str, ...] = ()  # ids
    kinds: tuple[str, ...] = ()  # "passage", "finding"
    languages: tuple[str, ...] = ()
    synthetic: bool | None = None
    statuses: tuple[str, ...] = ()
    outcome_groups: tuple[str, ...] = ()
    lmp: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    designs: tuple[str, ...] = ()
    target_groups: tuple[str, ...] = ()
    min_horizon: float | None = None  # months
    max_horizon: float | None = None
    min_year: int | None = None  # last year of the period studied
    max_year: int | None = None

    def where(self, kind: str) -> Filter:
        """As a condition on points of one kind."""
        lists = {
            "document_id": self.documents,
            "language": self.languages,
            "status": self.statuses,
            "outcome_group": self.outcome_groups,
            "lmp": self.lmp,
            "country": self.countries,
            "design": self.designs,
            "target_groups": self.target_groups,
        }
        any_of = {"kind": [kind]} | {field: list(values) for field, values in lists.items() if values}
        if self.synthetic is not None:
            any_of["synthetic"] = ["yes" if self.synthetic else "no"]
        return Filter(
            any_of,
            at_least=_given(horizon_months=self.min_horizon, year=self.min_year),
            at_most=_given(horizon_months=self.max_horizon, year=self.max_year),
        )


def _given(**bounds: float | None) -> dict[str, float]:
    return {field: bound for field, bound in bounds.items() if bound is not None}
