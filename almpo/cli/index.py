"""`almpo index`"""

from typing import Annotated

import typer
from rich.console import Console
from rich.progress import track

from almpo.cli.context import console, open_workspace, print_json

app = typer.Typer(help="The vector index, derived from the store.", no_args_is_help=True)


@app.command("rebuild")
def rebuild() -> None:
    """Make the index anew from the store, with the configured model."""
    from almpo.pipeline.reindex import rebuild_index

    with open_workspace() as workspace:
        steps = rebuild_index(workspace)
        with_bar = track(steps, total=next(steps), description="indexing", console=Console(stderr=True))
        indexed = sum(1 for _ in with_bar)
    console().print(f"index rebuilt: {indexed} documents")


@app.command("check")
def check(as_json: Annotated[bool, typer.Option("--json")] = False) -> None:
    """Compare the index with the store. Exit code 1 where they differ."""
    from almpo.pipeline.reindex import compare_index

    with open_workspace() as workspace:
        difference = compare_index(workspace)
    if as_json:
        print_json(difference.model_dump())
    else:
        console().print(
            f"{difference.indexed} indexed, {len(difference.missing)} missing, {len(difference.extra)} extra"
        )
        if not difference.agrees:
            console().print("`almpo index rebuild` makes the index anew.")
    raise typer.Exit(0 if difference.agrees else 1)
