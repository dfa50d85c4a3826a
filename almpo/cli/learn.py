"""`almpo learn`"""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from almpo.cli.context import open_workspace, print_json, print_table


def register(app: typer.Typer) -> None:
    app.command("learn")(learn_command)


def learn_command(
    labels: Annotated[
        list[Path] | None,
        typer.Option(
            help="JSON lines of findings as experts decided them, in the guide's keys.", exists=True
        ),
    ] = None,
    out: Annotated[
        Path | None, typer.Option(help="Where to write the heads; default: the package's own file.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Train the heads of extraction anew, from generated phrases and from what experts decided."""
    from almpo.extraction import models
    from almpo.extraction.models.heads import FILE
    from almpo.extraction.training.labels import read_labels
    from almpo.extraction.training.learn import learn
    from almpo.pipeline.states import EncoderStates

    rows = [
        row for path in labels or () for row in read_labels(path.read_text(encoding="utf-8").splitlines())
    ]
    screen = Console(stderr=True, highlight=False)
    with open_workspace() as workspace, screen.status("learning") as status:
        heads = learn(
            EncoderStates(workspace.encoder),
            workspace.clock().date(),
            rows,
            on_field=lambda field, count: status.update(f"{field}: {count} examples"),
        )
    target = out or Path(str(models.__file__)).with_name(FILE)
    heads.save(target)
    if as_json:
        print_json(heads.report)
        return
    columns = ("examples", "decided_by_experts", "held_out")
    print_table(
        ("field", "examples", "of experts", "right when held out"),
        [(field, *(told[name] for name in columns)) for field, told in heads.report.items()],
        right=("examples", "of experts", "right when held out"),
    )
    screen.print(f"written to {target}")
