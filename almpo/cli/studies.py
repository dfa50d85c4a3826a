"""`almpo studies`"""

from typing import Annotated

import typer

from almpo.cli.context import console, open_workspace, print_json, print_table

app = typer.Typer(help="Documents that report the same evaluation.", no_args_is_help=True)


@app.command("list")
def list_studies(as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False) -> None:
    """The studies that more than one document reports."""
    with open_workspace() as workspace, workspace.store.read() as unit:
        studies = unit.studies.all()
        names = {document.id: document.name for document in unit.documents.all()}
    if as_json:
        print_json([{"id": study.id, **study.model_dump(mode="json")} for study in studies])
        return
    print_table(
        ("id", "study", "documents", "conflicts"),
        [
            (
                study.id[:12],
                study.name,
                ", ".join(f"{names[one.document_id]} ({one.role})" for one in study.members),
                len(study.conflicts) or None,
            )
            for study in studies
        ],
        right=("conflicts",),
    )
    console().print(f"{len(studies)} studies reported by several documents")


@app.command("show")
def show(
    study: Annotated[str, typer.Argument(help="Id, start of an id, or name.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Why the documents of a study are one, and where their numbers differ."""
    with open_workspace() as workspace, workspace.store.read() as unit:
        found = unit.studies.get(study)
        names = {document.id: document.name for document in unit.documents.all()}
    if as_json:
        print_json({"id": found.id, **found.model_dump(mode="json")})
        return
    screen = console()
    screen.print(found.name, markup=False)
    for member in found.members:
        screen.print(f"  {member.role}: {names[member.document_id]}", markup=False)
    for link in found.links:
        screen.print(f"{names[link.first]} and {names[link.second]} (score {link.score:g}):", markup=False)
        for reason in link.reasons:
            screen.print(f"  {reason}", markup=False)
    for conflict in found.conflicts:
        numbers = f"{conflict.first_numbers} against {conflict.second_numbers}"
        screen.print(f"conflict: {conflict.label}: {numbers}", markup=False)
