"""How well tables are read, cell by cell, against tables written out by hand.

The gold file has blocks that begin with `@ DOCUMENT PAGE paren=se|t|p|none [inline]`, then one row a line, cells
parted by `|`, the row label first. A numeric cell is right if it is equal to the last character (sign, digits,
brackets, stars; glyphs for minus and star and spaces aside) and in the right place: rows, then columns are aligned
so that most cells agree (the factored alignment of GriTS, Smock et al., ICDAR 2023, with equality for likeness).

Run as `python -m almpo.evaluation.cells GOLD.txt FOLDER_OF_PDFS`.
"""

import re
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple, TypeVar

import pymupdf
from rapidfuzz import fuzz

from almpo.evidence.record import Record
from almpo.ingestion.pdf_layout import read_layout
from almpo.ingestion.tables.export import cells_by_page
from almpo.ingestion.tables.numbers import fold
from almpo.ingestion.tables.reader import read_tables

Grid = Sequence[Sequence[str]]  # [row][column]
Place = tuple[int, int]  # row, column
T = TypeVar("T")
U = TypeVar("U")

ALIKE = 80  # per cent by which a row label is recovered


class GoldTable(NamedTuple):
    document: str  # file name without ".pdf"
    page: int
    inline: bool  # estimate and uncertainty share a cell
    rows: tuple[tuple[str, ...], ...]

    @property
    def key(self) -> str:
        return f"{self.document}:{self.page}"


class CellScore(Record):
    """Counts of one table, or their sums over tables."""

    right: int = 0  # cells
    gold: int = 0
    predicted: int = 0
    pairs: int = 0  # an estimate and the bracketed number that belongs to it
    pairs_right: int = 0
    labels: int = 0
    labels_right: int = 0
    tables: int = 0
    full: int = 0  # tables without an error

    @property
    def precision(self) -> float:
        return self.right / max(self.predicted, 1)

    @property
    def recall(self) -> float:
        return self.right / max(self.gold, 1)

    @property
    def f1(self) -> float:
        return 2 * self.right / max(self.predicted + self.gold, 1)

    @property
    def pair(self) -> float:
        return self.pairs_right / max(self.pairs, 1)

    @property
    def label(self) -> float:
        return self.labels_right / max(self.labels, 1)

    def line(self) -> str:
        return (
            f"cells: precision {self.precision:.3f} recall {self.recall:.3f} F1 {self.f1:.3f}; "
            f"pairs {self.pair:.3f}; labels {self.label:.3f}; tables without error {self.full}/{self.tables}"
        )


def read_gold(path: Path) -> list[GoldTable]:
    tables: list[GoldTable] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("@"):
            _, document, page, *flags = line.split()
            tables.append(GoldTable(document.removesuffix(".pdf"), int(page), "inline" in flags, ()))
        elif line.strip():
            row = tuple(cell.strip() for cell in line.split("|"))
            tables[-1] = tables[-1]._replace(rows=(*tables[-1].rows, row))
    return tables


def score_cells(gold: Sequence[GoldTable], predicted: Mapping[str, Sequence[Grid]]) -> CellScore:
    """Score grids by "DOCUMENT:PAGE". Heads and labels that look like numbers are not counted as false cells."""
    sums, found, heads = Counter[str](), Counter[str](), Counter[str]()
    for table in gold:
        match = best_match(table, predicted.get(table.key, []))
        sums.update(match.counts())
        found[table.key] += len(match.places)
        heads[table.key] += match.numbers_in_heads()
    for key, right in found.items():
        numeric = sum(is_numeric(bare(c)) for grid in predicted.get(key, []) for row in grid for c in row)
        sums["predicted"] += max(right, numeric - heads[key])
    return CellScore(**sums)


