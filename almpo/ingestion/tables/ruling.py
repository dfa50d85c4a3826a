"""Ruled lines of a table: across it, between its columns, between its rows."""

from collections.abc import Iterable, Sequence

from almpo.evidence.anchors import Box
from almpo.ingestion.layout import Rule

SAME = 2.5  # points: pieces of one ruled line
JOINT = 6.0  # points: gap in a ruled line where cells are drawn one by one
MOST_RULES = 800  # more than this is a drawing


def level_rules(rules: Iterable[Rule], area: Box) -> list[tuple[float, list[Rule]]]:
    """(height, pieces) of the horizontal lines that touch an area, from top to bottom."""
    level = sorted(
        (
            rule
            for rule in rules
            if rule.x1 - rule.x0 > rule.y1 - rule.y0
            and rule.x1 > area.x0
            and rule.x0 < area.x1
            and area.y0 - SAME <= rule.y0 <= area.y1 + SAME
        ),
        key=lambda rule: rule.y0,
    )
    groups: list[list[Rule]] = []
    for rule in level:
        if groups and rule.y0 - groups[-1][-1].y0 < SAME:
            groups[-1].append(rule)
        else:
            groups.append([rule])
    return [(group[0].y0, group) for group in groups]


def wide_rules(rules: Iterable[Rule], area: Box) -> list[float]:
    """Heights of lines that begin at the left edge of an area and cover most of its width."""
    return [
        y
        for y, pieces in level_rules(rules, area)
        if min(piece.x0 for piece in pieces) < area.x0 + 0.05 * area.width
        and _covered([(piece.x0, piece.x1) for piece in pieces], area.x0, area.x1) > 0.75 * area.width
    ]


def separators(rules: Iterable[Rule], area: Box) -> list[float]:
    """x of the vertical lines inside an area that run along most of its height."""
    upright = sorted(
        (
            rule
            for rule in rules
            if rule.y1 - rule.y0 > rule.x1 - rule.x0
            and area.x0 + 4 < rule.x0 < area.x1 - 4
            and rule.y1 > area.y0
            and rule.y0 < area.y1
        ),
        key=lambda rule: rule.x0,
    )
    groups: list[list[Rule]] = []
    for rule in upright:
        if groups and rule.x0 - groups[-1][-1].x0 < SAME:
            groups[-1].append(rule)
        else:
            groups.append([rule])
    return [
        group[0].x0
        for group in groups
        if _covered([(piece.y0 - JOINT, piece.y1 + JOINT) for piece in group], area.y0, area.y1)
        > 0.7 * area.height
    ]


def crossing(rules: Iterable[Rule], xs: Sequence[float], line: Box) -> list[float]:
    """Those of the vertical lines at `xs` that run beside a line of text; merged cells have none."""
    middle = (line.y0 + line.y1) / 2
    beside = [
        rule.x0
        for rule in rules
        if rule.y0 - SAME < middle < rule.y1 + SAME and rule.y1 - rule.y0 > rule.x1 - rule.x0
    ]
    return [x for x in xs if any(abs(found - x) < SAME for found in beside)]


def _covered(spans: Sequence[tuple[float, float]], low: float, high: float) -> float:
    """Length of low..high that the spans cover together."""
    total, reached = 0.0, low
    for start, stop in sorted(spans):
        start, stop = max(start, reached), min(stop, high)
        if stop > start:
            total += stop - start
            reached = stop
    return total


def frames(rules: Sequence[Rule]) -> list[Box]:
    """Areas of ruled grids: touching lines of which at least three run down and three across."""
    uprights = [rule for rule in rules if rule.y1 - rule.y0 > rule.x1 - rule.x0]
    if len(uprights) < 3 or len(rules) - len(uprights) < 3 or len(rules) > MOST_RULES:
        return []
    groups: list[list[Rule]] = []
    for rule in rules:
        touching = [group for group in groups if any(_touch(rule, other) for other in group)]
        groups = [group for group in groups if not any(group is other for other in touching)]
        groups.append([rule, *(other for group in touching for other in group)])
    return [_around(group) for group in groups if _is_grid(group)]


def _touch(one: Rule, other: Rule) -> bool:
    return (
        one.x0 - JOINT < other.x1
        and other.x0 - JOINT < one.x1
        and one.y0 - JOINT < other.y1
        and other.y0 - JOINT < one.y1
    )


def _is_grid(group: Sequence[Rule]) -> bool:
    down = {round(rule.x0 / SAME) for rule in group if rule.y1 - rule.y0 > rule.x1 - rule.x0}
    across = {round(rule.y0 / SAME) for rule in group if rule.x1 - rule.x0 > rule.y1 - rule.y0}
    return len(down) >= 3 and len(across) >= 3


def _around(group: Sequence[Rule]) -> Box:
    return Box(
        min(rule.x0 for rule in group),
        min(rule.y0 for rule in group),
        max(rule.x1 for rule in group),
        max(rule.y1 for rule in group),
    )
