"""What a search can be narrowed to."""

import re
from collections.abc import Iterable
from typing import Protocol

from almpo.evidence.record import Record
from almpo.evidence.vocabulary import FindingStatus, OutcomeGroup, ProgrammeType, TargetGroup
from almpo.measures.strength import Designed, design_strength
from almpo.retrieval.index.base import Filter

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


class About(Designed, Protocol):
    """The part of a finding that conditions are put on."""

    @property
    def outcome_group(self) -> OutcomeGroup | None: ...
    @property
    def lmp(self) -> ProgrammeType | None: ...
    @property
    def target_groups(self) -> tuple[TargetGroup, ...]: ...
    @property
    def country(self) -> str | None: ...
    @property
    def region(self) -> str | None: ...
    @property
    def horizon_months(self) -> float | None: ...
    @property
    def period(self) -> str | None: ...
    @property
    def study_year(self) -> int | None: ...
    @property
    def status(self) -> FindingStatus: ...


class SearchFilters(Record):
    """Conditions that must all hold; an empty list is no condition. What a finding does not tell meets none.

    Passages carry the document, kind, language and whether it is made up only; any other condition leaves
    findings alone, until `narrow` has made it one on documents.
    """

    documents: tuple[str, ...] = ()  # ids
    findings: tuple[str, ...] = ()  # ids; no condition on passages
    kinds: tuple[str, ...] = ()  # "passage", "finding"
    languages: tuple[str, ...] = ()
    synthetic: bool | None = None
    statuses: tuple[str, ...] = ()
    outcome_groups: tuple[str, ...] = ()
    lmp: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()  # NUTS codes; one holds those that begin with it
    designs: tuple[str, ...] = ()
    min_strength: int | None = None  # Maryland scale
    target_groups: tuple[str, ...] = ()
    min_horizon: float | None = None  # months
    max_horizon: float | None = None
    min_year: int | None = None  # last year of the period studied, else that of publication
    max_year: int | None = None

    @property
    def are_on_findings(self) -> bool:
        """Whether there is a condition that only findings can meet."""
        others = {"documents", "findings", "kinds", "languages", "synthetic"}
        return any(value not in ((), None) for name, value in self if name not in others)

    def admits(self, one: About, year: int | None = None) -> bool:
        """Whether a finding meets the conditions on findings. `year` is that of its report's publication."""
        return all(
            (
                _is_of(self.statuses, [one.status.value]),
                _is_of(self.outcome_groups, [one.outcome_group]),
                _is_of(self.lmp, [one.lmp]),
                _is_of(self.countries, re.findall("[A-Z]{2}", one.country or "")),
                not self.regions or (one.region or "").startswith(self.regions),
                _is_of(self.designs, [one.design]),
                _is_of(self.target_groups, one.target_groups),
                _lies(design_strength(one), self.min_strength, None),
                _lies(one.horizon_months, self.min_horizon, self.max_horizon),
                _lies(year_of(one, year), self.min_year, self.max_year),
            )
        )

    def where(self, kind: str) -> Filter:
        """As a condition on points of one kind. Regions and strengths are in no index: see `narrow`."""
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
            ids=self.findings if kind == "finding" and self.findings else None,
        )


def year_of(one: About, published: int | None) -> int | None:
    """The last year that was studied; where it is not told, the year of publication."""
    studied = [int(year) for year in _YEAR.findall(one.period or "")]
    return max(studied, default=one.study_year or published)


def _is_of(wanted: tuple[str, ...], told: Iterable[str | None]) -> bool:
    return not wanted or any(code in wanted for code in told)


def _lies(value: float | None, low: float | None, high: float | None) -> bool:
    if low is None and high is None:
        return True
    return value is not None and (low is None or value >= low) and (high is None or value <= high)


def _given(**bounds: float | None) -> dict[str, float]:
    return {field: bound for field, bound in bounds.items() if bound is not None}
