"""A scope as conditions on what is searched: findings, and documents that have such findings."""

from collections.abc import Sequence
from typing import Protocol, TypeVar

from almpo.evidence.scope import NUTS_OF_COUNTRY, Scope
from almpo.evidence.store import Unit
from almpo.evidence.store.findings import FindingFilter
from almpo.evidence.syntheses import HorizonBand
from almpo.evidence.vocabulary import FindingStatus
from almpo.retrieval.filters import SearchFilters

Hit = TypeVar("Hit", covariant=True)

_NEAR = 0.25  # share by which a horizon may differ from one that is asked for in months
_BANDS: dict[HorizonBand, tuple[float | None, float | None]] = {
    HorizonBand.SHORT: (None, 11.99),
    HorizonBand.MEDIUM: (12, 24),
    HorizonBand.LONG: (24.01, None),
}


def of_scope(scope: Scope) -> SearchFilters:
    """The conditions of a scope."""
    low, high = _months(scope.horizon)
    return SearchFilters(
        languages=scope.language_of_documents,
        statuses=tuple(scope.status),
        outcome_groups=tuple(scope.outcome),
        lmp=tuple(scope.programme),
        countries=scope.country,
        regions=tuple(NUTS_OF_COUNTRY.get(code[:2], code[:2]) + code[2:] for code in scope.region),
        min_strength=scope.design_at_least,
        target_groups=tuple(scope.target),
        min_horizon=low,
        max_horizon=high,
        min_year=scope.since,
        max_year=scope.until,
    )


def narrow(filters: SearchFilters, unit: Unit) -> SearchFilters | None:
    """The same as conditions on the ids of findings and documents, which passages meet too; None where none does.

    A document meets a condition on findings if one of its effects does. The store is asked, not the index:
    what experts decide since is in the store.
    """
    if not filters.are_on_findings:
        return filters
    dated = filters.min_year is not None or filters.max_year is not None
    years = {one.document_id: one.year for one in unit.studies.profiles()} if dated else {}
    columns = FindingFilter(
        documents=filters.documents,
        outcome_groups=filters.outcome_groups,
        lmp=filters.lmp,
        designs=filters.designs,
        status=filters.statuses,
        effects_only=True,
    )
    near = unit.findings.facts(columns, countries=filters.countries, target_groups=filters.target_groups)
    found = [one for one in near if filters.admits(one, years.get(one.document_id))]
    told = [one for one in found if one.status != FindingStatus.REJECTED]
    spoken = unit.documents.all() if filters.languages else []
    others = {document.id for document in spoken if document.language not in filters.languages}
    told = [one for one in told if one.document_id not in others]
    if not told:
        return None
    return SearchFilters(
        documents=tuple(sorted({one.document_id for one in told})),
        findings=tuple(sorted(one.id for one in told)),
        kinds=filters.kinds,
        languages=filters.languages,
        synthetic=filters.synthetic,
    )


class Search(Protocol[Hit]):
    """The part of a searcher that can be narrowed."""

    def search(
        self, query: str, *, language: str | None = None, filters: SearchFilters = SearchFilters(), limit: int
    ) -> Sequence[Hit]: ...


class Narrowed(Search[Hit]):
    """A search that finds nothing but what narrowed conditions admit."""

    def __init__(self, search: Search[Hit], within: SearchFilters) -> None:
        self._search = search
        self._within = within

    def search(
        self, query: str, *, language: str | None = None, filters: SearchFilters = SearchFilters(), limit: int
    ) -> Sequence[Hit]:
        both = _both(filters, self._within)
        return (
            [] if both is None else self._search.search(query, language=language, filters=both, limit=limit)
        )


def _both(asked: SearchFilters, within: SearchFilters) -> SearchFilters | None:
    """The first of two conditions with the documents, findings and languages of the second; None for no document."""
    documents = asked.documents or within.documents
    if asked.documents and within.documents:
        documents = tuple(sorted(set(asked.documents) & set(within.documents)))
        if not documents:
            return None
    kept = {"documents": documents, "findings": within.findings, "languages": within.languages}
    return asked.model_copy(update=kept)


def _months(horizon: HorizonBand | int | None) -> tuple[float | None, float | None]:
    if isinstance(horizon, HorizonBand):
        return _BANDS[horizon]
    return (None, None) if horizon is None else ((1 - _NEAR) * horizon, (1 + _NEAR) * horizon)
