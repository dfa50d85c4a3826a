"""Tables and numbers in Markdown."""

from collections.abc import Iterable, Sequence

from almpo.evidence.syntheses import Interval, PooledResult
from almpo.synthesis.figures import Drawing


def table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A Markdown table; None becomes an empty cell."""
    lines = ["| " + " | ".join(heads) + " |", "|" + "---|" * len(heads)]
    lines += ["| " + " | ".join("" if cell is None else str(cell) for cell in row) + " |" for row in rows]
    return "\n".join(lines)


def number(value: float | None, digits: int = 2) -> str:
    """Rounded to decimals, or an empty text."""
    return "" if value is None else f"{value:.{digits}f}"


def between(interval: Interval | None, digits: int = 1) -> str:
    """`1.2 to 3.4`"""
    return "" if interval is None else f"{interval.low:.{digits}f} to {interval.high:.{digits}f}"


def p_value(p: float | None) -> str:
    """Three decimals, or that it is below what they show."""
    return "" if p is None else "< 0.001" if p < 0.001 else f"{p:.3f}"


POOLED_HEADS = (
    "",
    "effects",
    "studies",
    "estimate",
    "95 % interval",
    "in a new place",
    "τ",
    "certainty",
    "model",
)


def pooled_row(name: str, result: PooledResult) -> tuple[object, ...]:
    """A line of a table with POOLED_HEADS."""
    found = result.estimated
    if found is None:
        return (name, result.k_effects, result.k_studies, "–", "", "", "", "", result.refusal)
    return (
        name,
        result.k_effects,
        result.k_studies,
        number(found.estimate, 1),
        between(found.interval),
        between(found.prediction),
        "" if found.tau2 is None else number(found.tau2**0.5, 1),
        "" if result.certainty is None else result.certainty.level.replace("_", " "),
        found.method.replace("_", " ") + ("" if found.reliable else " (df < 4)"),
    )


def picture(drawing: Drawing, folder: str) -> str:
    """A figure with its alt text, and a link to the data behind."""
    alt = drawing.alt.replace("[", "(").replace("]", ")")
    return (
        f"![{alt}]({folder}/{drawing.name}.svg)\n\n[The data behind this figure]({folder}/{drawing.name}.csv)"
    )
