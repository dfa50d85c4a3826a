"""Findings."""

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response

from almpo.api.dependencies import Space
from almpo.evidence.comparable import Comparable
from almpo.evidence.findings import Finding
from almpo.evidence.record import Record
from almpo.evidence.store.findings import FindingFilter
from almpo.extraction.export import to_csv, to_jsonl
from almpo.measures.comparable import comparable
from almpo.pipeline.workspace import Workspace

router = APIRouter(prefix="/api/findings", tags=["findings"])


class FindingPage(Record):
    total: int
    findings: list[Finding]


def _wanted(
    space: Space,
    document: Annotated[list[str] | None, Query()] = None,
    outcome: Annotated[list[str] | None, Query()] = None,
    programme: Annotated[list[str] | None, Query()] = None,
    country: Annotated[list[str] | None, Query()] = None,
    design: Annotated[list[str] | None, Query()] = None,
    effects: bool = False,
    min_confidence: Annotated[float | None, Query(ge=0, le=1)] = None,
) -> FindingFilter:
    with space.store.read() as unit:
        documents = tuple(unit.documents.get(name).id for name in document or ())
    return FindingFilter(
        documents=documents,
        outcome_groups=tuple(outcome or ()),
        lmp=tuple(programme or ()),
        countries=tuple(country or ()),
        designs=tuple(design or ()),
        effects_only=effects,
        min_confidence=min_confidence,
    )


Wanted = Annotated[FindingFilter, Depends(_wanted)]


@router.get("")
def findings(
    space: Space,
    where: Wanted,
    limit: Annotated[int, Query(ge=1, le=1000)] = 100,
    offset: Annotated[int, Query(ge=0)] = 0,
) -> FindingPage:
    """Findings, filtered, a page at a time."""
    with space.store.read() as unit:
        return FindingPage(
            total=unit.findings.count(where), findings=list(unit.findings.filter(where, limit, offset))
        )


@router.get("/export.jsonl", response_class=Response)
def export_jsonl(space: Space, where: Wanted) -> Response:
    """All findings that match, with the keys of the gold annotations."""
    return Response(to_jsonl(*_named(space, where)), media_type="application/jsonl")


@router.get("/export.csv", response_class=Response)
def export_csv(space: Space, where: Wanted) -> Response:
    """The same for spreadsheets."""
    return Response(to_csv(*_named(space, where)), media_type="text/csv")


def _named(space: Workspace, where: FindingFilter) -> tuple[Sequence[Finding], dict[str, str]]:
    with space.store.read() as unit:
        return list(unit.findings.filter(where)), {d.id: d.name for d in unit.documents.all()}


@router.get("/{finding_id}")
def finding(space: Space, finding_id: str) -> Finding:
    """One finding with the spot each of its fields was read from."""
    with space.store.read() as unit:
        return unit.findings.get(finding_id)


@router.get("/{finding_id}/comparable")
def comparable_effect(space: Space, finding_id: str) -> Comparable | None:
    """The finding in a unit that others share, with the rules applied; null where its unit is not known."""
    with space.store.read() as unit:
        return comparable(unit.findings.get(finding_id))
