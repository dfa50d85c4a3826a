"""`almpo index`"""

from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress

from almpo.cli.context import console, open_workspace, print_json

app = typer.Typer(help="The vector index, derived from the store.", no_args_is_help=True)


@app.command("rebuild")
def rebuild() -> None:
    """Make the index anew from the store, with the configured model."""
    from almpo.pipeline.reindex import rebuild_index

    done = 0
    with open_workspace() as workspace, Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("indexing", total=None)
        for done, total in rebuild_index(workspace):
            bar.update(task, completed=done, total=total)
    console().print(f"index rebuilt: {done} documents")


@app.command("check")
def check(as_json: Annotated[bool, typer.Option("--json")] = False) -> None:
    """Compare the index with the store. Exit code 1 where they differ."""
    from almpo.pipeline.reindex import compare_index

    with open_workspace() as workspace:
        difference = compare_index(workspace)
        indexed = workspace.index.count()
    missing, extra = sorted(difference.missing), sorted(difference.extra)
    if as_json:
        print_json({"indexed": indexed, "missing": missing, "extra": extra})
    else:
        console().print(f"{indexed} indexed, {len(missing)} missing, {len(extra)} extra")
        if missing or extra:
            console().print("`almpo index rebuild` makes the index anew.")
    raise typer.Exit(1 if missing or extra else 0)
