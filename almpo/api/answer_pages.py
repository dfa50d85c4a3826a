"""Pages for people: ask and watch, read the answer, ask further."""

from collections.abc import Iterator
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from fastapi.responses import RedirectResponse, Response

from almpo.api.dependencies import Space
from almpo.api.views import show, stream
from almpo.evidence.answers import Answer, Chip, ChipOrigin, Citation
from almpo.evidence.errors import AlmpoError
from almpo.evidence.scope import Scope
from almpo.synthesis.brief.forms import FORMS
from almpo.synthesis.conversation import CONTEXT
from almpo.synthesis.graph.state import Step

router = APIRouter(include_in_schema=False, default_response_class=Response)


@router.get("/ask")
def ask(
    request: Request,
    space: Space,
    q: Annotated[str, Query(max_length=2000)] = "",
    follows: Annotated[str | None, Query(max_length=64)] = None,
    drop: Annotated[list[str] | None, Query(max_length=100)] = None,
) -> Response:
    """Answer, showing each step as it is done, then go on to the answer at its lasting address."""
    question = q.strip()
    if not question:
        return RedirectResponse("/", status_code=303)
    if follows is not None:
        with space.store.read() as unit:
            unit.answers.get(follows)  # an unknown one is told before the page begins
    told = space.durable_answerer.stream(question, follows=follows, scope=Scope(without=tuple(drop or ())))
    return stream(request, "asking.html", question=question, told=_told(told))


@router.get("/answers/{answer_id}")
def answer(request: Request, space: Space, answer_id: str) -> Response:
    with space.store.read() as unit:
        found = unit.answers.get(answer_id)
        turns = unit.answers.of_thread(found.thread or found.id)
    sources = numbered_sources(found)
    return show(
        request,
        "answer.html",
        answer=found,
        turns=turns,
        chips=[(chip, _without(found, chip)) for chip in found.chips],
        sources=sources,
        synthetic=any(citation.synthetic for citation in sources),
        forms=FORMS,
    )


def numbered_sources(answer: Answer) -> list[Citation]:
    """The citations of an answer in the order of first use, each once, then those offered as nearest.

    What a pooled sentence rests on is listed with the pooled result instead.
    """
    cited = [c for sentence in answer.sentences if not sentence.computed for c in sentence.citations]
    return list(dict.fromkeys([*cited, *answer.nearest]))


def _told(streamed: Iterator[Step | Answer]) -> Iterator[tuple[str, Step | Answer | str]]:
    """What is streamed by kind; an error ends it in words, for the page has begun."""
    try:
        for one in streamed:
            yield ("answer" if isinstance(one, Answer) else "step"), one
    except AlmpoError as error:
        yield "error", str(error)


def _without(answer: Answer, chip: Chip) -> str | None:
    """Where the question is asked without something that it inherited; None where it says so itself."""
    if chip.origin is not ChipOrigin.INHERITED or chip.group not in CONTEXT or answer.follows is None:
        return None
    code = f"{chip.group}:{chip.code}"
    return "/ask?" + urlencode({"q": answer.question, "follows": answer.follows, "drop": code})
