"""Contour-enhanced funnel plot (Peters et al. 2008): are imprecise, insignificant results missing?"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from almpo.evidence.errors import StatisticsError
from almpo.evidence.syntheses import PooledEffect, PooledResult
from almpo.synthesis.certainty import NATURAL
from almpo.synthesis.figures.drawing import BLUE, INK, LINE, PALE, QUIET, Drawing, number, span
from almpo.synthesis.figures.labels import DECIMALS, UNITS, axis_label, question
from almpo.synthesis.pooling.inference import t_quantile
from almpo.synthesis.publication_bias import suspected

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

COLUMNS = ("finding", "study", "estimate", "se", "p_two_sided", "design", "design_strength", "se_is_bound")
# Where results are significant at these two-sided levels, from the outside in: |z| of the border, fill, hatch.
CONTOURS = (
    ("p < 0.01", 0.01, "#ffffff", ""),
    ("0.01–0.05", 0.05, "#e4e9f0", ""),
    ("0.05–0.10", 0.1, PALE, "\\\\\\\\"),
)
NOT_SIGNIFICANT = "#c9d2dc"
USUAL, FAR = 0.97, 1.5  # share of the estimates; times their largest standard error
SIZE = (7.6, 5.4)  # inches


def funnel(result: PooledResult) -> Drawing:
    """Every estimate against its standard error, with contours of significance around zero.

    Raises:
        StatisticsError: too_few if there is nothing to draw.
    """
    if result.estimated is None:
        raise StatisticsError("too_few", result.refusal or "There is nothing to draw.")
    return Drawing(
        name="funnel",
        title=f"{question(result.query)}: funnel plot",
        alt=_alt(result),
        columns=COLUMNS,
        rows=tuple(_row(effect) for effect in result.inputs.effects),
        size=SIZE,
        paint=lambda figure: _paint(figure, result),
    )


def _row(effect: PooledEffect) -> tuple[object, ...]:
    p = 2 * float(_upper_tail(abs(effect.value) / effect.se))
    figures = round(effect.value, 6), round(effect.se, 6), float(f"{p:.4g}")
    return (effect.finding_id, effect.study, *figures, effect.design, effect.strength, effect.se_is_bound)


def _upper_tail(z: float) -> float:
    from scipy import special

    return float(special.ndtr(-z))


def _alt(result: PooledResult) -> str:
    found, decimals = result.estimated, DECIMALS[result.unit]
    assert found is not None
    significant = sum(abs(one.value) / one.se > 1.959964 for one in result.inputs.effects)
    told = (
        f"Funnel plot of {result.k_effects} effects of {result.k_studies} studies against their standard error, in"
        f" {UNITS[result.unit]}. {significant} effects are significant at 5 per cent. The pooled effect is"
        f" {number(found.estimate, decimals)}."
    )
    for check in result.publication_bias.checks if result.publication_bias else ():
        if check.method == "egger" and check.p is not None and check.statistic is not None:
            rises = "larger" if check.statistic > 0 else "smaller"
            clear = "" if suspected(check) else ", which may be chance"
            told += f" Imprecise studies report {rises} effects (Egger's test, p = {check.p:.2g}){clear}."
        if check.method == "pet_peese" and check.corrected is not None and check.interval is not None:
            interval = span(check.interval.low, check.interval.high, decimals)
            told += f" Extrapolated to perfect precision: {number(check.corrected, decimals)} ({interval})."
    return told


def _paint(figure: "Figure", result: PooledResult) -> None:
    axes = figure.add_axes((0.1, 0.13, 0.62, 0.75))
    effects = result.inputs.effects
    values, errors = np.array([one.value for one in effects]), np.array([one.se for one in effects])
    depth = _depth(errors)
    centre = result.estimated.estimate if result.estimated else 0.0
    shown = [*values[errors <= depth], centre - 1.5 * depth, centre + 1.5 * depth]
    room = 0.04 * (max(shown) - min(shown))
    axes.set_xlim(min(shown) - room, max(shown) + room)
    axes.set_ylim(depth, 0)
    _contours(axes, depth)
    z = float(t_quantile(0.975, np.inf))
    axes.plot(
        [centre - z * depth, centre, centre + z * depth],
        [depth, 0, depth],
        color=BLUE,
        linewidth=0.9,
        ls="--",
    )
    axes.axvline(centre, color=BLUE, linewidth=1.1)
    _points(axes, [one for one in effects if one.se <= depth])
    _corrected(axes, result)
    axes.set_xlabel(axis_label(result.unit))
    axes.set_ylabel("Standard error (precise results on top)")
    axes.legend(
        loc="upper left",
        bbox_to_anchor=(1.02, 1.0),
        frameon=False,
        fontsize=8,
        handlelength=1.8,
        labelspacing=0.9,
    )
    if below := int((errors > depth).sum()):
        told = (
            f"{below} less precise {'estimate is' if below == 1 else 'estimates are'} in the data, not drawn"
        )
        figure.text(0.98, 0.02, told, ha="right", color=QUIET, fontsize=7.5)
    figure.text(0.02, 0.97, f"{question(result.query)}: funnel", fontsize=11, weight="bold", va="top")


def _depth(errors: np.ndarray) -> float:
    """How far down: to the least precise estimate, unless that would press all others together on top."""
    most, usual = float(errors.max()), float(np.quantile(errors, USUAL))
    return 1.06 * (usual if most > FAR * usual else most)


def _contours(axes: "Axes", depth: float) -> None:
    errors = np.array([0.0, depth])
    outer = np.full(2, 10 * max(depth, *map(abs, axes.get_xlim())))
    for label, level, colour, hatch in CONTOURS:
        inner = float(t_quantile(1 - level / 2, np.inf)) * errors
        for sign in (-1, 1):
            axes.fill_betweenx(
                errors,
                sign * inner,
                sign * outer,
                facecolor=colour,
                edgecolor=LINE,
                linewidth=0.5,
                hatch=hatch,
                zorder=0,
                label=label if sign > 0 else None,
            )
        outer = inner
    axes.fill_betweenx(
        errors,
        -outer,
        outer,
        facecolor=NOT_SIGNIFICANT,
        edgecolor=LINE,
        linewidth=0.5,
        zorder=0,
        label="p > 0.10",
    )


def _points(axes: "Axes", effects: Sequence[PooledEffect]) -> None:
    kinds = (
        ("trial or natural experiment", "o", INK, lambda one: (one.strength or 0) >= NATURAL),
        ("other design", "^", "white", lambda one: 0 < (one.strength or 0) < NATURAL),
        ("design not told", "x", INK, lambda one: not one.strength),
    )
    for label, marker, fill, holds in kinds:
        own = [one for one in effects if holds(one)]
        if own:
            axes.plot(
                [one.value for one in own],
                [one.se for one in own],
                linestyle="",
                marker=marker,
                markersize=4.2,
                markerfacecolor=fill,
                markeredgecolor=INK,
                markeredgewidth=0.7,
                alpha=0.65,
                label=label,
                zorder=3,
            )


def _corrected(axes: "Axes", result: PooledResult) -> None:
    check = result.publication_bias.check("pet_peese") if result.publication_bias else None
    if check is None or check.corrected is None or check.interval is None:
        return
    style = {"marker": "D", "markersize": 6, "color": QUIET, "clip_on": False, "zorder": 4}
    axes.plot(
        [check.interval.low, check.interval.high], [0, 0], color=QUIET, linewidth=2.5, clip_on=False, zorder=4
    )
    axes.plot([check.corrected], [0], linestyle="", label=f"corrected ({check.note})", **style)  # type: ignore[arg-type]