class Match(NamedTuple):
    """A gold table laid over a predicted one."""

    table: GoldTable
    gold: Grid  # cells right of the labels, bare
    predicted: Grid  # as printed
    places: Mapping[Place, Place]  # of the cells that agree: in gold -> in predicted

    def counts(self) -> dict[str, int]:
        cells = sum(bool(cell) for row in self.gold for cell in row)
        labels = [i for i, row in enumerate(self.table.rows) if row[0]]
        pairs = list(self._pairs())
        return {
            "right": len(self.places),
            "gold": cells,
            "pairs": len(pairs),
            "pairs_right": sum(self._together(*pair) for pair in pairs),
            "labels": len(labels),
            "labels_right": sum(self._label_found(i) for i in labels),
            "tables": 1,
            "full": len(self.places) == cells,
        }

    def numbers_in_heads(self) -> int:
        """Numeric cells above the first row and left of the first column that agree."""
        top = min((row for row, _ in self.places.values()), default=0)
        left = min((column for _, column in self.places.values()), default=0)
        return sum(
            is_numeric(bare(cell)) and (j < top or d < left)
            for j, row in enumerate(self.predicted)
            for d, cell in enumerate(row)
        )

    def _pairs(self) -> Iterator[tuple[Place, Place]]:
        if self.table.inline:
            for i, row in enumerate(self.gold):
                for c in range(len(row) - 1):
                    if row[c + 1].startswith("("):
                        yield (i, c), (i, c + 1)
            return
        for i, (above, below) in enumerate(pairwise(self.gold)):
            for c, cell in enumerate(above):
                if cell and not cell.startswith("(") and below[c].startswith("("):
                    yield (i, c), (i + 1, c)

    def _together(self, estimate: Place, uncertainty: Place) -> bool:
        """Whether both were found, next to one another, with no other number between them."""
        if estimate not in self.places or uncertainty not in self.places:
            return False
        (j1, c1), (j2, c2) = self.places[estimate], self.places[uncertainty]
        if self.table.inline:
            return j1 == j2 and c2 == c1 + 1
        between = (self.predicted[j][c1] for j in range(j1 + 1, j2) if c1 < len(self.predicted[j]))
        return c1 == c2 and not any(is_numeric(bare(cell)) for cell in between)

    def _label_found(self, i: int) -> bool:
        hits = [place for (row, _), place in self.places.items() if row == i]
        if not hits:
            return False
        j = Counter(row for row, _ in hits).most_common(1)[0][0]
        first = min(column for row, column in hits if row == j)
        texts = [
            " ".join(self.predicted[k][:first]) if 0 <= k < len(self.predicted) else ""
            for k in (j, j + 1, j - 1)
        ]
        wanted = _letters(self.table.rows[i][0])
        readings = (texts[0], texts[0] + texts[1], texts[2] + texts[0])  # a label may be on two lines
        return max(fuzz.ratio(wanted, _letters(text)) for text in readings) >= ALIKE


def best_match(table: GoldTable, grids: Sequence[Grid]) -> Match:
    """The predicted table, or all of the page one under another, that has most of the gold cells."""
    candidates = [divided(grid) for grid in grids]
    if len(candidates) > 1:
        candidates.append([row for grid in candidates for row in grid])
    matches = [_match(table, gold, grid) for gold in _variants(table) for grid in candidates or [[]]]
    return max(matches, key=_quality)


def _quality(match: Match) -> tuple[float, int]:
    cells = sum(bool(cell) for row in match.gold for cell in row)
    return len(match.places) / max(cells, 1), -sum(len(row) for row in match.predicted)


def _match(table: GoldTable, gold: Grid, grid: Grid) -> Match:
    width = max((len(row) for row in grid), default=0)
    predicted = [[bare(cell) for cell in row] + [""] * (width - len(row)) for row in grid]
    rows = _align(gold, predicted, _agreeing)
    columns = _align(
        [[gold[i][c] for i, _ in rows] for c in range(len(gold[0]))],
        [[predicted[j][d] for _, j in rows] for d in range(width)],
        lambda one, other: sum(1 for x, y in zip(one, other, strict=True) if x and x == y),
    )
    places = {
        (i, c): (j, d) for i, j in rows for c, d in columns if gold[i][c] and gold[i][c] == predicted[j][d]
    }
    return Match(table, gold, grid, places)


def _variants(table: GoldTable) -> Iterator[Grid]:
    """The gold cells; where cells hold an estimate and its uncertainty, also divided, lone values on either side."""
    yield _even([row[1:] for row in table.rows])
    if table.inline:
        for lone_first in (True, False):
            yield _even(
                [[part for cell in row[1:] for part in _halves(cell, lone_first)] for row in table.rows]
            )


def _halves(cell: str, lone_first: bool) -> list[str]:
    if "(" in cell:
        return cell.split(" ")
    return [cell, ""] if lone_first else ["", cell]


