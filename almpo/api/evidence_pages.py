"""Pages on pooled evidence: the gap map, a question, and a result with all that it rests on."""

from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from almpo.api.dependencies import Space
from almpo.api.routes.synthesis import gaps, pooled
from almpo.api.views import show
from almpo.evidence.syntheses import HorizonBand, PooledResult
from almpo.evidence.vocabulary import OutcomeGroup, TargetGroup
from almpo.synthesis.figures import figures, gap_figure
from almpo.synthesis.figures.labels import PROGRAMMES, question, spoken
from almpo.synthesis.gaps import GapAxis
from almpo.synthesis.where import make_query

router = APIRouter(include_in_schema=False, default_response_class=Response)


@router.get("/evidence")
def evidence(
    request: Request, space: Space, by: str = GapAxis.OUTCOME, outcome: str | None = None
) -> Response:
    """Where evidence is and where none is, and a form to pool some."""
    found = gaps(space, by, outcome or None)
    asked = urlencode({"by": by, **({"outcome": outcome} if outcome else {})})
    with space.store.read() as unit:
        kept = [one for series in unit.syntheses.series() if (one := unit.syntheses.newest(series))]
    return show(
        request,
        "evidence.html",
        map=gap_figure(found) if found.cells else None,
        asked=asked,
        by=by,
        outcome=outcome,
        axes=list(GapAxis),
        kept=kept,
        question=question,
        **_choices(),
    )


@router.get("/evidence/pooled")
def pooled_evidence(
    request: Request,
    space: Space,
    outcome: str,
    programme: str = "",
    horizon: str = "",
    group: str = "",
    country: Annotated[str, Query(max_length=100)] = "",
    by: str = "",
) -> Response:
    """A question from the form, answered. Empty fields are no conditions."""
    where = [f"group={group}"] if group else []
    where += [f"country={country.upper().replace(' ', '')}"] if country.strip() else []
    query = make_query(outcome, [programme] if programme else [], horizon or None, where)
    result = pooled(space, query)
    conditions = [("programme", programme), ("horizon", horizon), *(("where", one) for one in where)]
    asked = urlencode([("outcome", outcome), *((name, value) for name, value in conditions if value)])
    chosen = {
        "outcome": outcome,
        "programme": programme,
        "horizon": horizon,
        "group": group,
        "country": country,
    }
    return show(
        request,
        "pooled.html",
        result=result,
        title=question(query),
        drawings=figures(result, by or None),
        asked=asked,
        by=f"&{urlencode({'by': by})}" if by else "",
        chosen=chosen,
        weights=_weights(result),
        **_choices(),
    )


def _weights(result: PooledResult) -> dict[str, float]:
    return {one.finding_id: one.weight for one in result.estimated.weights} if result.estimated else {}


def _choices() -> dict[str, Any]:
    """What the form offers."""
    return {
        "outcomes": [one for one in OutcomeGroup if one is not OutcomeGroup.OTHER],
        "programmes": PROGRAMMES,
        "horizons": list(HorizonBand),
        "groups": list(TargetGroup),
        "spoken": spoken,
    }
