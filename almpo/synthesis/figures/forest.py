"""Forest plot: every study, subgroups, the pooled effect and what is to be expected in a new place."""

import math
import textwrap
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from almpo.evidence.errors import StatisticsError
from almpo.evidence.syntheses import Interval, PooledResult
from almpo.synthesis.figures.drawing import BLUE, INK, PALE, QUIET, Drawing, number, span
from almpo.synthesis.figures.forest_lines import GROUPS, Line, forest_lines
from almpo.synthesis.figures.labels import DECIMALS, UNITS, axis_label, question, said

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

MOST_STUDIES = 150  # that are drawn, by weight; the CSV has all
LINE_HEIGHT = 0.2  # inches
LABEL = 44  # characters
LEFT, PLOT, RIGHT, TOP, BOTTOM = 3.0, 4.4, 2.3, 0.62, 0.95  # inches
COLUMNS = ("kind", "group", "study", "effects", "estimate", "low", "high", "weight_percent", "findings")


def forest(result: PooledResult, by: str | None = None) -> Drawing:
    """The plot of a pooled result, its studies grouped by one of GROUPS.

    Raises:
        StatisticsError: too_few if there is nothing to draw; out_of_range for an unknown group.
    """
    if result.estimated is None:
        raise StatisticsError("too_few", result.refusal or "There is nothing to draw.")
    if by is not None and by not in GROUPS:
        raise StatisticsError("out_of_range", f"No group {by!r}: {', '.join(GROUPS)}.")
    lines = forest_lines(result, by)
    shown = _shortened(lines)
    height = TOP + BOTTOM + LINE_HEIGHT * len(shown)
    return Drawing(
        name="forest",
        title=f"{question(result.query)}: forest plot",
        alt=_alt(result, lines, by),
        columns=COLUMNS,
        rows=tuple(_row(line) for line in lines),
        size=(LEFT + PLOT + RIGHT, height),
        paint=lambda figure: _paint(figure, result, shown),
    )


def _shortened(lines: Sequence[Line]) -> list[Line]:
    """The lines that are drawn: the heaviest studies, and how many are not shown."""
    studies = [line for line in lines if line.kind == "study"]
    if len(studies) <= MOST_STUDIES:
        return list(lines)
    border = sorted((line.weight or 0.0 for line in studies), reverse=True)[MOST_STUDIES - 1]
    kept = [line for line in lines if line.kind != "study" or (line.weight or 0.0) >= border]
    left = len(lines) - len(kept)
    return [*kept, Line("rest", f"{left} studies of less weight are in the data, not drawn")]


def _row(line: Line) -> tuple[object, ...]:
    low, high = (line.interval.low, line.interval.high) if line.interval else (None, None)
    weight = None if line.weight is None else round(100 * line.weight, 3)
    study = line.label if line.kind == "study" else None
    figures = (None if one is None else round(one, 6) for one in (line.estimate, low, high))
    return (
        line.kind,
        line.group,
        study,
        len(line.findings) or None,
        *figures,
        weight,
        " ".join(line.findings),
    )


def _alt(result: PooledResult, lines: Sequence[Line], by: str | None) -> str:
    decimals, unit = DECIMALS[result.unit], UNITS[result.unit]
    found = result.estimated
    assert found is not None
    told = [
        f"Forest plot of {result.k_effects} effects of {result.k_studies} studies, in {unit}, positive where"
        f" favourable. Pooled effect {number(found.estimate, decimals)}"
        f" ({100 * result.query.level:g} % interval {span(*_ends(found.interval), decimals)})."
    ]
    if found.prediction:
        told.append(f"In a new place {span(*_ends(found.prediction), decimals)} is to be expected.")
    if by is not None:
        each = [
            f"{line.group} {number(line.estimate or 0.0, decimals)} ({span(*_ends(line.interval), decimals)})"
            for line in lines
            if line.kind == "pooled" and line.group and line.interval
        ]
        told.append(f"By {by.replace('_', ' ')}: {'; '.join(each)}.")
    if certainty := said(result):
        told.append(f"{certainty}.")
    return " ".join(told)


def _ends(interval: Interval) -> tuple[float, float]:
    return interval.low, interval.high


