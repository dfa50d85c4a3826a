"""`almpo search` and `almpo ask`"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from almpo.cli import conditions
from almpo.cli.context import console, open_workspace, print_json
from almpo.evidence.errors import AlmpoError

if TYPE_CHECKING:
    from almpo.evidence.answers import Answer
    from almpo.evidence.scope import Scope
    from almpo.pipeline.workspace import Workspace
    from almpo.synthesis.graph.state import Step

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Language = Annotated[str | None, typer.Option(help="ISO code of the language, as de; default: detected.")]


def register(app: typer.Typer) -> None:
    app.command("search")(search)
    app.command("ask")(ask)


def search(
    query: Annotated[str, typer.Argument(help="What to look for, in any language.")],
    document: Annotated[list[str] | None, typer.Option("--document", help="Id or file name.")] = None,
    kind: Annotated[list[str] | None, typer.Option(help="passage or finding; default: both.")] = None,
    language: Annotated[list[str] | None, typer.Option(help="Language of the text, as de.")] = None,
    outcome: conditions.Outcome = None,
    programme: conditions.Programme = None,
    target: conditions.Target = None,
    country: conditions.Country = None,
    region: conditions.Region = None,
    horizon: conditions.Horizon = None,
    design_at_least: conditions.DesignAtLeast = None,
    since: conditions.Since = None,
    until: conditions.Until = None,
    status: conditions.Status = None,
    limit: Annotated[int, typer.Option(min=1, max=200)] = 10,
    as_json: AsJson = False,
) -> None:
    """Search passages and findings by meaning and by word, across languages.

    Passages meet a condition on findings if their document has such a finding.
    """
    from almpo.retrieval.narrowing import narrow, of_scope
    from almpo.synthesis.scopes import make_scope

    asked = {
        **{
            "outcome": outcome,
            "programme": programme,
            "target": target,
            "country": country,
            "region": region,
        },
        **{"horizon": horizon, "design_at_least": design_at_least, "since": since, "until": until},
        **{"status": status, "language_of_documents": language},
    }
    conditions_met = of_scope(make_scope(asked))
    with open_workspace() as workspace:
        with workspace.store.read() as unit:
            documents = tuple(unit.documents.get(name).id for name in document or ())
            by_id = {document.id: document for document in unit.documents.all()}
            asked_for = {"documents": documents, "kinds": tuple(kind or ())}
            filters = narrow(conditions_met.model_copy(update=asked_for), unit)
        hits = workspace.searcher.search(query, filters=filters, limit=limit, spread=True) if filters else []
    if as_json:
        for hit in hits:
            found_in = by_id[hit.document_id]
            print_json(
                {
                    "document": found_in.name,
                    "synthetic": found_in.synthetic,
                    **hit.model_dump(mode="json", exclude={"record"}),
                }
            )
        return
    screen = console()
    if not hits:
        screen.print("Nothing found.")
    for rank, hit in enumerate(hits, 1):
        found_in = by_id[hit.document_id]
        label = " (synthetic)" if found_in.synthetic else ""
        where = f"{rank}. {found_in.name}{label}, p. {hit.page}"
        screen.print(f"{where}  [{hit.kind}, {hit.relevance:.2f}]", style="bold", markup=False)
        screen.print(f"   {' '.join(hit.text.split())[:400]}", markup=False)


def ask(
    question: Annotated[str | None, typer.Argument(help="A question, in any EU language.")] = None,
    file: Annotated[
        Path | None, typer.Option(help='Many questions, a line each: {"id": …, "q": …, "lang": …}.')
    ] = None,
    language: Language = None,
    programme: conditions.Programme = None,
    outcome: conditions.Outcome = None,
    target: conditions.Target = None,
    country: conditions.Country = None,
    region: conditions.Region = None,
    horizon: conditions.Horizon = None,
    design_at_least: conditions.DesignAtLeast = None,
    since: conditions.Since = None,
    until: conditions.Until = None,
    language_of_documents: conditions.DocumentLanguage = None,
    status: conditions.Status = None,
    name: conditions.Name = None,
    without: conditions.Without = None,
    follows: Annotated[
        str | None, typer.Option("--continue", help="Id of the answer that the question follows up.")
    ] = None,
    resume: Annotated[str | None, typer.Option(help="Id of an answer that was interrupted.")] = None,
    as_json: AsJson = False,
) -> None:
    """Answer from the corpus: short, cited, every number verified; or say that it holds nothing on this.

    What was understood of the question is printed below the answer. It ranks the evidence; what the options
    set is a condition on all of it.
    """
    from almpo.synthesis.export import answer_to_exchange, answer_to_text
    from almpo.synthesis.scopes import make_scope

    if sum(given is not None for given in (question, file, resume)) != 1:
        raise typer.BadParameter("give a question, --file or --resume, one of them")
    scope = make_scope(
        {
            **{"programme": programme, "outcome": outcome, "target": target, "country": country},
            **{"region": region, "horizon": horizon, "design_at_least": design_at_least, "since": since},
            **{"until": until, "language_of_documents": language_of_documents, "status": status},
            **{"name": name, "without": without},
        }
    )
    with open_workspace() as workspace:
        if file is None:
            answer = _watched(_streamed(workspace, question, language, follows, resume, scope))
            if as_json:
                print_json(answer.model_dump(mode="json"))
            else:
                console().print(answer_to_text(answer), markup=False)
                console().print(f"\n{_understood(answer)}", style="dim", markup=False)
                console().print(f"answer {answer.id}", style="dim")
            return
        for number, line in enumerate(_lines(file), 1):
            try:
                given = json.loads(line)
                text, key = given["q"], given["id"]
            except (ValueError, KeyError, TypeError) as error:
                raise AlmpoError(f'{file}, line {number}: not {{"id": …, "q": …}}: {error!r}') from error
            answer = workspace.answerer.ask(
                text, language=given.get("lang") if language is None else language, scope=scope
            )
            if as_json:
                print_json({**answer_to_exchange(answer), "id": key})
            else:
                console().print(f"\n{text}\n{answer_to_text(answer)}", markup=False)


def _streamed(
    workspace: "Workspace",
    question: str | None,
    language: str | None,
    follows: str | None,
    resume: str | None,
    scope: "Scope",
) -> "Iterator[Step | Answer]":
    """The steps. Each is kept where a chat model writes: then there is something to lose."""
    if resume is not None:
        return workspace.durable_answerer.resume(resume)
    keeps = workspace.settings.chat.model is not None
    answerer = workspace.durable_answerer if keeps else workspace.answerer
    return answerer.stream(question or "", language, follows=follows, scope=scope)


def _understood(answer: "Answer") -> str:
    """The chips on a line, with the code by which `--without` takes one out."""
    from almpo.synthesis.labels import phrase

    told = [
        f"{phrase(chip.group, answer.language)}: {chip.label or chip.words} ({chip.key}, {chip.origin})"
        for chip in answer.chips
    ]
    return f"understood: {' · '.join(told)}"


def _watched(streamed: "Iterator[Step | Answer]") -> "Answer":
    """The answer, with a line on a terminal that tells what is being done until it comes."""
    from almpo.evidence.answers import Answer

    screen = Console(stderr=True, highlight=False)
    begun: str | None = None
    try:
        with screen.status("understanding the question …") as line:
            for one in streamed:
                if isinstance(one, Answer):
                    return one
                begun = one.answer
                told = ", ".join(f"{count} {what}" for what, count in one.told.items())
                if screen.is_terminal:
                    screen.print(f"{one.name:13} {one.seconds:6.2f} s  {told}", style="dim", markup=False)
                line.update(f"{one.next} …")
    except KeyboardInterrupt:
        if begun:
            screen.print(f"interrupted; if a chat model writes: almpo ask --resume {begun}", markup=False)
        raise
    raise AlmpoError("the answer was cut short")


def _lines(file: Path) -> list[str]:
    try:
        return [line for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
    except (OSError, UnicodeDecodeError) as error:
        raise AlmpoError(f"{file} cannot be read: {error}") from error
