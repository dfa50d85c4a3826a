"""Pages for people: Jinja2 templates, escaped, without scripts."""

from pathlib import Path
from typing import Any

from fastapi import Request
from fastapi.responses import Response, StreamingResponse
from fastapi.templating import Jinja2Templates

from almpo import __version__
from almpo.synthesis.listing import listing

_templates = Jinja2Templates(directory=Path(__file__).parent / "templates")
_templates.env.globals["version"] = __version__
_templates.env.globals["listing"] = listing


def show(request: Request, template: str, status: int = 200, **values: Any) -> Response:
    return _templates.TemplateResponse(request, template, values, status_code=status)


def stream(request: Request, template: str, **values: Any) -> Response:
    """A page that is sent as it is rendered: what its loops wait for does not hold up what stands before."""
    parts = _templates.get_template(template).generate(request=request, **values)
    return StreamingResponse(
        parts, media_type="text/html; charset=utf-8", headers={"X-Accel-Buffering": "no"}
    )
