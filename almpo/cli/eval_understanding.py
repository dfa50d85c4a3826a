"""`almpo eval understanding`"""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from almpo.cli.context import console, print_json, print_table

if TYPE_CHECKING:
    from almpo.evaluation.understanding import Share, Understanding


def register(app: typer.Typer) -> None:
    app.command("understanding")(understanding)


def understanding(
    questions: Annotated[
        Path, typer.Argument(help="Folder of *.jsonl: each is scored by itself.", exists=True)
    ] = Path("eval_sets/understanding"),
    worst: Annotated[int, typer.Option(min=0, help="Show so many failures.")] = 10,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Whether programme, outcome, target group, country and time are recognised in questions, by language."""
    from almpo.evaluation.understanding import read_asked, score_understanding
    from almpo.synthesis.question import understand

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
