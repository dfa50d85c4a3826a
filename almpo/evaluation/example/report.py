"""The report: employment effects by horizon and programme type, what explains them, what is missing."""

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from almpo.evaluation.example.headlines import compare
from almpo.evaluation.example.markdown import POOLED_HEADS, between, number, pooled_row, table
from almpo.evidence.errors import StatisticsError
from almpo.evidence.findings import Finding
from almpo.evidence.store.findings import FindingFilter
from almpo.evidence.syntheses import HorizonBand, Inputs, PooledResult, SynthesisQuery
from almpo.evidence.vocabulary import OutcomeGroup, ProgrammeType
from almpo.pipeline.importing.mapping import load_mapping
from almpo.pipeline.importing.run import ImportReport, import_tables
from almpo.pipeline.workspace import Workspace
from almpo.synthesis.contradictions import contradictions
from almpo.synthesis.estimators import arrays
from almpo.synthesis.gaps import gap_map
from almpo.synthesis.lockin import lock_in_curve
from almpo.synthesis.moderators import CYCLE_DISAGREEMENT, Context, Moderation, explain
from almpo.synthesis.pool import gather_inputs, pool_inputs
from almpo.synthesis.pooling import pet_peese

DATA_SETS = (
    ("almp-nma", "almp-nma"),
    ("almp-nma-g", "almp-nma"),
    ("mvpfde", "mvpfde"),
    ("youth-nma", "youth-nma"),
)
MODERATORS = (
    *("programme", "horizon_months", "duration_months", "design", "design_strength", "estimand"),
    *("horizon_anchor", "women", "study_year"),
)
EUROSTAT = {"EL": "GR", "UK": "GB"}  # its own codes of countries
CYCLE = (
    (
        "GDP growth in the year of start",
        "eurostat_indicators_nuts0_2007_2018_ballatore.csv",
        ("CNTR_CODE", "file_year", "gdp_growth_clv_pch_pre"),
    ),
    (
        "unemployment rate in the year of start",
        "eurostat_indicators_nuts2_2007_2018_ballatore.csv",
        ("CNTR_CODE", "file_year", "unemployment_rate_t"),
    ),
)


class Example:
    """The imported findings and the questions asked of them."""

    def __init__(self, findings: Sequence[Finding], corpus: str) -> None:
        self.findings = findings
        self._corpus = corpus

    def inputs(self, **query: Any) -> tuple[SynthesisQuery, Inputs]:
        asked = SynthesisQuery.model_validate({"outcome": OutcomeGroup.EMPLOYMENT, **query})
        return asked, gather_inputs(self.findings, asked, corpus=self._corpus)

    def pooled(self, **query: Any) -> PooledResult:
        return pool_inputs(*self.inputs(**query))


def write_report(workspace: Workspace, data: Path) -> str:
    """Import the data sets below `data` and analyse them. Markdown, the same in every run."""
    reports = [
        import_tables(workspace, sorted((data / folder).glob("*.csv")), load_mapping(mapping))
        for mapping, folder in DATA_SETS
    ]
    with workspace.store.read() as unit:
        where = FindingFilter(documents=tuple(one.document_id for one in reports))
        example = Example(list(unit.findings.filter(where)), unit.documents.corpus())
    sections = {
        "What was imported": _imports(reports),
        "Employment by horizon": _by_horizon(example),
        "By programme type and horizon": _by_programme(example),
        "Over the months since the start": _lock_in(example),
        "What explains the differences": _moderators(example, data / "labour"),
        "Publication bias": _bias(example),
        "Contradictions": _contradictions(example),
        "Evidence gaps": _gaps(example),
        "Against published figures": compare(
            data / "headline_meta_analyses.csv", example.findings, example.pooled
        ),
    }
    return _OPENING + "".join(f"\n## {head}\n\n{text}\n" for head, text in sections.items())


_OPENING = """# What works for employment: an analysis of published codings

Made by `almpo example DATA --to FILE` from coded effect tables: programmes for young people (almp-nma, youth-nma)
and German policies (mvpfde). Effects are in percentage points of employment unless said otherwise, positive where
favourable. Estimates of one study are pooled as dependent, intervals are robust (CR2). Nothing here was validated
by an expert of this system: the codings are taken as published.
"""
_LEFT_OUT = """Most of the effects left out for their unit are the same effects as g, or amounts of time in work.
mvpfde holds few employment effects with a standard error; its other effects are on earnings, without the mean of
the comparison group, so they cannot be turned to per cent and count only in the gap map.

Short-run effects are no clean picture of lock-in: some studies count everybody who has worked at any time since the
start, or count subsidised and summer jobs of the programme itself (effects of 50 points and more)."""
_MODERATORS = """One moderator at a time, so differences may be due to others that go with it. Intervals with few
degrees of freedom are to be trusted little."""
_CYCLE = """The lines on growth and unemployment above neither settle nor average this: they rest on the European
countries and years since 2007 that are in the data (unemployment: the plain mean of a country's regions)."""
_BIAS = """Do imprecise studies report larger effects? Egger's regression with several estimates a study and robust
variance (Rodgers & Pustejovsky 2021), and what it leaves for an infinitely precise study (PET-PEESE, Stanley &
Doucouliagos 2014)."""


def _imports(reports: Sequence[ImportReport]) -> str:
    rows = [(one.base, one.mapping, one.rows, one.accepted, len(one.rejected)) for one in reports]
    reasons = [(one.base, count, reason) for one in reports for reason, count in one.reasons.items()]
    return (
        table(("file", "mapping", "rows", "accepted", "rejected"), rows)
        + "\n\nRejected rows:\n\n"
        + table(("file", "rows", "reason"), reasons)
    )


