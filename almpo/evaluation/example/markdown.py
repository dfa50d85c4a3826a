"""Tables and numbers in Markdown."""

from collections.abc import Iterable, Sequence

from almpo.evidence.syntheses import Interval, PooledResult


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


POOLED_HEADS = ("", "effects", "studies", "estimate", "95 % interval", "in a new place", "τ", "model")


def pooled_row(name: str, result: PooledResult) -> tuple[object, ...]:
    """A line of a table with POOLED_HEADS."""
    found = result.estimated
    if found is None:
        return (name, result.k_effects, result.k_studies, "–", "", "", "", result.refusal)
    return (
        name,
        result.k_effects,
        result.k_studies,
        number(found.estimate, 1),
        between(found.interval),
        between(found.prediction),
        "" if found.tau2 is None else number(found.tau2**0.5, 1),
        found.method.replace("_", " ") + ("" if found.reliable else " (df < 4)"),
    )
