"""`almpo ingest`"""

import os
from typing import Annotated

import typer
from rich.console import Console

from almpo.cli.context import open_workspace, print_json


def register(app: typer.Typer) -> None:
    app.command("ingest")(ingest_command)


def ingest_command(
    paths: Annotated[list[str], typer.Argument(help="Files, folders or globs: PDF, DOCX, HTML, Markdown.")],
    retry: Annotated[bool, typer.Option(help="Read again what failed, wholly or in part.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the report as JSON.")] = False,
) -> None:
    """Read reports: pages, passages, tables, findings. What is already known is left alone.

    Exit code 0: everything was read; 1: something failed (and everything else was read).
    """
    from almpo.cli.progress import Bars, print_report
    from almpo.pipeline.ingest import ingest
    from almpo.pipeline.living import repool

    screen = Console(stderr=True, highlight=False)
    with open_workspace() as workspace:
        try:
            with Bars(screen) as bars:
                report = ingest(
                    workspace,
                    paths,
                    retry=retry,
                    progress=bars,
                    on_wait=lambda pid: screen.print(f"waiting for the ingest of process {pid} to end …"),
                )
        except KeyboardInterrupt:
            screen.print("stopped; the same command goes on where it was")
            os._exit(130)  # the workers' threads are not waited for: their work is resumed, not lost
        for synthesis in repool(workspace):
            screen.print(f"pooled again, {synthesis.id[:12]}: {synthesis.change}", markup=False)
    if as_json:
        print_json(report.model_dump(mode="json"))
    else:
        print_report(report)
    raise typer.Exit(1 if report.failed else 0)
