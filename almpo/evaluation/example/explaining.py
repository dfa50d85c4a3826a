"""What explains that effects differ: moderators of the studies, and the business cycle at the time."""

import csv
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from almpo.evaluation.example.markdown import between, number, p_value, table
from almpo.evaluation.example.question import Example
from almpo.evidence.syntheses import Comparator
from almpo.synthesis.moderators import CYCLE_DISAGREEMENT, Context, Moderation, explain

MODERATORS = (
    *("programme", "horizon_months", "duration_months", "design", "design_strength", "estimand"),
    *("horizon_anchor", "women", "country", "study_year"),
)
EUROSTAT = {"EL": "GR", "UK": "GB"}  # its own codes of countries


class Series(NamedTuple):
    """A file of values by country and year; `country` names a column, or is the code itself if in capitals."""

    file: str
    country: str
    year: str
    value: str
    times: float = 1.0


CYCLE = {
    "GDP growth in the year of start": (
        Series(
            "eurostat_indicators_nuts0_2007_2018_ballatore.csv",
            *("CNTR_CODE", "file_year", "gdp_growth_clv_pch_pre"),
        ),
    ),
    "unemployment rate in the year of start": (
        Series(
            "eurostat_indicators_nuts2_2007_2018_ballatore.csv",
            *("CNTR_CODE", "file_year", "unemployment_rate_t"),
        ),
        Series("us_unemployment_vacancy_rates_postwar_ustar.csv", "US", "Year", "Unemployment rate", 100),
    ),
}
_OPENING = """One moderator at a time, so differences may be due to others that go with it. Intervals with few
degrees of freedom are to be trusted little. Comparators other than services as usual enter the last line only."""
_CYCLE = """The lines on growth and unemployment above neither settle nor average this. Growth: European countries
since 2007 only. Unemployment: these (the plain mean of a country's regions) and the United States since 1951. Within a
country means: compared with other years there; between: with other countries."""


def section(example: Example, labour: Path) -> str:
    """Robust tests of all moderators. `labour` is the folder of the series; those that are absent are left out."""
    query, inputs = example.inputs()
    told = [explain(inputs.effects, query, name) for name in MODERATORS]
    for name, series in CYCLE.items():
        if context := read_context(labour, series):
            told.append(explain(inputs.effects, query, name, context))
    query, inputs = example.inputs(comparators=tuple(Comparator))
    told.append(explain(inputs.effects, query, "comparator"))
    rows = [line for one in told for line in _rows(one)]
    heads = ("moderator", "change of the effect", "95 % interval", "df", "p", "studies", "τ² explained %")
    return f"{_OPENING}\n\n{table(heads, rows)}\n\n{CYCLE_DISAGREEMENT} {_CYCLE}"


def _rows(told: Moderation) -> list[tuple[object, ...]]:
    if told.refusal:
        return [(told.moderator, "–", "", "", "", told.k_studies, told.refusal)]
    base = f" (against {told.base})" if told.base else ""
    return [
        (
            f"{told.moderator}{base}: {one.name}" if base else one.name,
            number(one.estimate),
            between(one.interval, 2),
            number(one.df, 1),
            p_value(one.p),
            told.k_studies,
            number(told.explained, 0),
        )
        for one in told.coefficients
    ]


def read_context(folder: Path, sources: Iterable[Series]) -> Context:
    """A value by country and year: the plain mean where a file has several, as of regions or quarters."""
    values: dict[tuple[str, int], list[float]] = {}
    for source in sources:
        path = folder / source.file
        if not path.is_file():
            continue
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                if row[source.value]:
                    code = row.get(source.country, source.country)
                    key = EUROSTAT.get(code, code), int(float(row[source.year]))
                    values.setdefault(key, []).append(source.times * float(row[source.value]))
    return {key: sum(some) / len(some) for key, some in values.items()}
