"""Tables in the form in which cell scorers read them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from almpo.evidence.documents import Table


def cells_by_page(
    name: str, tables: Iterable[Table], seconds: Mapping[int, float] | None = None
) -> dict[str, dict[str, Any]]:
    """{"NAME:PAGE": {"tables": [[[cell, ...], ...], ...], "sec": seconds}}, rows of a table split by page.

    `seconds` per page number, where it was measured.
    """
    pages: dict[int, list[list[list[str]]]] = defaultdict(list)
    for table in tables:
        if table.kind != "data":
            continue
        for page in sorted({cell.page for cell in table.cells}):
            pages[page].append(page_grid(table, page))
    return {
        f"{name}:{page}": {"tables": grids, "sec": (seconds or {}).get(page, 0.0)}
        for page, grids in sorted(pages.items())
    }


def page_grid(table: Table, page: int) -> list[list[str]]:
    """The rows of a table that stand on one page."""
    grid = table.grid()
    rows = sorted({cell.row for cell in table.cells if cell.page == page})
    return [grid[row] for row in rows]