def _even(rows: Sequence[Sequence[str]]) -> Grid:
    width = max(len(row) for row in rows)
    return [[bare(cell) for cell in row] + [""] * (width - len(row)) for row in rows]


def divided(grid: Grid) -> Grid:
    """Rows whose numeric cells hold several lines, as several rows."""
    rows: list[Sequence[str]] = []
    for row in grid:
        parts = [cell.split("\n") for cell in row]
        counts = Counter(len(p) for p in parts if len(p) > 1 and all(is_numeric(bare(x)) for x in p))
        if not counts:
            rows.append(row)
            continue
        lines = counts.most_common(1)[0][0]
        rows += [[_line(p, i, lines, label=c == 0) for c, p in enumerate(parts)] for i in range(lines)]
    return rows


def _line(parts: Sequence[str], i: int, lines: int, *, label: bool) -> str:
    if len(parts) == lines:
        return parts[i]
    return " ".join(parts) if i == 0 and (label or len(parts) == 1) else ""


def _agreeing(one: Sequence[str], other: Sequence[str]) -> int:
    """Length of the longest common subsequence of cells that are not empty."""
    before = [0] * (len(other) + 1)
    for x in one:
        row = [0] * (len(other) + 1)
        for j, y in enumerate(other):
            row[j + 1] = max(before[j + 1], row[j], before[j] + (1 if x and x == y else 0))
        before = row
    return before[-1]


def _align(one: Sequence[T], other: Sequence[U], likeness: Callable[[T, U], int]) -> list[tuple[int, int]]:
    """Pairs of indices, both rising, with the highest sum of likeness."""
    alike = [[likeness(x, y) for y in other] for x in one]
    best = [[0] * (len(other) + 1) for _ in range(len(one) + 1)]
    for i in reversed(range(len(one))):
        for j in reversed(range(len(other))):
            best[i][j] = max(best[i + 1][j], best[i][j + 1], best[i + 1][j + 1] + alike[i][j])
    pairs, i, j = [], 0, 0
    while i < len(one) and j < len(other):
        if best[i][j] == best[i + 1][j]:
            i += 1
        elif best[i][j] == best[i][j + 1]:
            j += 1
        else:
            pairs.append((i, j))
            i, j = i + 1, j + 1
    return pairs


def bare(text: str) -> str:
    """A cell without spaces, with one glyph for minus and for star."""
    return "".join(fold(unicodedata.normalize("NFKC", text)).split())


def is_numeric(cell: str) -> bool:
    """A bare cell that holds a value; (1), (2) are numbers of columns."""
    if re.fullmatch(r"\(\d{1,2}\)", cell):
        return False
    return bool(re.search(r"\d[.,]\d", cell) or re.fullmatch(r"[([]?[-+]?\d[\d,]*[)\]]?[*+]*", cell))


def _letters(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]", "", plain)


def read_pages(folder: Path, gold: Sequence[GoldTable]) -> dict[str, list[list[list[str]]]]:
    """The tables that almpo reads on the gold pages of the PDFs in a folder, by "DOCUMENT:PAGE"."""
    pages: dict[str, set[int]] = defaultdict(set)
    for table in gold:
        pages[table.document].add(table.page)
    found: dict[str, list[list[list[str]]]] = {}
    for name, numbers in pages.items():
        with pymupdf.open(folder / f"{name}.pdf") as document:
            layouts = [read_layout(document[number - 1], number) for number in sorted(numbers)]
        exported = cells_by_page(name, read_tables(name, layouts))
        found.update({key: page["tables"] for key, page in exported.items()})
    return found


def main(gold_path: str, folder: str) -> None:
    gold = [t for t in read_gold(Path(gold_path)) if (Path(folder) / f"{t.document}.pdf").exists()]
    predicted = read_pages(Path(folder), gold)
    for table in gold:
        match = best_match(table, predicted.get(table.key, []))
        counts = CellScore(**match.counts())
        print(
            f"{table.key:70s} {counts.right:4d}/{counts.gold:<4d} pairs {counts.pairs_right}/{counts.pairs} "
            f"labels {counts.labels_right}/{counts.labels}"
        )
    print(score_cells(gold, predicted).line())


if __name__ == "__main__":
    main(*sys.argv[1:3])
