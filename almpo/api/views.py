"""Pages for people: Jinja2 templates, escaped, without scripts."""

from pathlib import Path
from typing import Any

from fastapi import Request
from fastapi.responses import Response
from fastapi.templating import Jinja2Templates

from almpo import __version__

_templates = Jinja2Templates(directory=Path(__file__).parent / "templates")
_templates.env.globals["version"] = __version__


def show(request: Request, template: str, status: int = 200, **values: Any) -> Response:
    return _templates.TemplateResponse(request, template, values, status_code=status)
