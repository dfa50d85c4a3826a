"""Bubble plot of a meta-regression on one number: effects by its value, their weight, the line and its band."""

from typing import TYPE_CHECKING

import numpy as np

from almpo.evidence.errors import StatisticsError
from almpo.evidence.syntheses import Inputs, PooledEffect, SynthesisQuery
from almpo.synthesis.estimators import arrays
from almpo.synthesis.figures.drawing import BLUE, INK, PALE, Drawing, number, span
from almpo.synthesis.figures.labels import DECIMALS, UNITS, axis_label, question, spoken
from almpo.synthesis.moderators import NUMBERS
from almpo.synthesis.pooling import correlated_hierarchical, robust

if TYPE_CHECKING:
    from matplotlib.figure import Figure

COLUMNS = ("kind", "finding", "study", "value", "estimate", "se", "weight_percent", "low", "high")
SIZE = (7.6, 4.8)  # inches
POINTS = 40  # of the line
LARGEST = 420.0  # area of the heaviest bubble, square points


def bubble(query: SynthesisQuery, inputs: Inputs, moderator: str) -> Drawing:
    """The regression of the effects on a number, with robust inference.

    Args:
        moderator: a name in NUMBERS.

    Raises:
        StatisticsError: out_of_range for another moderator; what the model raises.
    """
    if moderator not in NUMBERS:
        raise StatisticsError("out_of_range", f"No number {moderator!r} to draw: {', '.join(NUMBERS)}.")
    read = NUMBERS[moderator]
    used = [effect for effect in inputs.effects if read(effect) is not None]
    values = np.array([float(read(effect) or 0.0) for effect in used])
    y, v = arrays(used)
    labels = [one.study for one in used]
    tested = robust(correlated_hierarchical(y, v, labels, values, rho=query.rho), level=query.level)
    weights = correlated_hierarchical(y, v, labels, rho=query.rho).weights
    grid = np.linspace(values.min(), values.max(), POINTS)
    ahead = tested.predict(grid[:, None])
    band = np.column_stack([grid, ahead.mean, ahead.low, ahead.high])
    unit = inputs.unit
    name = spoken(moderator)
    at = tested.coefficients
    decimals = DECIMALS[unit] + 1
    slope = f"{number(at.estimate[1], decimals)} ({span(at.low[1], at.high[1], decimals)})"
    told = f"slope {slope}, p = {at.p[1]:.2g}, {at.df[1]:.1f} degrees of freedom"
    alt = (
        f"Bubble plot of {len(used)} effects of {len(set(labels))} studies by {name}, in {UNITS[unit]}; bubbles"
        f" grow with the weight. Regression line: {told}. At {number(grid[0])} the line is at"
        f" {number(ahead.mean[0], decimals)}, at {number(grid[-1])} at {number(ahead.mean[-1], decimals)}."
    )

    def paint(figure: "Figure") -> None:
        axes = figure.add_axes((0.1, 0.13, 0.87, 0.74))
        axes.axhline(0, color=INK, linewidth=0.8)
        axes.fill_between(
            grid, ahead.low, ahead.high, facecolor=PALE, edgecolor=BLUE, linewidth=0.5, zorder=1
        )
        axes.plot(grid, ahead.mean, color=BLUE, linewidth=1.8, zorder=4)
        sizes = LARGEST * weights / weights.max()
        axes.scatter(
            values,
            y,
            s=np.maximum(sizes, 4),
            facecolors="none",
            edgecolors=INK,
            linewidths=0.8,
            alpha=0.8,
            zorder=3,
        )
        axes.set_xlabel(name.capitalize())
        axes.set_ylabel(axis_label(unit).replace(" (", "\n("))
        figure.text(0.02, 0.975, f"{question(query)} by {name}", fontsize=11, weight="bold", va="top")
        figure.text(0.1, 0.9, told.capitalize(), fontsize=8.5)

    return Drawing(
        name=f"bubble-{moderator.replace('_', '-')}",
        title=f"{question(query)}: by {name}",
        alt=alt,
        columns=COLUMNS,
        rows=_rows(used, values, weights, band),
        size=SIZE,
        paint=paint,
    )


def _rows(
    used: list[PooledEffect], values: np.ndarray, weights: np.ndarray, band: np.ndarray
) -> tuple[tuple[object, ...], ...]:
    points = [
        (
            "effect",
            one.finding_id,
            one.study,
            value,
            round(one.value, 6),
            round(one.se, 6),
            round(100 * share, 4),
        )
        for one, value, share in zip(used, values.tolist(), weights.tolist(), strict=True)
    ]
    line = [
        ("line", None, None, *(round(x, 6) for x in (at, mean)), None, None, round(low, 6), round(high, 6))
        for at, mean, low, high in band.tolist()
    ]
    return (*((*point, None, None) for point in points), *line)
