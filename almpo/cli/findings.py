"""`almpo findings`"""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from almpo.cli.context import console, open_workspace, print_json, print_table
from almpo.evidence.findings import Finding

if TYPE_CHECKING:
    from almpo.evidence.store import Unit
    from almpo.evidence.store.findings import FindingFilter

app = typer.Typer(help="Effect estimates and what they mean.", no_args_is_help=True)

Documents = Annotated[list[str] | None, typer.Option("--document", help="Id or file name; may be repeated.")]
Outcomes = Annotated[list[str] | None, typer.Option("--outcome", help="Outcome group, as employment.")]
Programmes = Annotated[list[str] | None, typer.Option("--programme", help="LMP class 1, 2, 4–7, M or X.")]
Countries = Annotated[list[str] | None, typer.Option("--country", help="ISO code, as AT.")]
Designs = Annotated[list[str] | None, typer.Option("--design", help="Design, as RCT.")]
Effects = Annotated[bool, typer.Option("--effects", help="Leave out what is no programme effect.")]
Confidence = Annotated[float | None, typer.Option("--min-confidence", min=0, max=1)]


def _filter(
    unit: "Unit",
    documents: list[str] | None,
    outcomes: list[str] | None,
    programmes: list[str] | None,
    countries: list[str] | None,
    designs: list[str] | None,
    effects: bool,
    min_confidence: float | None,
) -> "FindingFilter":
    from almpo.evidence.store.findings import FindingFilter

    return FindingFilter(
        documents=tuple(unit.documents.get(name).id for name in documents or ()),
        outcome_groups=tuple(outcomes or ()),
        lmp=tuple(programmes or ()),
        countries=tuple(countries or ()),
        designs=tuple(designs or ()),
        effects_only=effects,
        min_confidence=min_confidence,
    )


def _uncertainty(finding: Finding) -> str:
    parts = [
        f"{kind} {getattr(finding, kind):g}"
        for kind in ("se", "t", "p")
        if getattr(finding, kind) is not None
    ]
    if finding.ci_low is not None and finding.ci_high is not None:
        parts.append(f"ci {finding.ci_low:g} to {finding.ci_high:g}")
    return ", ".join(parts)


def _sureness(finding: Finding) -> str:
    """Confidence, and what the witnesses say."""
    marks = (finding.auto_accept, "✓"), (finding.extraction_doubt, "!"), (finding.source_oddity, "~")
    sure = (
        "" if finding.confidence is None else f"{int(100 * finding.confidence) / 100:.2f}"
    )  # 0.999 is not 1
    return "".join(mark for said, mark in marks if said) + sure


@app.command("list")
def list_findings(
    document: Documents = None,
    outcome: Outcomes = None,
    programme: Programmes = None,
    country: Countries = None,
    design: Designs = None,
    effects: Effects = False,
    min_confidence: Confidence = None,
    limit: Annotated[int, typer.Option(min=1)] = 50,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, one object a line.")] = False,
) -> None:
    """List findings, filtered. Before how sure they are: ✓ goes without review, ! doubt, ~ the source is odd."""
    with open_workspace() as workspace, workspace.store.read() as unit:
        where = _filter(unit, document, outcome, programme, country, design, effects, min_confidence)
        total = unit.findings.count(where)
        found = list(unit.findings.filter(where, limit=limit))
        names = {d.id: d.name + (" (synthetic)" if d.synthetic else "") for d in unit.documents.all()}
    if as_json:
        for finding in found:
            print_json(finding.model_dump(mode="json"))
        return
    print_table(
        (
            "id",
            "document",
            "page",
            "table",
            "row",
            "column",
            "estimate",
            "uncertainty",
            "n",
            "outcome",
            "effect",
            "sure",
        ),
        [
            (
                finding.id[:12],
                names[finding.document_id],
                finding.page,
                finding.table or finding.source,
                finding.row_label or (finding.quote or "")[:80],
                finding.column_label,
                f"{finding.estimate:g}{finding.stars}",
                _uncertainty(finding),
                finding.n,
                finding.outcome_group,
                {True: "yes", False: "no", None: "?"}[finding.treatment_effect],
                _sureness(finding),
            )
            for finding in found
        ],
        right=("page", "estimate", "n", "sure"),
    )
    console().print(f"{len(found)} of {total} findings")


@app.command("show")
def show(finding: Annotated[str, typer.Argument(help="Id of the finding.")]) -> None:
    """Show one finding with the spot on the page that each of its fields was read from. Always JSON."""
    from almpo.measures.comparable import comparable

    with open_workspace() as workspace, workspace.store.read() as unit:
        found = unit.findings.get(finding)
        document = unit.documents.get(found.document_id)
    anchor, shared = found.anchor, comparable(found)
    print_json(
        {
            "document": document.name,
            "synthetic": document.synthetic,
            **found.model_dump(mode="json"),
            "comparable": shared.model_dump(mode="json") if shared else None,
            "extraction_doubt": found.extraction_doubt,
            "source_oddity": found.source_oddity,
            "target": anchor.to_web_annotation() if anchor else None,
        }
    )


@app.command("export")
def export(
    to: Annotated[
        Path | None, typer.Argument(help="File ending in .jsonl or .csv; default: JSONL to the screen.")
    ] = None,
    document: Documents = None,
    outcome: Outcomes = None,
    programme: Programmes = None,
    country: Countries = None,
    design: Designs = None,
    effects: Effects = False,
    min_confidence: Confidence = None,
) -> None:
    """Export findings with the keys of the gold annotations."""
    from almpo.extraction.export import to_csv, to_jsonl

    if to is not None and to.suffix not in (".jsonl", ".csv"):
        raise typer.BadParameter("the file's name must end in .jsonl or .csv")
    with open_workspace() as workspace, workspace.store.read() as unit:
        where = _filter(unit, document, outcome, programme, country, design, effects, min_confidence)
        names = {d.id: d.name for d in unit.documents.all()}
        found = list(unit.findings.filter(where))
    text = (to_csv if to is not None and to.suffix == ".csv" else to_jsonl)(found, names)
    if to is None:
        typer.echo(text, nl=False)
    else:
        to.write_text(text, encoding="utf-8")
        console().print(f"{len(found)} findings written to {to}", markup=False)
