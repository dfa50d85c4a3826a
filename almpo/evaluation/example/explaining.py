"""What explains that effects differ: moderators of the studies, and the business cycle at the time."""

from pathlib import Path

from almpo.evaluation.example.markdown import between, number, p_value, table
from almpo.evaluation.example.question import Example
from almpo.evidence.syntheses import Comparator
from almpo.pipeline.context import Series, read_context
from almpo.synthesis.moderators import CYCLE_DISAGREEMENT, Moderation, explain

MODERATORS = (
    *("programme", "horizon_months", "duration_months", "design", "design_strength", "estimand"),
    *("horizon_anchor", "women", "country", "study_year"),
)


def _cycle(labour: Path) -> dict[str, list[Series]]:
    """The series of the business cycle; those that are absent are left out."""
    regions = labour / "eurostat_indicators_nuts2_2007_2018_ballatore.csv"
    countries = labour / "eurostat_indicators_nuts0_2007_2018_ballatore.csv"
    quarters = labour / "us_unemployment_vacancy_rates_postwar_ustar.csv"
    growth = Series(countries, "CNTR_CODE", "file_year", "gdp_growth_clv_pch_pre")
    europe = Series(regions, "CNTR_CODE", "file_year", "unemployment_rate_t")
    america = Series(quarters, "US", "Year", "Unemployment rate", 100)
    wanted = {
        "GDP growth in the year of start": [growth],
        "unemployment rate in the year of start": [europe, america],
    }
    return {name: [one for one in series if one.path.is_file()] for name, series in wanted.items()}


_OPENING = """One moderator at a time, so differences may be due to others that go with it. Intervals with few
degrees of freedom are to be trusted little. Comparators other than services as usual enter the last line only."""
_CYCLE = """The lines on growth and unemployment above neither settle nor average this. Growth: European countries
since 2007 only. Unemployment: these (the plain mean of a country's regions) and the United States since 1951. Within a
country means: compared with other years there; between: with other countries."""


def section(example: Example, labour: Path) -> str:
    """Robust tests of all moderators. `labour` is the folder of the series; those that are absent are left out."""
    query, inputs = example.inputs()
    told = [explain(inputs.effects, query, name) for name in MODERATORS]
    for name, series in _cycle(labour).items():
        if context := read_context(series):
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
