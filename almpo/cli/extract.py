"""`almpo extract`"""

from typing import Annotated

import typer
from rich.console import Console

from almpo.cli.context import open_workspace, print_json, print_table


def register(app: typer.Typer) -> None:
    app.command("extract")(extract_command)


def extract_command(
    documents: Annotated[
        list[str] | None, typer.Argument(help="Ids or file names; default: all documents.")
    ] = None,
    force: Annotated[bool, typer.Option(help="Also where the extractor has not changed.")] = False,
    second_opinion: Annotated[
        bool,
        typer.Option(help="Read pages with effects by another reader too: over half a CPU second a page."),
    ] = False,
    llm: Annotated[
        bool, typer.Option("--llm", help="Ask the configured chat model too: it confirms or doubts, no more.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Find findings anew in what was read before. What experts have decided stays as it is."""
    from almpo.pipeline.reextract import reextract

    screen = Console(stderr=True, highlight=False)
    done = []
    with open_workspace() as workspace, screen.status("extracting") as status:
        for one in reextract(
            workspace,
            documents or (),
            force=force,
            second_opinion=second_opinion,
            llm=llm,
            on_wait=lambda pid: screen.print(f"waiting for process {pid} to end …"),
        ):
            status.update(one.name)
            done.append(one)
    if as_json:
        print_json([one.model_dump(mode="json") for one in done])
        return
    print_table(
        ("document", "state", "findings", "decided by experts"),
        [(one.name, one.state, one.findings, one.kept or None) for one in done],
        right=("findings", "decided by experts"),
    )
