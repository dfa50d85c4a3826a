"""`almpo eval ragas`"""

from pathlib import Path
from typing import Annotated

import typer

from almpo.cli.context import console, open_workspace, print_json, settings


def register(parent: typer.Typer) -> None:
    parent.command("ragas")(ragas)


def ragas(
    gold: Annotated[Path, typer.Argument(help="Folder of *.meta.json with questions.", exists=True)],
    judge: Annotated[
        bool, typer.Option(help="Also what the configured chat model judges: faithfulness.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Metrics of the ragas library over answers to gold questions: those that need no judge."""
    from almpo.evaluation.ragas_metrics import answered_questions, score_with_ragas
    from almpo.synthesis.writers.chat import open_chat

    with open_workspace() as workspace:
        answered = answered_questions(
            gold, lambda question: workspace.answerer.ask(question.q, question.lang)
        )
    scores = score_with_ragas(answered, open_chat(settings().chat) if judge else None)
    if as_json:
        print_json({"questions": len(answered), **scores})
        return
    console().print(f"questions that were answered: {len(answered)}")
    for name, value in scores.items():
        console().print(f"{name:28} {value:.3f}")
