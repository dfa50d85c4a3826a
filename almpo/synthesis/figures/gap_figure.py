"""The evidence gap map as a picture: how many studies, which way they point, how sure the pooled effect is."""

import math
import textwrap
from typing import TYPE_CHECKING

from almpo.evidence.certainty import CertaintyLevel
from almpo.evidence.errors import StatisticsError
from almpo.evidence.vocabulary import ProgrammeType
from almpo.synthesis.figures.drawing import INK, LINE, PALE, QUIET, Drawing
from almpo.synthesis.figures.labels import PROGRAMMES, spoken
from almpo.synthesis.gaps import GapCell, GapMap

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

COLUMNS = (
    *("programme", "column", "studies", "rigorous", "effects", "favourable", "unfavourable", "insignificant"),
    *("unclear", "validated", "direction", "unit", "estimate", "low", "high", "certainty", "findings"),
)
MARKS = {"favourable": "+", "unfavourable": "−", "mixed": "±", "none": "○", "unknown": "?"}
STARS = {
    CertaintyLevel.HIGH: "●●●●",
    CertaintyLevel.MODERATE: "●●●○",
    CertaintyLevel.LOW: "●●○○",
    CertaintyLevel.VERY_LOW: "●○○○",
}
LEGEND = (
    "Number: studies. + favourable, − unfavourable, ± mixed, ○ none significant, ? not told (significant effects)."
    " ●●●● high, ●●●○ moderate, ●●○○ low, ●○○○ very low certainty of the pooled effect. Hatched: no study."
)
CELL, LEFT, TOP, BOTTOM = (0.92, 0.62), 2.1, 0.95, 0.75  # inches


def gap_figure(found: GapMap) -> Drawing:
    """Raises StatisticsError: too_few if the map is empty."""
    if not found.cells:
        raise StatisticsError("too_few", "There is no evidence to map.")
    rows = list(ProgrammeType)
    width = LEFT + CELL[0] * len(found.columns) + 0.2
    return Drawing(
        name="gaps",
        title=_title(found),
        alt=_alt(found),
        columns=COLUMNS,
        rows=(*(_row(cell) for cell in found.cells), *((*gap, 0) for gap in found.empty)),
        size=(max(width, 7.0), TOP + CELL[1] * len(rows) + BOTTOM),
        paint=lambda figure: _paint(figure, found, rows),
    )


def _title(found: GapMap) -> str:
    outcome = f", effects on {spoken(found.outcome)}" if found.outcome else ""
    return f"Evidence gap map: programme types by {spoken(found.axis)}{outcome}"


def _row(cell: GapCell) -> tuple[object, ...]:
    counts = (
        cell.studies,
        cell.rigorous,
        cell.effects,
        cell.favourable,
        cell.unfavourable,
        cell.insignificant,
    )
    low, high = (cell.interval.low, cell.interval.high) if cell.interval else (None, None)
    pooled = (cell.unit, cell.estimate, low, high, cell.certainty)
    named = " ".join(cell.findings)
    return (
        cell.programme,
        cell.column,
        *counts,
        cell.unclear,
        cell.validated,
        cell.direction,
        *pooled,
        named,
    )


def _alt(found: GapMap) -> str:
    most = sorted(found.cells, key=lambda cell: (-cell.studies, cell.programme, cell.column))[:5]
    largest = "; ".join(
        f"{spoken(cell.programme)} and {spoken(cell.column)}: {cell.studies} studies, {cell.direction}"
        + (f", {spoken(cell.certainty)} certainty" if cell.certainty else "")
        for cell in most
    )
    total = len(found.cells) + len(found.empty)
    return (
        f"Grid of {len(ProgrammeType)} programme types by {len(found.columns)} columns"
        f" ({', '.join(spoken(column) for column in found.columns)}). {len(found.cells)} of {total} cells hold"
        f" evidence. Most studied: {largest}."
    )


def _paint(figure: "Figure", found: GapMap, rows: list[ProgrammeType]) -> None:
    width, height = figure.get_size_inches()
    wide, high = CELL[0] * len(found.columns), CELL[1] * len(rows)
    axes = figure.add_axes((LEFT / width, BOTTOM / height, wide / width, high / height))
    axes.set_xlim(-0.01, len(found.columns) + 0.01)
    axes.set_ylim(len(rows) + 0.01, -0.01)
    axes.set_axis_off()
    cells = {(cell.programme, cell.column): cell for cell in found.cells}
    most = max(cell.studies for cell in found.cells)
    for at, row in enumerate(rows):
        axes.text(-0.1, at + 0.5, PROGRAMMES[row], ha="right", va="center", fontsize=8.5)
        for across, column in enumerate(found.columns):
            _cell(axes, across, at, cells.get((row, column)), most)
    for across, column in enumerate(found.columns):
        label = textwrap.fill(spoken(column), 14)
        axes.text(across + 0.5, -0.12, label, ha="center", va="bottom", fontsize=8)
    figure.text(0.1 / width, 1 - 0.1 / height, _title(found), fontsize=11, weight="bold", va="top")
    legend = textwrap.fill(LEGEND, int(13.5 * width))
    figure.text(0.1 / width, 0.1 / height, legend, fontsize=7.5, color=QUIET, va="bottom")


def _cell(axes: "Axes", across: int, at: int, cell: GapCell | None, most: int) -> None:
    from matplotlib.patches import Ellipse, Rectangle

    box = {"edgecolor": LINE, "linewidth": 0.8}
    if cell is None:
        axes.add_patch(Rectangle((across, at), 1, 1, facecolor="white", hatch="///", **box))  # type: ignore[arg-type]
        return
    axes.add_patch(Rectangle((across, at), 1, 1, facecolor="white", **box))  # type: ignore[arg-type]
    share = math.sqrt(cell.studies / most)
    tall = 0.46 + 0.26 * share
    disc = Ellipse((across + 0.5, at + 0.41), tall * CELL[1] / CELL[0], tall, facecolor=PALE, edgecolor=QUIET)
    axes.add_patch(disc)
    told = f"{cell.studies} {MARKS[cell.direction]}"
    axes.text(across + 0.5, at + 0.42, told, ha="center", va="center", weight="bold", color=INK, fontsize=8)
    if cell.certainty is not None:
        axes.text(across + 0.5, at + 0.87, STARS[cell.certainty], ha="center", va="center", fontsize=6.5)
