"""`almpo documents`"""

from typing import Annotated

import typer

from almpo.cli.context import console, open_workspace, print_json, print_table

app = typer.Typer(help="What is in the corpus.", invoke_without_command=True)
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, one object a line.")]


@app.callback()
def documents(context: typer.Context, as_json: AsJson = False) -> None:
    """List the documents."""
    if context.invoked_subcommand is None:
        list_documents(as_json)


@app.command("list")
def list_documents(as_json: AsJson = False) -> None:
    """List the documents with an account of their pages."""
    with open_workspace() as workspace, workspace.store.read() as unit:
        all_documents, counts = unit.documents.all(), unit.documents.counts()
    if as_json:
        for document in all_documents:
            print_json({**document.model_dump(mode="json"), **counts[document.id]._asdict()})
        return
    if not all_documents:
        console().print("No documents yet: `almpo ingest PATH…` reads some.")
        return
    print_table(
        ("id", "document", "lang", "state", "pages", "passages", "tables", "findings", ""),
        [
            (
                document.id[:12],
                document.name,
                document.language,
                document.error_code or document.status.value,
                sum(counts[document.id].pages.values()),
                *counts[document.id][1:],
                "synthetic" if document.synthetic else "",
            )
            for document in all_documents
        ],
        right=("pages", "passages", "tables", "findings"),
    )


@app.command("show")
def show(document: Annotated[str, typer.Argument(help="Id, start of an id, or file name.")]) -> None:
    """Show one document: its fate, its versions, its pages and sections. Always JSON."""
    with open_workspace() as workspace, workspace.store.read() as unit:
        found = unit.documents.get(document)
        sources = unit.sources.of_document(found.id)
        print_json(
            {
                **found.model_dump(mode="json"),
                "sources": [
                    version.model_dump(mode="json")
                    for source in sources
                    for version in unit.sources.versions(source.source)
                ],
                "superseded_by": unit.sources.superseded().get(found.id),
                "pages": [
                    {"number": p.number, "status": p.status, "reason": p.reason, "characters": len(p.text)}
                    for p in unit.documents.pages(found.id, words=False)
                ],
                "sections": [section.model_dump() for section in unit.documents.sections(found.id)],
                "tables": [
                    {"label": t.label, "page": t.page, "caption": t.caption}
                    for t in unit.documents.tables(found.id)
                ],
            }
        )


@app.command("text")
def text(document: str, page: Annotated[int, typer.Argument(min=1)]) -> None:
    """Print the text of a page as it was read."""
    with open_workspace() as workspace, workspace.store.read() as unit:
        typer.echo(unit.documents.page(unit.documents.get(document).id, page).text)


@app.command("remove")
def remove(document: Annotated[str, typer.Argument(help="Id, start of an id, or file name.")]) -> None:
    """Take a document with its findings out of the corpus. Its bytes are forgotten too."""
    from almpo.pipeline.remove import remove_document

    with open_workspace() as workspace:
        removed = remove_document(workspace, document)
    console().print(f"removed {removed.name} ({removed.id[:12]})", markup=False)
