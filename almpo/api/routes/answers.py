"""Search and answers."""

import json
from collections.abc import Iterator
from typing import Annotated, Literal

from fastapi import APIRouter, Header, Query, Request, Response
from fastapi.responses import StreamingResponse
from pydantic import Field

from almpo.api.dependencies import Space
from almpo.api.errors import in_words
from almpo.evidence.answers import Answer
from almpo.evidence.errors import NotFoundError
from almpo.evidence.scope import Language, List, Scope
from almpo.retrieval.narrowing import narrow, of_scope
from almpo.retrieval.search import Hit
from almpo.synthesis.brief.content import DEFAULT_STYLE
from almpo.synthesis.brief.forms import FORMS
from almpo.synthesis.brief.load import load_brief
from almpo.synthesis.bundle.export import export_bundle
from almpo.synthesis.figures import MEDIA_TYPES, Format, forest
from almpo.synthesis.graph.state import Step

router = APIRouter(prefix="/api", tags=["answers"])
_NOT_KEPT = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}


class Question(Scope):
    """A question and, beside it, the conditions that all evidence for its answer must meet."""

    question: str = Field(min_length=1, max_length=2000)
    language: Language | None = Field(default=None, description="To answer in; default: that of the question")
    follows: str | None = Field(default=None, max_length=64, description="Id of the answer followed up")

    @property
    def scope(self) -> Scope:
        return Scope(**self.model_dump(include=set(Scope.model_fields)))


class Search(Scope):
    """What to look for, and the conditions that it must meet. Passages meet those on findings by their document."""

    q: str = Field(min_length=1, max_length=2000)
    document: Annotated[tuple[str, ...], List] = Field(default=(), description="Ids or file names")
    kind: Annotated[tuple[Literal["passage", "finding"], ...], List] = ()
    language: Annotated[tuple[Language, ...], List] = Field(default=(), description="Of the text, as de")
    limit: int = Field(default=10, ge=1, le=200)


@router.post("/ask")
def ask(space: Space, asked: Question) -> Answer:
    """A short answer, every sentence cited and every number verified; or an abstention with its reason.

    `chips` of the answer tell what was understood; what is set here is a condition on all evidence, and
    `without` takes out what was not meant.
    """
    return space.answerer.ask(asked.question, asked.language, follows=asked.follows, scope=asked.scope)


@router.get("/answers/stream", response_class=StreamingResponse)
def streamed(
    space: Space,
    asked: Annotated[Question, Query()],
    last_event_id: Annotated[str | None, Header(max_length=64)] = None,
) -> StreamingResponse:
    """The same as server-sent events: a `step` for each step that is done, then `answer`, or `error`.

    The id of every event is that of the answer: a client that reconnects with it as `Last-Event-ID`, as
    browsers do by themselves, gets the steps that are still missing instead of a new answer.
    """
    if asked.follows is not None:
        answer(space, asked.follows)
    events = _events(space, asked, last_event_id)
    return StreamingResponse(events, media_type="text/event-stream", headers=_NOT_KEPT)


def _events(space: Space, asked: Question, begun: str | None) -> Iterator[str]:
    try:
        if begun is None:
            answerer = space.durable_answerer
            told = answerer.stream(asked.question, asked.language, follows=asked.follows, scope=asked.scope)
        else:
            told = _rest(space, begun)
        for one in told:
            if isinstance(one, Answer):
                yield _event("answer", one.id, one.model_dump_json())
            else:
                yield _event("step", one.answer, one.model_dump_json())
    except Exception as error:  # the status has been sent
        yield _event("error", "", json.dumps({"detail": in_words(error)}, ensure_ascii=False))


def _rest(space: Space, answer_id: str) -> Iterator[Step | Answer]:
    """What is missing of an answer that was begun: nothing but itself, if it was finished meanwhile."""
    try:
        yield answer(space, answer_id)
    except NotFoundError:
        yield from space.durable_answerer.resume(answer_id)


def _event(kind: str, key: str, data: str) -> str:
    return f"event: {kind}\nid: {key}\ndata: {data}\n\n"


@router.get("/answers/{answer_id}/thread")
def thread(space: Space, answer_id: str) -> list[Answer]:
    """The conversation that an answer belongs to, oldest first."""
    found = answer(space, answer_id)
    with space.store.read() as unit:
        return unit.answers.of_thread(found.thread or found.id)


@router.get("/answers/{answer_id}")
def answer(space: Space, answer_id: str) -> Answer:
    """An answer given before."""
    with space.store.read() as unit:
        return unit.answers.get(answer_id)


@router.get("/search")
def search(space: Space, asked: Annotated[Search, Query()]) -> list[Hit]:
    """Passages and findings by meaning and by word, across languages; the best hit of each page."""
    with space.store.read() as unit:
        documents = tuple(unit.documents.get(name).id for name in asked.document)
        update = {"documents": documents, "kinds": asked.kind}
        both = set(asked.language) & set(asked.language_of_documents)
        if asked.language and asked.language_of_documents and not both:
            return []
        update |= {"languages": tuple(both) or (*asked.language, *asked.language_of_documents)}
        filters = narrow(of_scope(asked).model_copy(update=update), unit)
    return space.searcher.search(asked.q, filters=filters, limit=asked.limit, spread=True) if filters else []


@router.get("/answers/{answer_id}/brief.{form}", response_class=Response)
def brief(
    request: Request,
    space: Space,
    answer_id: str,
    form: str,
    style: Annotated[str, Query(pattern="^[a-z0-9-]+$", max_length=100)] = DEFAULT_STYLE,
) -> Response:
    """The answer on a page: pdf, docx, md or json; sources in any installed CSL style."""
    if form not in FORMS:
        raise NotFoundError(f"no form {form!r}: {', '.join(FORMS)}")
    address = space.settings.serve.public_url or str(request.base_url).rstrip("/")
    with space.store.read() as unit:
        found = unit.answers.get(answer_id)
        made = load_brief(unit, found, permalink=f"{address}/answers/{found.id}", style=style)
    name = f'attachment; filename="brief-{found.id[:12]}.{form}"'
    return Response(
        FORMS[form].render(made), media_type=FORMS[form].media_type, headers={"Content-Disposition": name}
    )


@router.get("/answers/{answer_id}/pooled/{number}.{form}", response_class=Response)
def pooled_figure(space: Space, answer_id: str, number: int, form: Format) -> Response:
    """The forest plot of a pooled result that an answer tells, counted from 1; as svg or png, or its data."""
    with space.store.read() as unit:
        pooled = unit.answers.get(answer_id).pooled
        if not 1 <= number <= len(pooled):
            raise NotFoundError(f"the answer tells no pooled result {number}")
        result = unit.syntheses.get(pooled[number - 1]).result
    policy = {"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'"}  # it styles itself
    return Response(forest(result).encoded(form), media_type=MEDIA_TYPES[form], headers=policy)


@router.get("/answers/{answer_id}/bundle", response_class=Response)
def bundle(space: Space, answer_id: str) -> Response:
    """A zip file with all that bears the answer out: `almpo verify` verifies it offline."""
    with space.store.read() as unit:
        found = unit.answers.get(answer_id)
        packed = export_bundle(unit, found)
    name = f'attachment; filename="answer-{found.id[:12]}.zip"'
    return Response(packed, media_type="application/zip", headers={"Content-Disposition": name})
