"""`almpo import`"""

from pathlib import Path
from typing import Annotated

import typer

from almpo.cli.context import console, open_workspace, print_json

Files = Annotated[
    list[Path],
    typer.Argument(help="CSV files or Excel workbooks of one data set.", exists=True, dir_okay=False),
]


def register(app: typer.Typer) -> None:
    app.command("import")(import_files)


def import_files(
    files: Files,
    mapping: Annotated[str, typer.Option(help="Name of a shipped mapping, or a TOML file.")],
    rejected: Annotated[int, typer.Option(min=0, help="Show so many rejected rows.")] = 5,
    rejects: Annotated[
        Path | None, typer.Option(help="CSV file to write all rejected rows to.", dir_okay=False)
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the whole report as JSON.")] = False,
) -> None:
    """Import coded effects of a meta-analysis. Rows that are not taken in are listed with the reason."""
    from almpo.pipeline.importing.mapping import load_mapping
    from almpo.pipeline.importing.run import import_tables
    from almpo.pipeline.living import repool

    chosen = load_mapping(mapping)
    with open_workspace() as workspace:
        report = import_tables(workspace, files, chosen)
        moved = [] if report.unchanged else repool(workspace)
    if rejects is not None:
        rejects.write_text(report.rejects_csv(), encoding="utf-8")
    if as_json:
        print_json(report.model_dump(mode="json"))
        return
    out = console()
    state = " (nothing has changed)" if report.unchanged else ""
    account = f"{report.rows} rows = {report.accepted} accepted + {len(report.rejected)} rejected"
    out.print(f"{report.base}: {account}{state}", markup=False)
    for reason, count in report.reasons.items():
        out.print(f"  {count:>5}  {reason}", markup=False)
    for one in report.rejected[:rejected]:
        out.print(f"  row {one.row}: {one.reason}: {one.cells[:100]}", markup=False)
    if report.unread:
        out.print(f"{len(report.unread)} cells of accepted rows could not be read; --json lists them")
    for table, name in report.joined.items():
        out.print(f"joined {name} as {table}", markup=False)
    if report.unused:
        out.print(f"not used: {', '.join(report.unused)}", markup=False)
    for synthesis in moved:
        out.print(f"pooled again, {synthesis.id[:12]}: {synthesis.change}", markup=False)
