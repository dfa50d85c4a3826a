"""`almpo example`"""

import tempfile
from pathlib import Path
from typing import Annotated

import typer

from almpo.cli.context import console, settings


def register(app: typer.Typer) -> None:
    app.command("example")(example)


def example(
    data: Annotated[Path, typer.Argument(help="Folder with almp-nma, mvpfde, youth-nma …", exists=True)],
    to: Annotated[Path, typer.Option(help="Markdown file to write.")],
) -> None:
    """Analyse published codings of effects, from the tables to a report. Works in a home of its own."""
    from almpo.evaluation.example.report import write_report
    from almpo.pipeline.workspace import Workspace

    with tempfile.TemporaryDirectory(prefix="almpo-") as home:
        own = settings().model_copy(update={"home": Path(home)})
        with Workspace(own) as workspace:
            text = write_report(workspace, data)
    to.parent.mkdir(parents=True, exist_ok=True)
    to.write_text(text, encoding="utf-8")
    console().print(f"written to {to}", markup=False)
