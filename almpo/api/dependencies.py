"""What the routes are given."""

from typing import Annotated

from fastapi import Depends, Request

from almpo.pipeline.workspace import Workspace


def workspace_of(request: Request) -> Workspace:
    workspace: Workspace = request.app.state.workspace
    return workspace


Space = Annotated[Workspace, Depends(workspace_of)]
