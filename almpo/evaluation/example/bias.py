"""Are unfavourable results missing? The same question to four methods."""

from collections.abc import Iterator
from typing import Any

from almpo.evaluation.example.markdown import between, number, p_value, picture, table
from almpo.evaluation.example.question import Example
from almpo.evidence.certainty import BiasCheck
from almpo.evidence.syntheses import HorizonBand
from almpo.synthesis.figures import Drawing, figure

SUBSETS: dict[str, dict[str, Any]] = {
    "all": {},
    "trials only": {"min_strength": 5},
    "other designs": {"designs": ("matching", "DiD", "selection_on_observables", "other")},
    "training, medium run": {"programmes": ("2",), "horizon": HorizonBand.MEDIUM},
}
_OPENING = """Four methods, which look for different traces and need not agree:

- **Egger's regression** asks whether imprecise studies report larger effects; with several estimates a study and robust
  variance (Rodgers & Pustejovsky 2021).
- **PET-PEESE** extrapolates this to an infinitely precise study (Stanley & Doucouliagos 2014).
- **The selection model** (Vevea & Hedges 1995) estimates how likely insignificant or unfavourable averages are to be
  reported, relative to significantly favourable ones (one-sided p = 0.025): below 1 they are missing.
- **p-uniform\\*** (van Aert & van Assen 2026) compares significant and other results each among themselves.

The last two take effects as independent, so they see one average a study; averages are less selected than the single
estimates, so that they find too little rather than too much."""
_CLOSING = """PET-PEESE falls wherever small studies report larger effects, be it because others were not published or
because small studies are on other programmes and people. The selection model rises where insignificant averages are
more frequent than the spread of effects would have them; it takes true effects to be spread normally, so that a few
very large ones pass for a wide spread from which small ones stand out. Where effects truly differ, as their prediction
interval says here, neither settles it: the span of the corrected means is what is known. For all studies it reaches
from {low} to {high}, where {pooled} is pooled."""
HEADS = ("", "effects", "studies", "pooled", "Egger: slope (p)", "PET-PEESE", "selection: relative chance (p)",
         "selection: corrected", "p-uniform\\*")  # fmt: skip


def section(example: Example, folder: str) -> tuple[str, list[Drawing]]:
    """The text, and the funnel that belongs to it."""
    rows = [_row(example, name, query) for name, query in SUBSETS.items()]
    funnel = figure("funnel", example.pooled())
    return f"{_OPENING}\n\n{table(HEADS, rows)}\n\n{_closing(example)}\n\n{picture(funnel, folder)}", [funnel]


def _closing(example: Example) -> str:
    result = example.pooled()
    checks = result.publication_bias.checks if result.publication_bias else ()
    corrected = [one.corrected for one in checks if one.corrected is not None]
    if not corrected or result.estimated is None:
        return ""
    low, high, pooled = min(corrected), max(corrected), result.estimated.estimate
    return _CLOSING.format(low=number(low, 1), high=number(high, 1), pooled=number(pooled, 1))


def _row(example: Example, name: str, query: dict[str, Any]) -> tuple[object, ...]:
    result = example.pooled(**query)
    found = result.estimated
    pooled = "" if found is None else f"{number(found.estimate, 1)} ({between(found.interval)})"
    checks = {one.method: one for one in result.publication_bias.checks} if result.publication_bias else {}
    return (name, result.k_effects, result.k_studies, pooled, *_cells(checks))


def _cells(checks: dict[str, BiasCheck]) -> Iterator[str]:
    yield _tested(checks.get("egger"))
    yield _corrected(checks.get("pet_peese"))
    yield _tested(checks.get("selection_model"))
    yield _corrected(checks.get("selection_model"))
    yield _corrected(checks.get("p_uniform_star"))


def _tested(check: BiasCheck | None) -> str:
    if check is None or check.statistic is None:
        return "–" if check is None else str(check.refusal)
    return f"{check.statistic:.2f} ({p_value(check.p)})"


def _corrected(check: BiasCheck | None) -> str:
    if check is None or check.corrected is None:
        return "–"
    return f"{number(check.corrected, 1)} ({between(check.interval)})"