def _paint(figure: "Figure", result: PooledResult, lines: Sequence[Line]) -> None:
    width, height = figure.get_size_inches()
    plot = LINE_HEIGHT * len(lines)
    axes = figure.add_axes((LEFT / width, BOTTOM / height, PLOT / width, plot / height))
    axes.set_ylim(len(lines) - 0.5, -0.5)
    axes.set_xlim(*_limits(lines, result.query.threshold))
    axes.set_yticks([])
    axes.spines["left"].set_visible(False)
    axes.set_xlabel(axis_label(result.unit))
    axes.axvline(0, color=INK, linewidth=0.8, zorder=1)
    if result.query.threshold:
        axes.axvline(result.query.threshold, color=QUIET, linewidth=0.8, linestyle=":", zorder=1)
    found = result.estimated
    assert found is not None
    axes.axvline(found.estimate, color=BLUE, linewidth=0.8, linestyle="--", zorder=1)
    for at, line in enumerate(lines):
        _draw(axes, at, line)
        _write(axes, at, line, DECIMALS[result.unit])
    level = f"{100 * result.query.level:g} % interval"
    _text(axes, -LEFT + 0.1, -1.1, "Study (its estimates averaged)", weight="bold")
    _text(axes, PLOT + 0.2, -1.1, f"Effect, {level}", weight="bold")
    _text(axes, PLOT + RIGHT - 0.1, -1.1, "Weight", weight="bold", ha="right")
    figure.text(0.1 / width, 1 - 0.12 / height, question(result.query), fontsize=11, weight="bold", va="top")
    model = f"{result.estimator[:1].upper()}{result.estimator[1:]}."
    foot = "\n".join(textwrap.wrap(f"{said(result)}.", 165) + textwrap.wrap(model, 165))
    figure.text(0.1 / width, 0.1 / height, foot, fontsize=7.5, color=QUIET, va="bottom")


def _limits(lines: Sequence[Line], threshold: float) -> tuple[float, float]:
    """Wide enough for what is pooled and for nearly all studies; longer intervals end in arrows."""
    pooled = [line.interval for line in lines if line.kind in ("pooled", "prediction") and not line.group]
    low = min([one.low for one in pooled if one] + [threshold, 0.0])
    high = max([one.high for one in pooled if one] + [threshold, 0.0])
    studies = [line.interval for line in lines if line.kind == "study" and line.interval]
    lows, highs = [one.low for one in studies], [one.high for one in studies]
    low, high = min(low, float(np.quantile(lows, 0.1))), max(high, float(np.quantile(highs, 0.9)))
    room = 0.05 * (high - low)
    return low - room, high + room


def _draw(axes: "Axes", at: int, line: Line) -> None:
    if line.kind == "pooled":
        axes.axhspan(at - 0.5, at + 0.5, color=PALE, zorder=0, linewidth=0)
    if line.interval is None:
        return
    low, high = axes.get_xlim()
    start, end = max(line.interval.low, low), min(line.interval.high, high)
    if line.kind == "pooled" and line.estimate is not None:
        middle = min(max(line.estimate, start), end)
        corners = [(start, at), (middle, at - 0.36), (end, at), (middle, at + 0.36)]
        axes.fill(*zip(*corners, strict=True), facecolor=BLUE, edgecolor=INK, linewidth=0.6, zorder=3)
        return
    dashed = line.kind == "prediction"
    if start <= end:
        style = {"linestyle": (0, (3, 1.5)), "linewidth": 1.6, "color": BLUE} if dashed else {"color": INK}
        axes.plot([start, end], [at, at], zorder=2, **{"linewidth": 0.9, **style})  # type: ignore[arg-type]
    for edge, beyond, marker in (
        (start, line.interval.low < low, "<"),
        (end, line.interval.high > high, ">"),
    ):
        if beyond:
            axes.plot(
                [low if marker == "<" else high], [at], marker=marker, color=INK, markersize=4, clip_on=False
            )
        elif dashed:
            axes.plot([edge], [at], marker="|", color=BLUE, markersize=8, zorder=2)
    if line.estimate is not None and low <= line.estimate <= high:
        size = 2.2 + 16 * math.sqrt(max(0.0, line.weight or 0.0))
        axes.plot([line.estimate], [at], marker="s", color=INK, markersize=min(size, 9), zorder=3)


def _write(axes: "Axes", at: int, line: Line, decimals: int) -> None:
    strong = "bold" if line.kind in ("group", "pooled") else "normal"
    indent = 0.1 if line.kind in ("group", "pooled", "rest", "refusal") else 0.2
    count = f" ({len(line.findings)})" if line.kind == "study" and len(line.findings) > 1 else ""
    room = LABEL - len(count)
    cut = line.kind == "study" and len(line.label) > room
    label = (f"{line.label[: room - 1]}…" if cut else line.label) + count
    _text(axes, -LEFT + indent, at, label, weight=strong)
    if line.interval is not None:
        middle = "" if line.estimate is None else f"{number(line.estimate, decimals)}  "
        told = f"{middle}({span(line.interval.low, line.interval.high, decimals)})"
        _text(axes, PLOT + 0.2, at, told, weight=strong)
    if line.weight is not None:
        _text(axes, PLOT + RIGHT - 0.1, at, f"{100 * line.weight:.1f} %", weight=strong, ha="right")


def _text(axes: "Axes", x: float, y: float, text: str, *, weight: str = "normal", ha: str = "left") -> None:
    """At x inches right of the plot's left edge, on line y."""
    place = axes.get_yaxis_transform()
    axes.text(x / PLOT, y, text, transform=place, va="center_baseline", ha=ha, weight=weight, fontsize=8)
