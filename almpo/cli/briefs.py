"""`almpo brief`, `almpo bundle`, `almpo verify`: answers to take along."""

from pathlib import Path
from typing import Annotated

import typer

from almpo.cli.context import console, open_workspace, print_json
from almpo.evidence.errors import AlmpoError

AnswerId = Annotated[str, typer.Argument(help="Id of an answer, as `almpo ask` prints it.")]


def register(app: typer.Typer) -> None:
    app.command("brief")(brief)
    app.command("bundle")(bundle)
    app.command("verify")(verify)


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


def bundle(
    answer: AnswerId,
    to: Annotated[Path, typer.Option(help="A .zip file.")],
) -> None:
    """Write an answer with the pages, findings and pooled results that bear it out, to be verified anywhere."""
    from almpo.synthesis.bundle.export import export_bundle

    with open_workspace() as workspace, workspace.store.read() as unit:
        packed = export_bundle(unit, unit.answers.get(answer))
    _write(to, packed)


def verify(
    bundle: Annotated[Path, typer.Argument(help="A file that `almpo bundle` wrote.")],
    digest: Annotated[
        str | None, typer.Option(help="The digest that the bundle is to have, or the start of it.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Verify an answer offline: every number and quote, every pooled result. Exit code 1 if anything is wrong."""
    from almpo.synthesis.bundle.verify import verify_bundle

    try:
        content = bundle.read_bytes()
    except OSError as error:
        raise AlmpoError(f"{bundle} cannot be read: {error.strerror}") from error
    report = verify_bundle(content)
    if digest is not None and not report.digest.startswith(digest.lower()):
        raise AlmpoError(f"{bundle} is another bundle: its digest is {report.digest}")
    if as_json:
        print_json(report.model_dump(mode="json"))
    else:
        screen = console()
        for problem in report.problems:
            screen.print(f"WRONG: {problem}", markup=False, style="red")
        counts = f"{report.sentences} sentences, {report.numbers} numbers, {report.quotes} quotes"
        verdict = "all hold" if report.holds else f"{len(report.problems)} problems"
        screen.print(f"{counts}, {report.pooled} pooled results: {verdict}")
        screen.print(f"digest {report.digest}")
    if not report.holds:
        raise typer.Exit(1)
