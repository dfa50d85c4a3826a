"""The report: employment effects by horizon and programme type, what explains them, what is missing."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from almpo.evaluation.example import bias, explaining
from almpo.evaluation.example.headlines import compare
from almpo.evaluation.example.markdown import POOLED_HEADS, between, number, picture, pooled_row, table
from almpo.evaluation.example.question import Example
from almpo.evidence.store.findings import FindingFilter
from almpo.evidence.syntheses import HorizonBand, PooledResult
from almpo.evidence.vocabulary import ProgrammeType
from almpo.pipeline.importing.mapping import load_mapping
from almpo.pipeline.importing.run import ImportReport, import_tables
from almpo.pipeline.workspace import Workspace
from almpo.synthesis.contradictions import contradictions
from almpo.synthesis.estimators import arrays
from almpo.synthesis.figures import Drawing, figure, forest, gap_figure, lock_in
from almpo.synthesis.gaps import gap_map
from almpo.synthesis.lockin import lock_in_curve
from almpo.synthesis.pooling import correlated_hierarchical, leave_one_study_out

DATA_SETS = (
    ("almp-nma", "almp-nma"),
    ("almp-nma-g", "almp-nma"),
    ("mvpfde", "mvpfde"),
    ("youth-nma", "youth-nma"),
)


class Report(NamedTuple):
    """The report in Markdown, and the figures it shows."""

    text: str
    figures: list[Drawing]


def write_report(workspace: Workspace, data: Path, folder: str = "figures") -> Report:
    """Import the data sets below `data` and analyse them. The same in every run.

    Args:
        folder: where the text looks for its figures.
    """
    reports = [
        import_tables(workspace, sorted((data / name).glob("*.csv")), load_mapping(mapping))
        for mapping, name in DATA_SETS
    ]
    with workspace.store.read() as unit:
        where = FindingFilter(documents=tuple(one.document_id for one in reports))
        example = Example(list(unit.findings.filter(where)), unit.documents.corpus())
    drawn: list[Drawing] = []

    def shown(section: tuple[str, list[Drawing]]) -> str:
        text, figures = section
        drawn.extend(figures)
        return text

    sections = {
        "What was imported": _imports(reports),
        "Employment by horizon": _by_horizon(example),
        "How sure": _certainty(example),
        "By programme type and horizon": shown(_by_programme(example, folder)),
        "Over the months since the start": shown(_lock_in(example, folder)),
        "What explains the differences": shown(_explained(example, data / "labour", folder)),
        "Publication bias": shown(bias.section(example, folder)),
        "Contradictions": _contradictions(example),
        "Evidence gaps": shown(_gaps(example, folder)),
        "Against published figures": compare(
            data / "headline_meta_analyses.csv", example.findings, example.pooled
        ),
    }
    text = _OPENING + "".join(f"\n## {head}\n\n{text}\n" for head, text in sections.items())
    return Report(text, drawn)


_OPENING = """# What works for employment: an analysis of published codings

Made by `almpo example DATA --to FILE` from coded effect tables: programmes for young people (almp-nma, youth-nma)
and German policies (mvpfde). Effects are in percentage points of employment unless said otherwise, positive where
favourable. Estimates of one study are pooled as dependent, intervals are robust (CR2). Nothing here was validated
by an expert of this system: the codings are taken as published. The same data and version give the same bytes.
"""
_LEFT_OUT = """Most of the effects left out for their unit are the same effects as g, or amounts of time in work.
mvpfde holds few employment effects with a standard error; its other effects are on earnings, without the mean of
the comparison group, so they cannot be turned to per cent and count only in the gap map.

Short-run effects are no clean picture of lock-in: some studies count everybody who has worked at any time since the
start, or count subsidised and summer jobs of the programme itself (effects of 50 points and more)."""
_CERTAINTY = """Each line of the tables is rated by GRADE: it starts at high certainty and loses levels to five
domains, by rules that are the same for all ([synthesis](../synthesis.md#how-sure))."""
_CURVE = """The curve follows studies over time, the periods compare different studies: few follow people for years, and
those that do need not be like the others. Where the two part, this is why."""


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
        + f"\n\nIn plain words: {results['all'].words['en']} {_without_one(example)}"
        + f"\n\nLeft out of the first line: {reasons}."
        + f" {_LEFT_OUT}"
    )


def _without_one(example: Example) -> str:
    """How far a single study moves the pooled effect."""
    query, inputs = example.inputs()
    y, v = arrays(inputs.effects)
    fitted = correlated_hierarchical(y, v, [one.study for one in inputs.effects], rho=query.rho)
    means = [one.estimate for one in leave_one_study_out(fitted)]
    return f"Without any one study it lies between {min(means):.1f} and {max(means):.1f}."


def _certainty(example: Example) -> str:
    parts = [_CERTAINTY]
    for name, query in {"All studies": {}, "Trials only": {"min_strength": 5}}.items():
        found = example.pooled(**query).certainty
        if found is not None:
            head, *steps = found.words["en"]
            parts.append(f"**{name}.** {head}\n\n" + "\n".join(f"- {step}" for step in steps))
    words = example.pooled().words
    told = "\n".join(f"- {language}: {sentence}" for language, sentence in words.items())
    parts.append(f"The first line in the languages of the system:\n\n{told}")
    return "\n\n".join(parts)


def _by_programme(example: Example, folder: str) -> tuple[str, list[Drawing]]:
    rows = [
        pooled_row(f"{programme} {band}", example.pooled(programmes=(programme,), horizon=band))
        for programme in ProgrammeType
        for band in HorizonBand
    ]
    legend = "1 services, 2 training, 4 employment incentives, 6 direct job creation, 7 start-up, X other."
    drawn = forest(example.pooled(), "programme")
    shown = table(POOLED_HEADS, [row for row in rows if row[1]])
    return f"{legend}\n\n{shown}\n\n{picture(drawn, folder)}", [drawn]


def _lock_in(example: Example, folder: str) -> tuple[str, list[Drawing]]:
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
    drawn = lock_in(curve, query)
    text = (
        table(("months", "effects", "studies", "estimate", "95 % interval"), rows)
        + f"\n\nA smooth curve through all of them ({turn}):\n\n"
        + table(("month", "estimate", "95 % interval"), points)
        + f"\n\n{_CURVE}\n\n{picture(drawn, folder)}"
    )
    return text, [drawn]


def _explained(example: Example, labour: Path, folder: str) -> tuple[str, list[Drawing]]:
    drawn = figure("bubble-study-year", example.pooled())
    return f"{explaining.section(example, labour)}\n\n{picture(drawn, folder)}", [drawn]


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


def _gaps(example: Example, folder: str) -> tuple[str, list[Drawing]]:
    found = gap_map(example.findings)
    cells = {(cell.programme, cell.column): cell for cell in found.cells}
    programmes = list(dict.fromkeys(cell.programme for cell in found.cells))

    def cell_text(programme: ProgrammeType, column: str) -> str:
        cell = cells.get((programme, column))
        if cell is None:
            return "none"
        sure = f", {cell.certainty.replace('_', ' ')}" if cell.certainty else ""
        return f"{cell.studies} ({cell.rigorous}) {cell.direction}{sure}"

    rows = [(row, *(cell_text(row, column) for column in found.columns)) for row in programmes]
    drawn = gap_figure(found)
    text = (
        "Studies (of these with design strength 3 or more), the direction of significant effects, and the certainty of"
        " the pooled effect where there is something to pool.\n\n"
        f"{table(('LMP', *found.columns), rows)}\n\n{picture(drawn, folder)}"
    )
    return text, [drawn]
