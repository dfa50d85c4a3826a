"""Heads of columns: put together, placed over columns, levels told apart."""

from collections.abc import Sequence

from almpo.ingestion.layout import Rule
from almpo.ingestion.tables import numbers
from almpo.ingestion.tables.columns import Column, columns_under
from almpo.ingestion.tables.lines import Line
from almpo.ingestion.tables.spans import Head, fit_spans
from almpo.ingestion.tables.stacks import stack_heads


def build_heads(lines: Sequence[Line], columns: Sequence[Column], rules: Sequence[Rule]) -> list[Head]:
    """Head cells with the columns they stand over and their levels, counted from the body upwards."""
    heads = stack_heads(lines, columns, rules)
    placed: list[Head] = []
    for row in _rows_from_below(heads):
        fixed = [_sure_span(head, row, columns, rules) for head in row]
        beside = [p for p in placed if any(_beside(p, head) for head in row)]
        taken = {c for p in beside for c in range(p.first, p.last + 1)}
        for head, (first, last) in zip(row, fit_spans(row, fixed, taken, columns), strict=True):
            placed.append(head._replace(first=first, last=last))
    return _levels(placed)


def _rows_from_below(heads: Sequence[Head]) -> list[list[Head]]:
    """Heads that end at about the same height, lowest first, each row from left to right."""
    rows: list[list[Head]] = []
    for head in sorted(heads, key=lambda h: -h.box.y1):
        if rows and rows[-1][0].box.y1 - head.box.y1 < 0.6 * min(h.box.height for h in rows[-1]):
            rows[-1].append(head)
        else:
            rows.append([head])
    return [sorted(row, key=lambda h: h.box.x0) for row in rows]


def _beside(one: Head, other: Head) -> bool:
    """Whether two heads stand at the same height, so that they cannot share a column."""
    shared = min(one.box.y1, other.box.y1) - max(one.box.y0, other.box.y0)
    return shared > 0.5 * min(one.box.height, other.box.height)


def _sure_span(
    head: Head, row: Sequence[Head], columns: Sequence[Column], rules: Sequence[Rule]
) -> tuple[int, int] | None:
    """The columns of a head where a rule or its position leave no doubt, else None."""
    rule = _rule_below(head, row, rules)
    if rule is not None:
        ruled = columns_under(columns, rule.x0, rule.x1)
        if ruled:
            return ruled[0], ruled[-1]
    first = columns[0]
    if head.box.x1 <= first.x0 or (head.centre < first.x0 and head.box.x1 < first.centre):
        return 0, 0
    if numbers.is_column_number(head.text) or numbers.is_value(head.text):
        under = columns_under(columns, head.box.x0, head.box.x1)
        if len(under) == 1:
            return under[0], under[0]
    return None


def _rule_below(head: Head, row: Sequence[Head], rules: Sequence[Rule]) -> Rule | None:
    """The ruled line right under a head and under no other head of its line."""
    height = min(head.box.height, 14.0)
    near = [
        rule
        for rule in rules
        if -0.35 * height < rule.y0 - head.box.y1 < 1.1 * height and rule.x0 <= head.centre <= rule.x1
    ]
    alone = [r for r in near if sum(r.x0 <= other.centre <= r.x1 for other in row) == 1]
    return min(alone, key=lambda r: r.y0, default=None)


def _levels(heads: Sequence[Head]) -> list[Head]:
    """Stack the heads on the body: each stands one row above the highest head under it."""
    placed: list[Head] = []
    for head in sorted(heads, key=lambda h: -h.box.y1):
        below = [p.level for p in placed if p.first <= head.last and head.first <= p.last]
        placed.append(head._replace(level=max(below, default=-1) + 1))
    return placed
