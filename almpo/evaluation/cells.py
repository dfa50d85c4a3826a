"""How exactly tables are read: `almpo eval cells`.

A numeric cell is right when it is exactly the printed one (sign, digits, brackets, stars; glyphs of minus and
star and spaces normalised) and stands in the right place, by an alignment of rows, then of columns as in GriTS
(Smock et al. 2022), with exact match in place of similarity.

cells   precision, recall and F1, micro over cells; heads and labels beside the matched part are not counted
pair    estimates found together with the parenthesis value below or beside them, in the same column
full    tables without an error
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from almpo.evidence.errors import NotFoundError
from almpo.evidence.record import Record

Grid = list[list[str]]
Place = tuple[int, int]


class GoldTable(NamedTuple):
    key: str  # "DOCUMENT:PAGE", PDF documents without their ending
    inline: bool  # estimate and parenthesis share a cell
    rows: Grid  # without the column of labels


class CellScores(Record):
    tables: int
    precision: float
    recall: float
    f1: float
    pair: float
    full: int


class _Match(NamedTuple):
    gold: Grid
    read: Grid
    places: dict[Place, Place]  # of gold cells in what was read


def read_gold_tables(path: Path) -> list[GoldTable]:
    """Blocks that begin with `@ DOCUMENT PAGE paren=… [inline]`, then a row a line, cells split by `|`."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise NotFoundError(f"{path} cannot be read: {error.strerror}") from error
    tables: list[GoldTable] = []
    for line in lines:
        if line.startswith("@"):
            _, document, page, *flags = line.split()
            tables.append(GoldTable(f"{document}:{page}", "inline" in flags, []))
        elif line.strip():
            tables[-1].rows.append([cell.strip() for cell in line.split("|")[1:]])
    return tables


def score_cells(gold: Sequence[GoldTable], read: Mapping[str, Mapping[str, Any]]) -> CellScores:
    """Score tables in the exchange form of `almpo tables export`."""
    by_key = {key.replace(".pdf:", ":"): page["tables"] for key, page in read.items()}
    hits, beside, pairs = Counter[str](), Counter[str](), Counter[bool]()
    cells = full = 0
    for table in gold:
        match = _best_match(table, by_key.get(table.key, []))
        wanted = sum(1 for row in match.gold for cell in row if cell)
        cells += wanted
        hits[table.key] += len(match.places)
        beside[table.key] += _beside(match)
        full += len(match.places) == wanted
        pairs.update(_pairs_right(match, table.inline))
    found = sum(hits.values())
    numeric = {
        key: sum(is_number(_plain(cell)) for grid in by_key.get(key, []) for row in grid for cell in row)
        for key in hits
    }
    read_cells = sum(max(hits[key], numeric[key] - beside[key]) for key in hits)
    precision, recall = found / max(read_cells, 1), found / max(cells, 1)
    return CellScores(
        tables=len(gold),
        precision=precision,
        recall=recall,
        f1=2 * precision * recall / max(precision + recall, 1e-9),
        pair=pairs[True] / max(pairs.total(), 1),
        full=full,
    )


def is_number(cell: str) -> bool:
    """A number with or without brackets and stars; (1), (2) are numbers of columns."""
    if re.fullmatch(r"\(\d{1,2}\)", cell):
        return False
    return bool(re.search(r"\d[.,]\d", cell) or re.fullmatch(r"[([]?[-+]?\d[\d,]*[)\]]?[*+]*", cell))


def _plain(cell: str) -> str:
    text = unicodedata.normalize("NFKC", cell)
    text = re.sub(r"∗|⁎|\\\*", "*", re.sub("[−–‒﹣‐‑]", "-", text))
    return re.sub(r"\s+", "", text)


