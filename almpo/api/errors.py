"""Errors as HTTP: one place decides which status an error becomes."""

from collections.abc import Mapping

import structlog
from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from almpo.api.views import show
from almpo.evidence.errors import (
    AlmpoError,
    IndexUnavailableError,
    IngestError,
    ModelError,
    NotFoundError,
    StatisticsError,
    StoreError,
)
from almpo.synthesis.where import QueryError

_STATUS: dict[type[AlmpoError], int] = {
    NotFoundError: 404,
    IngestError: 422,
    IndexUnavailableError: 503,
    ModelError: 503,
    QueryError: 422,
    StatisticsError: 422,
    StoreError: 503,
}


log = structlog.get_logger()
UNFORESEEN = (
    "Something failed that should not have. Nothing is lost: ask again, or tell the operators the time."
)


def in_words(error: Exception) -> str:
    """What a reader is told of an error that ends a stream. What is not ours is logged, not shown."""
    if isinstance(error, AlmpoError):
        return str(error)
    log.error("stream failed", exc_info=error)
    return UNFORESEEN


def install(app: FastAPI) -> None:
    @app.exception_handler(AlmpoError)
    def _almpo_error(request: Request, error: AlmpoError) -> Response:
        status = next((code for kind, code in _STATUS.items() if isinstance(error, kind)), 500)
        return _respond(request, status, str(error))

    @app.exception_handler(HTTPException)
    def _http_error(request: Request, error: HTTPException) -> Response:
        return _respond(request, error.status_code, str(error.detail), error.headers)


def _respond(
    request: Request, status: int, detail: str, headers: Mapping[str, str] | None = None
) -> Response:
    if request.url.path.startswith("/api/"):
        return JSONResponse({"detail": detail}, status_code=status, headers=headers)
    return show(request, "error.html", status=status, code=status, detail=detail)
