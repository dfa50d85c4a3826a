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
    to: Annotated[Path, typer.Option(help="Markdown file to write; its figures go to a folder beside it.")],
) -> None:
    """Analyse published codings of effects, from the tables to a report with figures. Works in a home of its own."""
    from almpo.evaluation.example.report import write_report
    from almpo.pipeline.workspace import Workspace
    from almpo.synthesis.figures import write_figures

    with tempfile.TemporaryDirectory(prefix="almpo-") as home:
        own = settings().model_copy(update={"home": Path(home)})
        with Workspace(own) as workspace:
            report = write_report(workspace, data, to.stem)
    to.parent.mkdir(parents=True, exist_ok=True)
    to.write_text(report.text, encoding="utf-8")
    write_figures(report.figures, to.parent / to.stem, ("svg", "csv"))
    console().print(f"written to {to}", markup=False)