def _by_horizon(example: Example) -> str:
    results: dict[str, PooledResult] = {"all": example.pooled()}
    results |= {band: example.pooled(horizon=band) for band in HorizonBand}
    left_out: dict[str, int] = {}
    for one in results["all"].inputs.left_out:
        left_out[one.code] = left_out.get(one.code, 0) + 1
    reasons = ", ".join(f"{count} {code.replace('_', ' ')}" for code, count in sorted(left_out.items()))
    strong = example.pooled(min_strength=5)
    rows = [pooled_row(name, result) for name, result in results.items()]
    rows.append(pooled_row("all, trials only", strong))
    return (
        table(POOLED_HEADS, rows)
        + f"\n\nIn plain words: {results['all'].words['en']}\n\nLeft out of the first line: {reasons}."
        + f" {_LEFT_OUT}"
    )


def _by_programme(example: Example) -> str:
    rows = [
        pooled_row(f"{programme} {band}", example.pooled(programmes=(programme,), horizon=band))
        for programme in ProgrammeType
        for band in HorizonBand
    ]
    legend = "1 services, 2 training, 4 employment incentives, 6 direct job creation, 7 start-up, X other."
    return f"{legend}\n\n" + table(POOLED_HEADS, [row for row in rows if row[1]])


def _lock_in(example: Example) -> str:
    query, inputs = example.inputs()
    curve = lock_in_curve(inputs.effects, query, inputs.unit)
    rows = [
        (
            f"{one.start}–{one.end}",
            one.k_effects,
            one.k_studies,
            number(one.estimate, 1),
            between(one.interval),
        )
        for one in curve.bins
    ]
    points = [
        (f"{one.months:.0f}", number(one.estimate, 1), between(one.interval)) for one in curve.curve[::4]
    ]
    turn = (
        "never negative"
        if curve.turns_positive is None
        else f"positive from month {curve.turns_positive:.0f}"
    )
    return (
        table(("months", "effects", "studies", "estimate", "95 % interval"), rows)
        + f"\n\nA smooth curve through all of them ({turn}):\n\n"
        + table(("month", "estimate", "95 % interval"), points)
    )


def _moderators(example: Example, labour: Path) -> str:
    query, inputs = example.inputs()
    told = [explain(inputs.effects, query, name) for name in MODERATORS]
    for name, file, columns in CYCLE:
        if context := _context(labour / file, *columns):
            told.append(explain(inputs.effects, query, name, context))
    rows = [line for one in told for line in _moderation_rows(one)]
    heads = ("moderator", "change of the effect", "95 % interval", "df", "p", "studies", "τ² explained %")
    return f"{_MODERATORS}\n\n{table(heads, rows)}\n\n{CYCLE_DISAGREEMENT} {_CYCLE}"


def _moderation_rows(told: Moderation) -> list[tuple[object, ...]]:
    if told.refusal:
        return [(told.moderator, "–", "", "", "", told.k_studies, told.refusal)]
    base = f" (against {told.base})" if told.base else ""
    return [
        (
            f"{told.moderator}{base}: {one.name}" if base else one.name,
            number(one.estimate),
            between(one.interval, 2),
            number(one.df, 1),
            number(one.p, 3),
            told.k_studies,
            number(told.explained, 0),
        )
        for one in told.coefficients
    ]


def _context(path: Path, country: str, year: str, value: str) -> Context:
    """A value by country and year: the plain mean of the country's regions, where the file has regions."""
    if not path.is_file():
        return {}
    values: dict[tuple[str, int], list[float]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row[value]:
                code = EUROSTAT.get(row[country], row[country])
                values.setdefault((code, int(float(row[year]))), []).append(float(row[value]))
    return {key: sum(some) / len(some) for key, some in values.items()}


def _bias(example: Example) -> str:
    rows = []
    for name, query in {"all": {}, "trials only": {"min_strength": 5}}.items():
        asked, inputs = example.inputs(**query)
        y, v = arrays(inputs.effects)
        try:
            found = pet_peese(y, v, [one.study for one in inputs.effects], rho=asked.rho)
        except StatisticsError as error:
            rows.append((name, len(y), str(error), "", "", ""))
            continue
        low, high = (found.pet if found.chosen == "PET" else found.peese).limit_interval
        limits = f"{low:.1f} to {high:.1f}"
        slope = f"{found.pet.slope:.2f} (p {found.pet.p:.3f})"
        rows.append((name, len(y), slope, found.chosen, number(found.estimate, 1), limits))
    heads = ("", "effects", "slope on the standard error", "reported", "corrected estimate", "95 % interval")
    return f"{_BIAS}\n\n{table(heads, rows)}"


def _contradictions(example: Example) -> str:
    _, inputs = example.inputs()
    rows = [
        (
            one.programme,
            one.horizon,
            len(one.favourable),
            len(one.unfavourable),
            len(one.both),
            "; ".join(one.set_apart_by) or "nothing coded",
        )
        for one in contradictions(inputs.effects)
    ]
    heads = ("LMP", "horizon", "studies only favourable", "only unfavourable", "both", "set apart by")
    return "Cells with significant effects of both signs.\n\n" + table(heads, rows)


def _gaps(example: Example) -> str:
    found = gap_map(example.findings)
    cells = {(cell.programme, cell.column): cell for cell in found.cells}
    programmes = list(dict.fromkeys(cell.programme for cell in found.cells))

    def text(programme: ProgrammeType, column: str) -> str:
        cell = cells.get((programme, column))
        return "none" if cell is None else f"{cell.studies} ({cell.rigorous}) {cell.direction}"

    rows = [(row, *(text(row, column) for column in found.columns)) for row in programmes]
    return (
        "Studies (of these with design strength 3 or more) and the direction of significant effects.\n\n"
        + table(("LMP", *found.columns), rows)
    )
