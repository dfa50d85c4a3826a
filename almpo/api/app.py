"""The FastAPI application: JSON under /api, pages for people beside it."""

import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles

from almpo import __version__
from almpo.api import answer_pages, errors, evidence_pages, pages, protection
from almpo.api.routes import answers, documents, findings, health, synthesis
from almpo.pipeline.workspace import Workspace

HERE = Path(__file__).parent


def create_app(workspace: Workspace) -> FastAPI:
    """An application that works on a workspace and closes it when it ends."""

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        # Imported before the first question waits for it, and then left alone by the collector of garbage,
        # which takes a fifth of an answer's time where it goes through all modules again and again.
        import almpo.pipeline.living
        import almpo.synthesis.graph.durable  # noqa: F401

        gc.collect()
        gc.freeze()
        yield
        workspace.close()

    app = FastAPI(
        title="almpo",
        summary="What works in active labour market policy: findings with their place, cited answers",
        version=__version__,
        license_info={"name": "AGPL-3.0-or-later", "identifier": "AGPL-3.0-or-later"},
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
        lifespan=lifespan,
    )
    app.state.workspace = workspace
    protection.install(app, workspace.settings.serve)
    errors.install(app)
    for part in (answers, documents, findings, health, synthesis):
        app.include_router(part.router)
    app.include_router(pages.router)
    app.include_router(answer_pages.router)
    app.include_router(evidence_pages.router)
    app.mount("/static", StaticFiles(directory=HERE / "static"), name="static")
    return app
