"""The lock-in curve: the effect over the months since the start, with the bins that assume no shape."""

from typing import TYPE_CHECKING

from almpo.evidence.errors import StatisticsError
from almpo.evidence.syntheses import SynthesisQuery
from almpo.synthesis.figures.drawing import BLUE, INK, PALE, QUIET, Drawing, number, span
from almpo.synthesis.figures.labels import DECIMALS, UNITS, axis_label, question
from almpo.synthesis.lockin import CurveBin, LockInCurve

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

COLUMNS = ("kind", "months_from", "months_to", "effects", "studies", "estimate", "low", "high", "findings")
SIZE = (7.6, 4.6)  # inches
ROOM = 1.3  # times what the bins' estimates and the curve span, beyond which intervals end in arrows


def lock_in(found: LockInCurve, query: SynthesisQuery) -> Drawing:
    """Raises StatisticsError: too_few if no effect has months that can be counted from the start."""
    if not any(one.estimate is not None for one in found.bins):
        raise StatisticsError("too_few", "No effect has months that count from the start.")
    return Drawing(
        name="lock-in",
        title=f"{question(query)}: over the months since the start",
        alt=_alt(found),
        columns=COLUMNS,
        rows=(
            *(_bin_row(one) for one in found.bins),
            *(
                (
                    "curve",
                    one.months,
                    one.months,
                    None,
                    None,
                    one.estimate,
                    one.interval.low,
                    one.interval.high,
                )
                for one in found.curve
            ),
        ),
        size=SIZE,
        paint=lambda figure: _paint(figure, found, query),
    )


def _bin_row(one: CurveBin) -> tuple[object, ...]:
    low, high = (one.interval.low, one.interval.high) if one.interval else (None, None)
    named = " ".join(one.findings)
    return ("bin", one.start, one.end, one.k_effects, one.k_studies, one.estimate, low, high, named)


def _alt(found: LockInCurve) -> str:
    decimals = DECIMALS[found.unit]
    each = [
        f"months {one.start} to {one.end}: {number(one.estimate, decimals)}"
        f" ({span(one.interval.low, one.interval.high, decimals)}; studies: {one.k_studies})"
        for one in found.bins
        if one.estimate is not None and one.interval is not None
    ]
    told = f"Effects in {UNITS[found.unit]} by months since the programme began. {'; '.join(each)}."
    if not found.curve:
        return f"{told} No curve: {found.refusal}"
    if found.turns_positive is not None:
        return f"{told} The smooth curve turns positive after {found.turns_positive:.0f} months."
    below = any(point.estimate < 0 for point in found.curve)
    return f"{told} The smooth curve {'does not stay positive' if below else 'is never negative'}."


def _paint(figure: "Figure", found: LockInCurve, query: SynthesisQuery) -> None:
    axes = figure.add_axes((0.1, 0.2, 0.87, 0.68))
    axes.axhline(0, color=INK, linewidth=0.8)
    if found.curve:
        months = [point.months for point in found.curve]
        low, high = [one.interval.low for one in found.curve], [one.interval.high for one in found.curve]
        axes.fill_between(
            months, low, high, facecolor=PALE, edgecolor=BLUE, linewidth=0.5, label="its interval"
        )
        axes.plot(
            months, [one.estimate for one in found.curve], color=BLUE, linewidth=1.8, label="smooth curve"
        )
    bins = [one for one in found.bins if one.estimate is not None and one.interval is not None]
    _limit(axes, found, bins)
    _draw_bins(axes, bins)
    if found.turns_positive is not None:
        axes.axvline(found.turns_positive, color=QUIET, linewidth=0.8, linestyle=":")
        told = f" positive after {found.turns_positive:.0f} months"
        axes.text(found.turns_positive, axes.get_ylim()[1], told, va="top", color=QUIET, fontsize=8)
    axes.set_xlim(0, max(one.end for one in bins))
    axes.set_xticks(sorted({edge for one in bins for edge in (one.start, one.end)}))
    axes.set_xlabel("Months since the programme began (small numbers: studies in the period)", labelpad=18)
    axes.set_ylabel(axis_label(found.unit).replace(" (", "\n("))
    axes.legend(loc="lower right", bbox_to_anchor=(1.0, 1.0), ncols=3, frameon=False, fontsize=8)
    figure.text(0.02, 0.975, f"{question(query)}: over time", fontsize=11, weight="bold", va="top")


def _limit(axes: "Axes", found: LockInCurve, bins: list[CurveBin]) -> None:
    centres = [one.estimate or 0.0 for one in bins]
    edges = [edge for one in found.curve for edge in (one.interval.low, one.interval.high)]
    narrow = sorted((one.interval.high - one.interval.low for one in bins if one.interval), reverse=False)
    half = ROOM * narrow[len(narrow) // 2] / 2
    low = min([0.0, *edges, *(centre - half for centre in centres)])
    high = max([0.0, *edges, *(centre + half for centre in centres)])
    room = 0.06 * (high - low) or 1.0
    axes.set_ylim(low - room, high + room)


def _draw_bins(axes: "Axes", bins: list[CurveBin]) -> None:
    low, high = axes.get_ylim()
    for at, one in enumerate(bins):
        assert one.interval is not None
        assert one.estimate is not None
        middle = (one.start + one.end) / 2
        ends = max(one.interval.low, low), min(one.interval.high, high)
        axes.plot([middle, middle], ends, color=INK, linewidth=1, zorder=3)
        for edge, cut, marker in ((low, one.interval.low < low, "v"), (high, one.interval.high > high, "^")):
            if cut:
                axes.plot([middle], [edge], marker=marker, color=INK, markersize=5, clip_on=False)
        label = "pooled in the period" if at == 0 else None
        axes.plot([middle], [one.estimate], "s", color=INK, markersize=5, linestyle="", label=label, zorder=4)
        place = axes.get_xaxis_transform()
        axes.text(
            middle,
            -0.105,
            str(one.k_studies),
            transform=place,
            ha="center",
            va="top",
            color=QUIET,
            fontsize=8,
        )
