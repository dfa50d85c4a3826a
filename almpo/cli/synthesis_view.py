"""How pooled results and gap maps are shown on the screen."""

from typing import TYPE_CHECKING

from almpo.cli.context import console, print_table
from almpo.evidence.syntheses import Estimated, Interval, PooledResult, Synthesis

if TYPE_CHECKING:
    from almpo.synthesis.gaps import GapMap
    from almpo.synthesis.moderators import Coefficient


def show_synthesis(synthesis: Synthesis, language: str, limit: int | None) -> None:
    """A result with its certainty; of its effects the `limit` heaviest, or all."""
    result, out = synthesis.result, console()
    out.print(result.words.get(language, result.words["en"]), style="bold")
    if result.estimated is None:
        out.print(f"no result: {result.refusal}", markup=False)
    else:
        _show_figures(result, result.estimated)
        _show_certainty(result, language)
    if votes := result.directions:
        told = f"{votes.favourable} of {votes.studies} studies that cannot be pooled point the favourable way"
        span = f"{100 * votes.interval.low:.0f} to {100 * votes.interval.high:.0f}"
        out.print(f"{told} ({100 * votes.share:.0f} %, interval {span})", markup=False)
    for warning in result.warnings:
        out.print(f"note: {warning}", markup=False)
    if synthesis.change:
        out.print(f"change: {synthesis.change}", markup=False)
    _show_effects(result, limit)
    _show_left_out(result, limit)
    out.print(f"kept as {synthesis.id[:12]}, version {synthesis.ordinal}")


def _show_figures(result: PooledResult, estimated: Estimated) -> None:
    out = console()
    level = f"{100 * result.query.level:g} %"
    out.print(f"{result.estimator}; unit: {result.unit}", markup=False)
    out.print(f"estimate {estimated.estimate:.3g} ({level} interval {_interval(estimated.interval)})")
    if estimated.prediction:
        out.print(f"in a new place to be expected {_interval(estimated.prediction)}")
    if estimated.above_threshold is not None:
        out.print(f"chance of more than {result.query.threshold:g} there: {estimated.above_threshold:.2f}")
    if estimated.tau2 is not None:
        i2 = "" if estimated.i2 is None else f", I² {estimated.i2:.0f} %"
        out.print(f"spread of true effects τ {estimated.tau2**0.5:.3g}{i2}")
    if read := result.with_reading_errors:
        out.print(f"with the chance of misreadings {read.estimate:.3g} ({_interval(read.interval)})")
    for other in result.sensitivity:
        out.print(f"if {other.assumption}: {other.estimate:.3g} ({_interval(other.interval)})", markup=False)
    counts = f"{result.k_effects} effects of {result.k_studies} studies"
    out.print(f"{counts}; {result.validated} validated, {result.imported} imported")


def _show_certainty(result: PooledResult, language: str) -> None:
    if result.certainty is not None:
        words = result.certainty.words
        head, *steps = words.get(language, words["en"])
        console().print(head, style="bold")
        for step in steps:
            console().print(f"  {step}", markup=False)
    for check in result.publication_bias.checks if result.publication_bias else ():
        if check.corrected is not None and check.interval is not None:
            name = check.method.replace("_", " ")
            told = (
                f"corrected for missing results ({name}) {check.corrected:.3g} ({_interval(check.interval)})"
            )
            console().print(told, markup=False)


def _interval(interval: Interval) -> str:
    return f"{interval.low:.3g} to {interval.high:.3g}"


def _show_effects(result: PooledResult, limit: int | None) -> None:
    if not result.inputs.effects:
        return
    weights = {one.finding_id: one.weight for one in result.estimated.weights} if result.estimated else {}
    ranked = sorted(result.inputs.effects, key=lambda one: -weights.get(one.finding_id, 0.0))
    print_table(
        ("finding", "study", "effect", "se", "weight %", "LMP", "design", "months"),
        [
            (
                one.finding_id[:12],
                one.study,
                f"{one.value:.3g}",
                f"{one.se:.2g}",
                f"{100 * weights.get(one.finding_id, 0.0):.2f}",
                one.lmp,
                one.design,
                one.horizon_months,
            )
            for one in ranked[:limit]
        ],
        right=("effect", "se", "weight %", "months"),
    )
    if limit is not None and len(ranked) > limit:
        console().print(f"… {len(ranked) - limit} more (--all)")


def _show_left_out(result: PooledResult, limit: int | None) -> None:
    reasons: dict[str, int] = {}
    for one in result.inputs.left_out:
        reasons[one.code] = reasons.get(one.code, 0) + 1
    told = ", ".join(f"{count} {code}" for code, count in sorted(reasons.items(), key=lambda item: -item[1]))
    console().print(f"left out: {told or 'none'}")
    if limit is None:
        print_table(
            ("finding", "study", "why"),
            [(one.finding_id[:12], one.study, one.reason) for one in result.inputs.left_out],
        )


def show_gaps(found: "GapMap") -> None:
    """Studies, direction and certainty, a line a programme type."""
    marks = {"favourable": "+", "unfavourable": "−", "mixed": "±", "none": "○", "unknown": "?"}
    sure = {"high": "high", "moderate": "mod.", "low": "low", "very_low": "v.low"}
    cells = {(cell.programme, cell.column): cell for cell in found.cells}
    rows = dict.fromkeys(cell.programme for cell in found.cells)

    def text(programme: str, column: str) -> str:
        cell = next((cell for key, cell in cells.items() if key == (programme, column)), None)
        certainty = f" {sure[cell.certainty]}" if cell and cell.certainty else ""
        return f"{cell.studies}{marks[cell.direction]}{certainty}" if cell else "·"

    print_table(
        ("LMP", *found.columns),
        [(row, *(text(row, column) for column in found.columns)) for row in rows],
        right=found.columns,
    )
    legend = "studies, and the direction of significant effects: + favourable, − unfavourable, ± mixed,"
    console().print(
        f"{legend} ○ none significant, ? not told, · no study; then the certainty of the pooled effect"
    )
    if found.unplaced:
        console().print(f"{found.unplaced} effects have no programme type or column")


def coefficient(line: "Coefficient") -> tuple[str, ...]:
    """Change with its interval, degrees of freedom, p."""
    return f"{line.estimate:.3g} ({_interval(line.interval)})", f"{line.df:.1f}", f"{line.p:.3f}"
