"""`almpo samples`"""

from pathlib import Path
from typing import Annotated

import typer

from almpo.cli.context import console


def register(app: typer.Typer) -> None:
    app.command("samples")(samples)


def samples(folder: Annotated[Path, typer.Argument(help="Where to write them.")]) -> None:
    """Write the bundled sample reports: synthetic, made for testing, no evidence of anything."""
    from almpo.evaluation.samples.build import build_samples

    built = build_samples(folder)
    console().print(f"{len(built)} synthetic reports written to {folder}", markup=False)
