"""Our figures beside published ones, with what makes them differ."""

import csv
import math
from collections.abc import Callable, Sequence
from pathlib import Path

from almpo.evaluation.example.markdown import between, number, table
from almpo.evidence.findings import Finding
from almpo.evidence.syntheses import HorizonBand, PooledResult, UnitFamily
from almpo.evidence.vocabulary import Unit
from almpo.synthesis.pooling import pool

STATUS = "Labour Force Status:"

Pool = Callable[..., PooledResult]  # keywords of a query -> result on employment


def naive(findings: Sequence[Finding]) -> dict[HorizonBand, tuple[float, float, int, float]]:
    """DerSimonian–Laird on all labour force status effects as if independent: estimate, SE, k, I².

    Signs are those that the coders stated. This ignores that most studies report many effects.
    """
    members: dict[HorizonBand, list[Finding]] = {}
    for one in findings:
        status = (one.outcome or "").startswith(STATUS) and one.unit is Unit.STANDARD_DEVIATIONS
        if status and one.se and one.horizon_months is not None:
            members.setdefault(HorizonBand.of(one.horizon_months), []).append(one)
    found = {}
    for band, effects in members.items():
        y = [_stated_sign(one) * one.estimate for one in effects]
        fitted = pool(y, [(one.se or math.nan) ** 2 for one in effects], method="DL", test="z")
        found[band] = (fitted.estimate, fitted.se, len(effects), fitted.i2)
    return found


def _stated_sign(finding: Finding) -> int:
    contradicted = any(check.code == "DIR" and not check.passed for check in finding.checks)
    better = finding.higher_is_better is not False
    return 1 if better != contradicted else -1


def compare(published: Path, findings: Sequence[Finding], pooled: Pool) -> str:
    """The section on published headline figures."""
    with published.open(encoding="utf-8", newline="") as file:
        headlines = {row["review"]: row for row in csv.DictReader(file)}
    parts = [_naive_table(findings, headlines), _adjusted_table(pooled), _published_table(headlines, pooled)]
    return "\n\n".join(part for part in parts if part)


def _naive_table(findings: Sequence[Finding], headlines: dict[str, dict[str, str]]) -> str:
    found = naive(findings)
    if not found:
        return ""
    rows = [
        (band, k, number(estimate, 3), number(se, 3), number(i2, 1))
        for band in HorizonBand
        if band in found
        for estimate, se, k, i2 in [found[band]]
    ]
    theirs = next((row["headline"] for name, row in headlines.items() if "almp-nma" in name), "nothing")
    return _NAIVE.format(theirs=theirs) + "\n\n" + table(("horizon", "k", "g", "SE", "I² %"), rows)


def _adjusted_table(pooled: Pool) -> str:
    rows = []
    for band in HorizonBand:
        result = pooled(horizon=band, unit=UnitFamily.STANDARD_DEVIATIONS)
        if found := result.estimated:
            counts = (band, result.k_effects, result.k_studies)
            rows.append((*counts, number(found.estimate, 3), between(found.interval, 3)))
    return _ADJUSTED + "\n\n" + table(("horizon", "effects", "studies", "g", "95 % interval"), rows)


def _published_table(headlines: dict[str, dict[str, str]], pooled: Pool) -> str:
    rows = []
    for start, query, unit, why in _PAIRS:
        row = next((row for review, row in headlines.items() if review.startswith(start)), None)
        if row is None:
            continue
        found = pooled(**query).estimated
        digits = 1 if unit == "pp" else 2
        ours = (
            "no result"
            if found is None
            else f"{found.estimate:.{digits}f} {unit} ({between(found.interval, digits)})"
        )
        rows.append((f"{row['review']} {row['year']}", row["headline"], ours, why))
    return table(("review", "their headline", "ours, nearest question", "why they differ"), rows)


_NAIVE = """First the figure that the published file gives for the same data: all labour force status effects
(Hedges' g), DerSimonian–Laird, every effect as if it were a study of its own, signs as the coders stated. It
says: "{theirs}". Computed from our store:"""

_ADJUSTED = """The same as we pool it: employment alone (no NEET, unemployment or inactivity), rows whose stated
direction contradicts their outcome left out, comparison with usual services only, estimates nested in studies,
robust intervals. The naive intervals are too narrow, and the naive weights follow the studies with most rows."""

# Published review, nearest question here, unit, and why the answers differ.
_PAIRS: tuple[tuple[str, dict[str, object], str, str], ...] = (
    (
        "Card, Kluve & Weber, JEEA",
        {"horizon": HorizonBand.SHORT},
        "pp",
        "Young people only here, all ages there. Their months count from the end of the programme, ours mostly from"
        " its start, and several short-run outcomes here (employed at any time since the start, subsidised jobs)"
        " count the programme's own job as employment, so that lock-in does not show.",
    ),
    (
        "Kluve et al.",
        {"unit": UnitFamily.STANDARD_DEVIATIONS},
        "g",
        "Both on young people, but many of their studies are from poorer countries. Ours holds small trials of"
        " supported work for disabled pupils with very large effects; the model gives small and large studies almost"
        " equal weight, since true effects differ so much.",
    ),
    (
        "Roodman",
        {"designs": ("RCT",), "countries": ("US",), "programmes": ("2",), "horizon": HorizonBand.MEDIUM},
        "pp",
        "Trials of training in the US in both. Ours are on young people, some on disabled pupils, and count summer"
        " jobs and supported work as training; the interval holds their figure.",
    ),
)
