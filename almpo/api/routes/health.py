"""Is it alive, is it ready?"""

from fastapi import APIRouter, Response

from almpo.api.dependencies import Space
from almpo.evidence.errors import AlmpoError

router = APIRouter(tags=["health"])


@router.get("/healthz")
def alive() -> dict[str, str]:
    """The process answers."""
    return {"status": "alive"}


@router.get("/readyz")
def ready(space: Space, response: Response) -> dict[str, str | int]:
    """Store, model and index can be used. 503 with the reason where one cannot."""
    try:
        with space.store.read() as unit:
            passages = unit.passages.count()
        return {"status": "ready", "passages": passages, "indexed": space.index.count()}
    except AlmpoError as error:
        response.status_code = 503
        return {"status": "not ready", "reason": str(error)}
