"""`almpo serve`"""

from typing import Annotated

import typer

from almpo.cli.context import console, settings


def register(app: typer.Typer) -> None:
    app.command("serve")(serve)


def serve(
    host: Annotated[
        str | None, typer.Option(help="Address to listen on; default: this machine only.")
    ] = None,
    port: Annotated[int | None, typer.Option(min=1, max=65535)] = None,
) -> None:
    """Serve the pages and the HTTP API (docs at /api/docs)."""
    import uvicorn

    from almpo.api.app import create_app
    from almpo.pipeline.workspace import Workspace

    configured = settings()
    address, door = host or configured.serve.host, port or configured.serve.port
    console().print(f"almpo on http://{address}:{door} (Ctrl-C stops)")
    uvicorn.run(create_app(Workspace(configured)), host=address, port=door, log_level="warning")
