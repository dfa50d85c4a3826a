"""What all commands share: the workspace they work on and how they print."""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer
from rich.console import Console
from rich.table import Table

from almpo.evidence.settings import Settings, load_settings

if TYPE_CHECKING:
    from almpo.pipeline.workspace import Workspace

_FILE_WIDTH = 200  # columns of tables that go to a file or a pipe
_overrides: dict[str, Any] = {}


def set_home(home: Path | None) -> None:
    if home is not None:
        _overrides["home"] = home


def settings() -> Settings:
    return load_settings(**_overrides)


def open_workspace() -> "Workspace":
    """Imported late: the models behind it take a second to load, and `--help` should not."""
    from almpo.pipeline.workspace import Workspace

    return Workspace(settings())


def console() -> Console:
    return Console(highlight=False, soft_wrap=True)


def print_json(value: Any) -> None:
    typer.echo(json.dumps(value, ensure_ascii=False, default=str))


def print_table(heads: Sequence[str], rows: Iterable[Sequence[object]], right: Sequence[str] = ()) -> None:
    """A plain table. Columns named in `right` are set flush right."""
    table = Table(box=None, header_style="bold", pad_edge=False)
    for head in heads:
        flush_right = head in right
        table.add_column(
            head, justify="right" if flush_right else "left", no_wrap=flush_right, overflow="fold"
        )
    for row in rows:
        table.add_row(*("" if cell is None else _plain(cell) for cell in row))
    screen = Console(highlight=False)
    if not screen.is_terminal:
        screen.width = _FILE_WIDTH
    screen.print(table)


def _plain(cell: object) -> str:
    return str(cell).replace("[", r"\[")  # what a document says is text, never markup
