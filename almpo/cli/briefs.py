"""`almpo brief`, `almpo bundle`, `almpo verify`: answers to take along."""

from pathlib import Path
from typing import Annotated

import typer

from almpo.cli.context import console, open_workspace
from almpo.evidence.errors import AlmpoError

AnswerId = Annotated[str, typer.Argument(help="Id of an answer, as `almpo ask` prints it.")]


def register(app: typer.Typer) -> None:
    app.command("brief")(brief)


def brief(
    answer: AnswerId,
    to: Annotated[Path, typer.Option(help="A .pdf, .docx, .md or .json file.")],
    style: Annotated[
        str | None, typer.Option(help="Citation style: a CSL file, or the name of an installed style.")
    ] = None,
) -> None:
    """Write an answer on a page, with its figure, its sources and how it came about."""
    from almpo.synthesis.brief.content import DEFAULT_STYLE
    from almpo.synthesis.brief.forms import FORMS
    from almpo.synthesis.brief.load import load_brief

    form = FORMS.get(to.suffix.removeprefix(".").lower())
    if form is None:
        raise typer.BadParameter(f"{to}: the name must end in {', '.join(f'.{name}' for name in FORMS)}")
    with open_workspace() as workspace, workspace.store.read() as unit:
        serve = workspace.settings.serve
        address = serve.public_url or f"http://{serve.host}:{serve.port}"
        found = unit.answers.get(answer)
        permalink = f"{address}/answers/{found.id}"
        made = load_brief(unit, found, permalink=permalink, style=style or DEFAULT_STYLE)
    _write(to, form.render(made))


def _write(to: Path, content: bytes) -> None:
    try:
        to.write_bytes(content)
    except OSError as error:
        raise AlmpoError(f"{to} cannot be written: {error.strerror}") from error
    console().print(f"{to}: {len(content):,} bytes", markup=False)
