"""`almpo synthesise`, `almpo syntheses`, `almpo explain`, `almpo gaps`"""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from almpo.cli.context import console, open_workspace, print_json, print_table
from almpo.cli.synthesis_view import coefficient, show_gaps, show_synthesis

if TYPE_CHECKING:
    from almpo.synthesis.figures import Drawing

app = typer.Typer(help="Kept pooled results.", no_args_is_help=True)

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Outcome = Annotated[str, typer.Option(help="Outcome group, as employment.")]
Programmes = Annotated[list[str] | None, typer.Option("--programme", help="LMP class 1, 2, 4–7, M or X.")]
Horizon = Annotated[str | None, typer.Option(help="short, medium or long.")]
Where = Annotated[list[str] | None, typer.Option(help="country=AT,DE, group=youth, design=RCT …")]
Figures = Annotated[
    Path | None,
    typer.Option(help="Folder for figures: SVG, PNG, the data as CSV, alt text.", file_okay=False),
]
LISTED = 12  # effects and reasons that are shown without --all


def register(parent: typer.Typer) -> None:
    parent.command("synthesise")(synthesise_command)
    parent.command("explain")(explain_command)
    parent.command("gaps")(gaps_command)
    parent.add_typer(app, name="syntheses")


def synthesise_command(
    outcome: Outcome = "employment",
    programme: Programmes = None,
    horizon: Horizon = None,
    where: Where = None,
    language: Annotated[str, typer.Option(help="Of the sentence: en, de, fr, es, it or pl.")] = "en",
    everything: Annotated[bool, typer.Option("--all", help="List all effects and all left out.")] = False,
    figures: Figures = None,
    by: Annotated[
        str | None, typer.Option(help="Groups of the forest plot: programme, design, horizon …")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Pool the effects that answer a question, and keep the result; ask again later to see what is new."""
    from almpo.pipeline.living import synthesise
    from almpo.synthesis.where import make_query

    query = make_query(outcome, programme or (), horizon, where or ())
    with open_workspace() as workspace:
        synthesis = synthesise(workspace, query)
    if as_json:
        print_json(synthesis.model_dump(mode="json"))
    else:
        show_synthesis(synthesis, language, None if everything else LISTED)
    if figures is not None:
        from almpo.synthesis.figures import figures as drawn

        _write_figures(drawn(synthesis.result, by), figures, quiet=as_json)
        if synthesis.result.estimated is None and not as_json:
            console().print("no figures: nothing could be pooled")


@app.command("list")
def list_syntheses(as_json: AsJson = False) -> None:
    """The newest version of each saved question."""
    with open_workspace() as workspace, workspace.store.read() as unit:
        found = [one for series in unit.syntheses.series() if (one := unit.syntheses.newest(series))]
    if as_json:
        print_json([one.model_dump(mode="json", exclude={"result": {"inputs"}}) for one in found])
        return
    print_table(
        ("id", "version", "made", "studies", "what"),
        [
            (
                one.id[:12],
                one.ordinal,
                f"{one.made_at:%Y-%m-%d}",
                one.result.k_studies,
                one.result.words["en"],
            )
            for one in found
        ],
        right=("version", "studies"),
    )


@app.command("show")
def show(
    synthesis: Annotated[str, typer.Argument(help="Id, or the start of it.")],
    language: str = "en",
    as_json: AsJson = False,
) -> None:
    """One kept result with all its effects, and whether it can be computed again to the byte."""
    from almpo.pipeline.living import history, reproduces

    with open_workspace() as workspace, workspace.store.read() as unit:
        found = unit.syntheses.get(synthesis)
        versions = history(unit, synthesis)
    if as_json:
        print_json(found.model_dump(mode="json"))
        return
    show_synthesis(found, language, None)
    for version in versions:
        console().print(
            f"version {version.ordinal} ({version.made_at:%Y-%m-%d}): {version.change or 'first'}"
        )
    console().print("computed again: " + ("the same bytes" if reproduces(found) else "NOT THE SAME"))


@app.command("repool")
def repool_all(as_json: AsJson = False) -> None:
    """Ask all saved questions again, and say what is different."""
    from almpo.pipeline.living import repool

    with open_workspace() as workspace:
        changed = repool(workspace)
    if as_json:
        print_json([one.model_dump(mode="json", exclude={"result": {"inputs"}}) for one in changed])
        return
    for one in changed:
        console().print(f"{one.id[:12]}  {one.change}", markup=False)
    console().print(f"{len(changed)} changed")


def explain_command(
    moderators: Annotated[
        list[str] | None, typer.Argument(help="As design, programme, horizon_months, country.")
    ] = None,
    outcome: Outcome = "employment",
    programme: Programmes = None,
    horizon: Horizon = None,
    where: Where = None,
    context: Annotated[
        list[Path] | None,
        typer.Option(
            help="CSV of country, year, value: a moderator named as the file.", exists=True, dir_okay=False
        ),
    ] = None,
    figures: Figures = None,
    as_json: AsJson = False,
) -> None:
    """Regress the effects on moderators, one at a time, and list what contradicts itself."""
    from almpo.pipeline.context import Series, read_context
    from almpo.pipeline.living import read_inputs
    from almpo.synthesis.contradictions import contradictions
    from almpo.synthesis.moderators import explain
    from almpo.synthesis.where import make_query

    query = make_query(outcome, programme or (), horizon, where or ())
    with open_workspace() as workspace, workspace.store.read() as unit:
        inputs = read_inputs(unit, query)
    effects = inputs.effects
    told = [explain(effects, query, name) for name in moderators or ()]
    for path in context or ():
        told.append(explain(effects, query, path.stem, read_context([Series(path)])))
    against = contradictions(effects)
    if figures is not None:
        from almpo.synthesis.figures import bubble
        from almpo.synthesis.moderators import NUMBERS

        numbers = [one.moderator for one in told if one.moderator in NUMBERS and one.refusal is None]
        _write_figures((bubble(query, inputs, name) for name in numbers), figures, quiet=as_json)
    if as_json:
        moderated = [one.model_dump(mode="json") for one in told]
        print_json(
            {"moderators": moderated, "contradictions": [one.model_dump(mode="json") for one in against]}
        )
        return
    print_table(
        ("moderator", "against", "of", "change (interval)", "df", "p", "studies"),
        [
            (one.moderator, one.base, line.name, *coefficient(line), one.k_studies)
            for one in told
            for line in one.coefficients
        ],
        right=("df", "p", "studies"),
    )
    for one in told:
        for remark in filter(None, (one.refusal, one.note)):
            console().print(f"{one.moderator}: {remark}", markup=False)
    for cell in against:
        sides = f"{len(cell.favourable)} studies favourable, {len(cell.unfavourable)} unfavourable"
        apart = "; ".join(cell.set_apart_by) or "nothing that is coded"
        console().print(f"LMP {cell.programme}, {cell.horizon}: {sides}; set apart by {apart}", markup=False)


def gaps_command(
    by: Annotated[str, typer.Option(help="Columns: outcome, target_group or country.")] = "outcome",
    outcome: Annotated[str | None, typer.Option(help="Only this outcome group.")] = None,
    figures: Figures = None,
    as_json: AsJson = False,
) -> None:
    """How many studies there are by programme type, which way they point, how sure, and where there are none."""
    from almpo.pipeline.living import read_gaps

    with open_workspace() as workspace, workspace.store.read() as unit:
        found = read_gaps(unit, by, outcome)
    if as_json:
        print_json(found.model_dump(mode="json"))
    else:
        show_gaps(found)
    if figures is not None:
        from almpo.synthesis.figures import gap_figure

        _write_figures([gap_figure(found)], figures, quiet=as_json)


def _write_figures(drawings: "Iterable[Drawing]", folder: Path, *, quiet: bool) -> None:
    from almpo.synthesis.figures import write_figures

    for path in write_figures(drawings, folder):
        if not quiet:
            console().print(f"written to {path}", markup=False)
