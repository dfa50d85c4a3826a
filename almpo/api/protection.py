"""Who may write, and what browsers are told to refuse."""

import hmac
import ipaddress
from typing import Annotated
from urllib.parse import urlsplit

from fastapi import Depends, FastAPI, HTTPException, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from starlette.middleware.base import RequestResponseEndpoint
from starlette.responses import PlainTextResponse, Response

from almpo.evidence.settings import ServeSettings

_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; img-src 'self'; style-src 'self'; script-src 'none'; object-src 'none';"
        " base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
}
_bearer = HTTPBearer(auto_error=False)


def install(app: FastAPI, settings: ServeSettings) -> None:
    app.state.token = settings.token

    @app.middleware("http")
    async def _guard(request: Request, call_next: RequestResponseEndpoint) -> Response:
        if request.method not in ("GET", "HEAD") and not _same_origin(request):
            return PlainTextResponse("requests from other sites are refused", status_code=403)
        response = await call_next(request)
        for name, value in _HEADERS.items():
            response.headers.setdefault(name, value)
        return response


def _same_origin(request: Request) -> bool:
    """Browsers say where a request comes from; programs do not, and are no danger to people's sessions."""
    origin = request.headers.get("origin")
    return origin is None or urlsplit(origin).netloc == request.headers.get("host")


def may_write(
    request: Request, given: Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)]
) -> None:
    """Writing needs the token where one is set, and a caller on this machine where none is."""
    token: str | None = request.app.state.token
    if token is not None:
        if given is None or not hmac.compare_digest(given.credentials.encode(), token.encode()):
            raise HTTPException(401, "this needs the token", headers={"WWW-Authenticate": "Bearer"})
    elif request.client is None or not _is_loopback(request.client.host):
        raise HTTPException(403, "writing from other machines needs a token (set serve.token)")


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