def _best_match(table: GoldTable, grids: Sequence[Grid]) -> _Match:
    """The reading that matches the most cells; several tables of a page may together be one of the gold."""
    candidates = [*grids, [row for grid in grids for row in grid]]
    best = _Match([], [], {})
    for rows in _variants(table):
        width = max(map(len, rows))
        gold = [[_plain(cell) for cell in row] + [""] * (width - len(row)) for row in rows]
        for grid in candidates:
            match = _match(gold, [[_plain(cell) for cell in row] for row in grid])
            if not best.gold or len(match.places) > len(best.places):
                best = match
    return best


def _variants(table: GoldTable) -> list[Grid]:
    """A reader may also split estimates from parentheses that share their cell."""
    if not table.inline:
        return [table.rows]
    split = [[part for cell in row for part in (*cell.split(" "), "")[:2]] for row in table.rows]
    return [table.rows, split]


def _match(gold: Grid, read: Grid) -> _Match:
    width = max(map(len, read), default=0)
    read = [row + [""] * (width - len(row)) for row in read]
    rows = _align(len(gold), len(read), lambda i, j: _common(gold[i], read[j]))
    columns = _align(
        len(gold[0]), width, lambda c, d: sum(1 for i, j in rows if gold[i][c] and gold[i][c] == read[j][d])
    )
    places = {(i, c): (j, d) for i, j in rows for c, d in columns if gold[i][c] and gold[i][c] == read[j][d]}
    return _Match(gold, read, places)


def _align(n: int, m: int, similarity: Callable[[int, int], int]) -> list[Place]:
    """Pairs (i, j), rising in both, of the greatest total similarity."""
    gain = [[similarity(i, j) for j in range(m)] for i in range(n)]
    best = [[0] * (m + 1) for _ in range(n + 1)]
    for i in reversed(range(n)):
        for j in reversed(range(m)):
            best[i][j] = max(best[i + 1][j], best[i][j + 1], best[i + 1][j + 1] + gain[i][j])
    pairs, i, j = [], 0, 0
    while i < n and j < m:
        if best[i][j] == best[i + 1][j]:
            i += 1
        elif best[i][j] == best[i][j + 1]:
            j += 1
        else:
            pairs.append((i, j))
            i, j = i + 1, j + 1
    return pairs


def _common(first: Sequence[str], second: Sequence[str]) -> int:
    """Length of the longest common subsequence of filled cells."""
    row = [0] * (len(second) + 1)
    for a in first:
        above, row = row, [0] * (len(second) + 1)
        for k, b in enumerate(second):
            row[k + 1] = max(above[k + 1], row[k], above[k] + (bool(a) and a == b))
    return row[-1]


def _beside(match: _Match) -> int:
    """Numbers above and left of what was matched: heads and labels."""
    top = min((place[0] for place in match.places.values()), default=0)
    left = min((place[1] for place in match.places.values()), default=0)
    return sum(
        is_number(cell)
        for j, row in enumerate(match.read)
        for d, cell in enumerate(row)
        if j < top or d < left
    )


def _pairs_right(match: _Match, inline: bool) -> list[bool]:
    """For each estimate with a parenthesis value: were both found, with nothing between them?"""
    step = (0, 1) if inline else (1, 0)
    verdicts = []
    for i, row in enumerate(match.gold):
        for c, cell in enumerate(row):
            below = (i + step[0], c + step[1])
            if not cell or cell.startswith("(") or not _at(match.gold, below).startswith("("):
                continue
            one, other = match.places.get((i, c)), match.places.get(below)
            verdicts.append(
                one is not None and other is not None and _adjacent(match.read, one, other, inline)
            )
    return verdicts


def _adjacent(read: Grid, one: Place, other: Place, inline: bool) -> bool:
    if inline:
        return one[0] == other[0] and other[1] == one[1] + 1
    between = (read[row][one[1]] for row in range(one[0] + 1, other[0]))
    return one[1] == other[1] and not any(map(is_number, between))


def _at(grid: Grid, place: Place) -> str:
    i, c = place
    return grid[i][c] if i < len(grid) and c < len(grid[i]) else ""
