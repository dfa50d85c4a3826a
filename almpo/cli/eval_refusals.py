"""`almpo eval refusals`"""

from pathlib import Path
from typing import Annotated

import typer

from almpo.cli.context import console, open_workspace, print_json


def register(parent: typer.Typer) -> None:
    parent.command("refusals")(refusals)


def refusals(
    folders: Annotated[
        list[Path], typer.Argument(help="Folders of *.meta.json with questions.", exists=True)
    ],
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Precision and recall of refusing over the ingested documents: as it is decided now, and cross-validated."""
    from almpo.evaluation.answers import read_questions
    from almpo.evaluation.refusals import Asked, score_refusals
    from almpo.synthesis.evidence_pack import gather
    from almpo.synthesis.question import understand

    asked = []
    with open_workspace() as workspace:
        for question in (one for folder in folders for one in read_questions(folder)):
            pack = gather(
                understand(question.q, question.lang), workspace.store, workspace.searcher, workspace.embedder
            )
            asked.append(Asked(question.document, pack, question.unanswerable))
    scores = score_refusals(asked)
    if as_json:
        print_json(scores.model_dump(mode="json"))
        return
    console().print(
        f"{scores.questions} questions, {scores.unanswerable} unanswerable; refusing: "
        f"precision {scores.precision:.3f}, recall {scores.recall:.3f}; by fits to other reports: "
        f"precision {scores.precision_left_out:.3f}, recall {scores.recall_left_out:.3f}"
    )
    console().print(f"weights fitted to all: {scores.weights}")
