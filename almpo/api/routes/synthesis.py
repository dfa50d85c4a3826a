"""Pooled results and the evidence gap map."""

from functools import lru_cache
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response

from almpo.api.dependencies import Space
from almpo.api.protection import may_write
from almpo.evidence.record import Record
from almpo.evidence.syntheses import Inputs, PooledResult, Synthesis, SynthesisQuery
from almpo.pipeline.living import history, read_gaps, read_inputs, repool, synthesise
from almpo.synthesis.contradictions import Contradiction, contradictions
from almpo.synthesis.figures import FORMATS, MEDIA_TYPES, Drawing, Format, figure, figures, gap_figure
from almpo.synthesis.gaps import GapMap
from almpo.synthesis.lockin import LockInCurve, lock_in_curve
from almpo.synthesis.moderators import Moderation, explain
from almpo.synthesis.pool import pool_inputs
from almpo.synthesis.where import make_query

router = APIRouter(prefix="/api", tags=["synthesis"])


def asked_query(
    outcome: str,
    programme: Annotated[list[str] | None, Query()] = None,
    horizon: str | None = None,
    where: Annotated[list[str] | None, Query(description="country=AT,DE, group=youth, design=RCT …")] = None,
) -> SynthesisQuery:
    return make_query(outcome, programme or (), horizon, where or ())


@lru_cache(maxsize=16)  # a page and its figures ask the same question within seconds
def _pool(query: SynthesisQuery, inputs: Inputs) -> PooledResult:
    return pool_inputs(query, inputs)


Wanted = Annotated[SynthesisQuery, Depends(asked_query)]


@router.get("/synthesis")
def pooled(space: Space, query: Wanted) -> PooledResult:
    """Pool the effects that answer a question, with every effect that entered or was left out. Not kept."""
    with space.store.read() as unit:
        inputs = read_inputs(unit, query)
    return _pool(query, inputs)


@router.get("/synthesis/lock-in")
def lock_in(space: Space, query: Wanted) -> LockInCurve:
    """The effect over the months since the start of the programme."""
    with space.store.read() as unit:
        inputs = read_inputs(unit, query)
    return lock_in_curve(inputs.effects, query, inputs.unit)


@router.get("/synthesis/moderators")
def moderators(space: Space, query: Wanted, moderator: Annotated[list[str], Query()]) -> list[Moderation]:
    """The effects regressed on moderators, one at a time."""
    with space.store.read() as unit:
        effects = read_inputs(unit, query).effects
    return [explain(effects, query, name) for name in moderator]


@router.get("/synthesis/contradictions")
def contradicting(space: Space, query: Wanted) -> list[Contradiction]:
    """Cells with significant effects of both signs, and what sets the two sides apart."""
    with space.store.read() as unit:
        return contradictions(read_inputs(unit, query).effects)


class FigureInfo(Record):
    """A figure in words, and where it can be had: path by format."""

    name: str
    title: str
    alt: str
    paths: dict[str, str]


By = Annotated[str | None, Query(description="Groups of the forest plot: programme, design, horizon …")]


@router.get("/synthesis/figures")
def figure_list(request: Request, space: Space, query: Wanted, by: By = None) -> list[FigureInfo]:
    """The figures of a pooled result: title, alt text and paths."""
    asked = f"?{request.url.query}"
    return [
        FigureInfo(
            name=one.name,
            title=one.title,
            alt=one.alt,
            paths={form: f"/api/synthesis/figures/{one.name}.{form}{asked}" for form in FORMATS},
        )
        for one in figures(pooled(space, query), by)
    ]


@router.get("/synthesis/figures/{name}.{form}", response_class=Response)
def drawn(space: Space, query: Wanted, name: str, form: Format, by: By = None) -> Response:
    """forest, funnel, lock-in or bubble-study-year … as svg or png, or the data behind as csv."""
    return _file(figure(name, pooled(space, query), by), form)


# An SVG file styles itself; opened on its own it is a page of its own, which may do nothing else.
_FIGURE_POLICY = {"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'"}


def _file(drawing: Drawing, form: Format) -> Response:
    return Response(drawing.encoded(form), media_type=MEDIA_TYPES[form], headers=_FIGURE_POLICY)


@router.get("/gaps/figure.{form}", response_class=Response)
def drawn_gaps(space: Space, form: Format, by: str = "outcome", outcome: str | None = None) -> Response:
    """The gap map as svg or png, or the data behind as csv."""
    return _file(gap_figure(gaps(space, by, outcome)), form)


@router.get("/gaps")
def gaps(space: Space, by: str = "outcome", outcome: str | None = None) -> GapMap:
    """Studies and directions by programme type and outcome, target group or country."""
    with space.store.read() as unit:
        return read_gaps(unit, by, outcome)


@router.get("/syntheses")
def syntheses(space: Space) -> list[Synthesis]:
    """The newest version of each saved question."""
    with space.store.read() as unit:
        return [one for series in unit.syntheses.series() if (one := unit.syntheses.newest(series))]


@router.post("/syntheses", dependencies=[Depends(may_write)])
def keep(space: Space, query: SynthesisQuery) -> Synthesis:
    """Save a question: pooled now, and again whenever asked to."""
    return synthesise(space, query)


@router.post("/syntheses/repool", dependencies=[Depends(may_write)])
def again(space: Space) -> list[Synthesis]:
    """Ask all saved questions again; the versions that are new, each with what is different in words."""
    return repool(space)


@router.get("/syntheses/{synthesis_id}")
def versions(space: Space, synthesis_id: str) -> list[Synthesis]:
    """All versions of a saved question, oldest first."""
    with space.store.read() as unit:
        return history(unit, synthesis_id)
