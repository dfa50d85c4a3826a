"""`almpo tables`"""

import json
from pathlib import Path
from typing import Annotated

import typer

from almpo.cli.context import console, open_workspace, print_table

app = typer.Typer(help="Tables as they were read.", no_args_is_help=True)


@app.command("show")
def show(
    document: Annotated[str, typer.Argument(help="Id or file name.")],
    page: Annotated[int | None, typer.Option(min=1)] = None,
) -> None:
    """Print the tables of a document, cell by cell."""
    with open_workspace() as workspace, workspace.store.read() as unit:
        tables = unit.documents.tables(unit.documents.get(document).id)
    for table in tables:
        if page is None or page in {cell.page for cell in table.cells}:
            console().print(f"\n{table.label or 'table'} (p. {table.page}) {table.caption}", markup=False)
            print_table([""] * table.n_columns, table.grid())
            if table.note:
                console().print(table.note, markup=False, style="dim")


@app.command("export")
def export(
    to: Annotated[Path | None, typer.Argument(help="JSON file; default: the screen.")] = None,
    document: Annotated[list[str] | None, typer.Option("--document", help="Id or file name.")] = None,
) -> None:
    """Export the cells of tables by document and page: {"DOCUMENT:PAGE": {"tables": [[[cell, …], …], …]}}."""
    from almpo.ingestion.tables.export import cells_by_page

    exported: dict[str, object] = {}
    with open_workspace() as workspace, workspace.store.read() as unit:
        documents = [unit.documents.get(name) for name in document] if document else unit.documents.all()
        for one in documents:
            exported.update(cells_by_page(one.name, unit.documents.tables(one.id)))
    text = json.dumps(exported, ensure_ascii=False)
    if to is None:
        typer.echo(text)
    else:
        to.write_text(text, encoding="utf-8")
        console().print(f"tables of {len(exported)} pages written to {to}", markup=False)
