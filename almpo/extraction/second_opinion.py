"""C9: does another reader of the page have the same numbers in the same place?

The other reader's tables come as Markdown and may be cut into cells otherwise: several lines in a cell, an
estimate and its error in one cell or two. So a finding is confirmed where its estimate and its uncertainty
are found in one cell, or in cells beside or below one another. Where the other reader did not read the table
at all, it has no say.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from almpo.evidence.findings import Check, Finding
from almpo.measures import checks
from almpo.measures.numbers import plain

Grid = list[list[frozenset[str]]]  # rows of cells, each with its numbers

_NUMBER = re.compile(r"(?<![\w.,])[-+]?\d[\d.,']*(?:[eE][-+]?\d+)?|(?<![\w.,])[-+]?[.,]\d+")
_READ = 0.6  # share of a table's estimates that the other reader must have, to have a say on the rest


def with_second_opinion(findings: Sequence[Finding], pages: Mapping[int, str]) -> list[Finding]:
    """The findings, those of tables with a check C9 where the other reader has read their table.

    Args:
        pages: what the other reader made of the pages, as Markdown, by number.
    """
    grids = {number: list(tables_of(markdown)) for number, markdown in pages.items()}
    by_table: dict[tuple[str | None, int], list[Finding]] = defaultdict(list)
    for finding in findings:
        if finding.source == "table" and finding.page in grids:
            by_table[finding.table_id, finding.page].append(finding)
    found: dict[str, Check] = {}
    for (_, page), group in by_table.items():
        found |= _opinion(group, grids[page])
    return [_with_check(finding, found.get(finding.id)) for finding in findings]


def _with_check(finding: Finding, check: Check | None) -> Finding:
    kept = tuple(other for other in finding.checks if other.code != "C9")
    return finding.model_copy(update={"checks": (*kept, check) if check else kept})


def _opinion(group: Sequence[Finding], grids: Sequence[Grid]) -> dict[str, Check]:
    confirmed = {finding.id: any(_confirms(grid, finding) for grid in grids) for finding in group}
    if sum(confirmed.values()) < _READ * len(group):
        return {}
    return {
        finding.id: checks.readings_agree(
            _printed(finding)[0], _printed(finding)[0] if confirmed[finding.id] else None
        )
        for finding in group
    }


def tables_of(markdown: str) -> Iterator[Grid]:
    """The tables of a page: runs of lines that begin with a bar."""
    grid: Grid = []
    for line in [*markdown.splitlines(), ""]:
        if line.startswith("|"):
            cells = line.strip()[1:].removesuffix("|").split("|")
            grid.append([frozenset(numbers_of(cell)) for cell in cells])
        elif grid:
            yield grid
            grid = []


def numbers_of(text: str) -> list[str]:
    """The numbers of a cell in one spelling: ASCII minus, no stars, brackets or marks of emphasis."""
    bare = plain(re.sub(r"<[^>]*>|[*_\\]", " ", text.replace("<br>", " ; ")))
    return [
        match[0].strip(".,'").lstrip("+") for match in _NUMBER.finditer(re.sub(r"- (?=[\d.])", "-", bare))
    ]


def _printed(finding: Finding) -> list[str]:
    """Estimate and first uncertainty as printed, in that spelling."""
    names = ("estimate", "se", "t", "p", "ci_low")
    raws = [finding.readings[name].raw for name in names if name in finding.readings]
    tokens = [numbers[0] for raw in raws if (numbers := numbers_of(raw))]
    return tokens[:2] or [f"{finding.estimate:g}"]


def _confirms(grid: Grid, finding: Finding) -> bool:
    estimate, *uncertainty = _printed(finding)
    return any(
        estimate in cell and all(number in _around(grid, i, j) for number in uncertainty)
        for i, row in enumerate(grid)
        for j, cell in enumerate(row)
    )


def _around(grid: Grid, i: int, j: int) -> frozenset[str]:
    """The numbers of a cell, of the next cells to the right and of the cells below."""
    row = grid[i]
    cells = row[j : j + 4]
    for below in grid[i + 1 : i + 3]:
        cells = [*cells, *below[j : j + 1]]
    return frozenset().union(*cells)
