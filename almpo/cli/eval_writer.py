"""`almpo eval writer`"""

from contextlib import AbstractContextManager, nullcontext
from itertools import takewhile
from pathlib import Path
from time import monotonic
from typing import Annotated

import typer

from almpo.cli.context import console, open_workspace, print_json, settings
from almpo.evidence.errors import NotFoundError, SettingsError
from almpo.evidence.settings import ChatSettings

SMALL = "small"


def register(parent: typer.Typer) -> None:
    parent.command("writer")(writer)


def writer(
    gold: Annotated[Path, typer.Argument(help="Folder of *.meta.json with questions.", exists=True)],
    model: Annotated[
        str | None,
        typer.Option(
            help=f"Chat model instead of that of the settings; `{SMALL}`: one that a package ships."
        ),
    ] = None,
    limit: Annotated[int | None, typer.Option(min=1, help="Ask only the first questions.")] = None,
    seconds: Annotated[float, typer.Option(min=1, max=600, help="Budget of a question.")] = 120,
    minutes: Annotated[float, typer.Option(min=0.1, help="Ask no further question after so long.")] = 10,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Let a chat model write over the ingested documents: what it drafts, what passes, what is wrong."""
    from almpo.evaluation.answers import read_questions
    from almpo.evaluation.writers import Counting, score_writer
    from almpo.synthesis.writers.chat import chat_name, open_chat

    questions = read_questions(gold)[:limit]
    with _chat(model) as chat, open_workspace() as workspace:
        counting = Counting(
            open_chat(chat), chat_name(chat), most=chat.evidence, json_schema=chat.json_schema
        )

        def page_text(document_id: str, number: int) -> str:
            with workspace.store.read() as unit:
                try:
                    return unit.documents.page(document_id, number, words=False).text
                except NotFoundError:
                    return ""

        answerer = workspace.make_answerer(writer=counting, seconds=seconds)
        begun = monotonic()
        in_time = takewhile(lambda _: monotonic() - begun < 60 * minutes, questions)
        scores = score_writer(counting, answerer, in_time, page_text)
    if as_json:
        print_json(scores.model_dump(mode="json"))
        return
    for name, value in scores.model_dump(exclude={"wrong"}).items():
        console().print(f"{name:10} {value:.2f}" if isinstance(value, float) else f"{name:10} {value}")
    console().print(f"wrong numbers reaching the reader {len(scores.wrong)}")
    for wrong in scores.wrong:
        console().print(wrong, markup=False)


def _chat(model: str | None) -> AbstractContextManager[ChatSettings]:
    """The settings of the chat model that is asked for."""
    if model == SMALL:
        from almpo.evaluation.small_model import small_model

        return small_model()
    chat = settings().chat
    if model is not None:
        chat = chat.model_copy(update={"model": model})
    if chat.model is None:
        raise SettingsError("no chat model: name one with --model, or set chat.model (docs/answering.md)")
    return nullcontext(chat)
