"""Heads of columns: wrapped lines joined, levels told apart, spans found."""

from collections.abc import Sequence
from typing import NamedTuple

from almpo.evidence.anchors import Box
from almpo.evidence.documents import Table
from almpo.ingestion.layout import Rule
from almpo.ingestion.tables import numbers
from almpo.ingestion.tables.columns import Column, columns_under
from almpo.ingestion.tables.lines import Chunk, Line

WRAP = 1.6  # font sizes: lines of one head stand closer than this


class Head(NamedTuple):
    """One head cell over columns first..last (from 1; 0 is the stub, the head of the row labels)."""

    text: str
    box: Box
    first: int
    last: int
    level: int  # rows above the body, 0 = lowest

    @property
    def columns(self) -> range:
        return range(self.first, self.last + 1)


def column_heads(table: Table) -> list[str]:
    """The head of every column with its levels joined by " | ", spans written out; index = column number."""
    heads: list[list[str]] = [[] for _ in range(table.n_columns)]
    for cell in sorted(table.cells, key=lambda c: (c.row, c.column)):
        if cell.row < table.header_rows and cell.text:
            for column in range(cell.column, min(cell.column + cell.columns_spanned, table.n_columns)):
                heads[column].append(cell.text)
    return [" | ".join(parts) for parts in heads]


def build_heads(lines: Sequence[Line], columns: Sequence[Column], rules: Sequence[Rule]) -> list[Head]:
    """Head cells with their levels, counted from the body upwards."""
    raw = [head for line in lines for head in _line_heads(line, columns, rules)]
    merged: list[Head] = []
    for head in sorted(raw, key=lambda h: h.box.y0):
        above = next((m for m in reversed(merged) if set(m.columns) & set(head.columns)), None)
        if above is not None and _wraps(above, head, rules):
            merged[merged.index(above)] = Head(
                join_wrapped(above.text, head.text), above.box.union(head.box), above.first, above.last, 0
            )
        else:
            merged.append(head)
    return _levels(merged)


def _line_heads(line: Line, columns: Sequence[Column], rules: Sequence[Rule]) -> list[Head]:
    heads = []
    spans = [_span(chunk, line, columns, rules) for chunk in line.chunks]
    for chunk, (first, last) in zip(line.chunks, spans, strict=True):
        heads.append(Head(chunk.text, chunk.box, first, last, 0))
    return heads


def _span(chunk: Chunk, line: Line, columns: Sequence[Column], rules: Sequence[Rule]) -> tuple[int, int]:
    """First and last column that a head stands over."""
    under = columns_under(columns, chunk.box.x0, chunk.box.x1)
    rule = _rule_below(chunk, line, rules)
    if rule is not None:
        ruled = columns_under(columns, rule.x0, rule.x1)
        if ruled:
            return ruled[0], ruled[-1]
    if columns and not under and chunk.centre < columns[0].x0:
        return 0, 0
    if not under:
        nearest = 1 + min(range(len(columns)), key=lambda i: abs(columns[i].centre - chunk.centre))
        return nearest, nearest
    if (
        under[0] == 1
        and chunk.box.x0 < columns[0].x0 - 3 * line.size
        and len(under) == 1
        and chunk.centre < columns[0].x0
    ):
        return 0, 0
    return under[0], under[-1]


def _rule_below(chunk: Chunk, line: Line, rules: Sequence[Rule]) -> Rule | None:
    near = [
        rule
        for rule in rules
        if 0 < rule.y0 - line.baseline < 1.0 * line.size
        and rule.x0 <= chunk.centre <= rule.x1
        and rule.y1 - rule.y0 < 3
    ]
    alone = [r for r in near if sum(r.x0 <= other.centre <= r.x1 for other in line.chunks) == 1]
    return min(alone, key=lambda r: r.y0, default=None)


def _wraps(above: Head, head: Head, rules: Sequence[Rule]) -> bool:
    if (above.first, above.last) != (head.first, head.last):
        return False
    if numbers.is_column_number(above.text) or numbers.is_column_number(head.text):
        return False
    if head.box.y1 - above.box.y1 > WRAP * head.box.height:
        return False
    centre = (head.box.x0 + head.box.x1) / 2
    return not any(
        rule.x0 <= centre <= rule.x1 and above.box.y1 - 3 < rule.y0 < head.box.y1 - 0.5 * head.box.height
        for rule in rules
    )


def join_wrapped(first: str, second: str) -> str:
    """Two lines of one label; a word broken by a hyphen becomes whole."""
    if first.endswith("-") and len(first) > 1 and first[-2].isalpha() and second[:1].islower():
        return first[:-1] + second
    return f"{first} {second}"


def _levels(heads: Sequence[Head]) -> list[Head]:
    """Stack the heads on the body: each stands one row above the highest head under it."""
    placed: list[Head] = []
    for head in sorted(heads, key=lambda h: -h.box.y1):
        below = [p.level for p in placed if set(p.columns) & set(head.columns)]
        placed.append(head._replace(level=max(below, default=-1) + 1))
    return placed
