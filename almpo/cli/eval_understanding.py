"""`almpo eval understanding`"""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from almpo.cli.context import console, open_workspace, print_json, print_table

if TYPE_CHECKING:
    from almpo.evaluation.understanding import Share, Understanding


def register(app: typer.Typer) -> None:
    app.command("understanding")(understanding)


def understanding(
    questions: Annotated[
        Path, typer.Argument(help="Folder of *.jsonl: each is scored by itself.", exists=True)
    ] = Path("eval_sets/understanding"),
    worst: Annotated[int, typer.Option(min=0, help="Show so many failures.")] = 10,
    nearest: Annotated[
        bool, typer.Option(help="Whether the nearest concept by the embedder finds what the word lists miss.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Whether programme, outcome, target group, country and time are recognised in questions, by language."""
    from almpo.evaluation.understanding import read_asked, score_understanding
    from almpo.synthesis.question import understand

    if nearest:
        _print_nearest(questions)
        return
    for file in sorted(questions.glob("*.jsonl")):
        scores = score_understanding(read_asked(file), understand)
        if as_json:
            print_json({"file": file.stem, **scores.model_dump(mode="json")})
        else:
            _print(file.stem, scores, worst)


def _print(name: str, scores: "Understanding", worst: int) -> None:
    heads = ("precision", "recall", "right", "wrong", "missed")

    def line(part: str, share: "Share") -> tuple[object, ...]:
        shares = (f"{value:.3f}" if value is not None else "" for value in (share.precision, share.recall))
        return (part, *shares, *share)

    parts = {**scores.groups, **scores.languages, "all": scores.all}
    print_table((name, *heads), [line(part, share) for part, share in parts.items()], right=heads)
    console().print(
        f"{scores.questions} questions, {scores.whole:.3f} of them wholly understood, "
        f"language told in {scores.language:.3f}"
    )
    for failure in scores.failures[:worst]:
        console().print(f"  {failure}", markup=False)


def _print_nearest(questions: Path) -> None:
    from almpo.evaluation.nearest_concepts import nearest_concepts
    from almpo.evaluation.understanding import read_asked

    asked = [one for file in sorted(questions.glob("*.jsonl")) for one in read_asked(file)]
    with open_workspace() as workspace:
        proposals = nearest_concepts(asked, workspace.embedder)
    heads = ("cosine", "proposed", "right", "to find")
    rows = [(f"{one.threshold:.3f}", one.proposed, one.right, one.missing) for one in proposals]
    print_table(heads, rows, right=heads)
