"""Which figures a pooled result has, and one of them by name."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from almpo.evidence.errors import NotFoundError, StatisticsError
from almpo.evidence.syntheses import PooledResult
from almpo.synthesis.figures.bubble import bubble
from almpo.synthesis.figures.drawing import FORMATS, Drawing, Format
from almpo.synthesis.figures.forest import forest
from almpo.synthesis.figures.funnel import funnel
from almpo.synthesis.figures.lock_in import lock_in
from almpo.synthesis.lockin import FEWEST, lock_in_curve
from almpo.synthesis.moderators import NUMBERS

BUBBLES = {f"bubble-{name.replace('_', '-')}": name for name in NUMBERS}


def figure(name: str, result: PooledResult, by: str | None = None) -> Drawing:
    """A figure by name: forest, funnel, lock-in, or a bubble plot such as bubble-study-year.

    Args:
        by: groups of the forest plot.

    Raises:
        NotFoundError: no such figure. StatisticsError: what the figure raises.
    """
    if name == "forest":
        return forest(result, by)
    if name == "funnel":
        return funnel(result)
    if name == "lock-in":
        inputs = result.inputs
        return lock_in(lock_in_curve(inputs.effects, result.query, inputs.unit), result.query)
    if name in BUBBLES:
        return bubble(result.query, result.inputs, BUBBLES[name])
    raise NotFoundError(f"no figure {name!r}: forest, funnel, lock-in, {', '.join(BUBBLES)}")


def figures(result: PooledResult, by: str | None = None) -> list[Drawing]:
    """Those that say something: the curve over time only where the question is not about one horizon, bubbles
    from ten studies on.

    Raises:
        StatisticsError: out_of_range for unknown groups of the forest plot.
    """
    if result.estimated is None:
        return []
    drawn = [figure("forest", result, by)]
    names = ["funnel"] if result.query.horizon else ["funnel", "lock-in"]
    names += BUBBLES if result.k_studies >= FEWEST else []
    for name in names:
        try:
            drawn.append(figure(name, result))
        except StatisticsError:
            continue
    return drawn


def write_figures(drawings: Iterable[Drawing], folder: Path, forms: Sequence[Format] = FORMATS) -> list[Path]:
    """Each in the formats asked for, and its alt text beside them. Returns the paths written."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for drawing in drawings:
        contents = [(str(form), drawing.encoded(form)) for form in forms]
        for ending, content in (*contents, ("txt", f"{drawing.alt}\n".encode())):
            path = folder / f"{drawing.name}.{ending}"
            path.write_bytes(content)
            written.append(path)
    return written
