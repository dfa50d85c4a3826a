"""The `almpo` command: one file for each group of commands."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from almpo import __version__
from almpo.cli import (
    answers,
    bench,
    briefs,
    documents,
    eval_ragas,
    eval_refusals,
    eval_understanding,
    eval_writer,
    evaluate,
    example,
    extract,
    findings,
    importing,
    index,
    ingest,
    learn,
    samples,
    serve,
    studies,
    synthesis,
    tables,
)
from almpo.cli.context import set_home
from almpo.evidence.errors import AlmpoError

app = typer.Typer(
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="What works in active labour market policy: reports in, checked findings and cited answers out.",
)
ingest.register(app)
extract.register(app)
learn.register(app)
importing.register(app)
answers.register(app)
briefs.register(app)
synthesis.register(app)
app.add_typer(documents.app, name="documents")
app.add_typer(findings.app, name="findings")
app.add_typer(studies.app, name="studies")
app.add_typer(tables.app, name="tables")
app.add_typer(index.app, name="index")
eval_understanding.register(evaluate.app)
eval_refusals.register(evaluate.app)
eval_writer.register(evaluate.app)
eval_ragas.register(evaluate.app)
app.add_typer(evaluate.app, name="eval")
app.add_typer(bench.app, name="bench")
samples.register(app)
example.register(app)
serve.register(app)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"almpo {__version__}")
        raise typer.Exit


@app.callback()
def _main(
    home: Annotated[
        Path | None,
        typer.Option(
            help="Folder of the database, blobs and index.", envvar="ALMPO_HOME", show_default=False
        ),
    ] = None,
    version: Annotated[bool, typer.Option("--version", callback=_print_version, is_eager=True)] = False,
) -> None:
    set_home(home)


def run() -> None:
    """Entry point: errors meant for the user end in one line and exit code 1, Ctrl-C in 130."""
    try:
        app()
    except AlmpoError as error:
        typer.secho(f"error: {error}", fg="red", err=True)
        sys.exit(1)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(1)


if __name__ == "__main__":
    run()
