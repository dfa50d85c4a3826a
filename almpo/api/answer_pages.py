"""Pages for people: ask and watch, read the answer, ask further."""

from collections.abc import Iterator
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import RedirectResponse, Response

from almpo.api.conditions import form, scope_of, told
from almpo.api.dependencies import Space
from almpo.api.errors import in_words
from almpo.api.views import show, stream
from almpo.evidence.answers import Answer, Citation, Part
from almpo.evidence.findings import Finding
from almpo.synthesis.brief.forms import FORMS
from almpo.synthesis.graph.state import Step
from almpo.synthesis.labels import phrase
from almpo.synthesis.series import label_parts
from almpo.synthesis.templates import templates

router = APIRouter(include_in_schema=False, default_response_class=Response)


@router.get("/ask")
def ask(
    request: Request,
    space: Space,
    q: Annotated[str, Query(max_length=2000)] = "",
    follows: Annotated[str | None, Query(max_length=64)] = None,
) -> Response:
    """Answer, showing each step as it is done, then go on to the answer at its lasting address.

    Takes the fields of the form of conditions, and `without` for chips that do not hold.
    """
    question = q.strip()
    if not question:
        return RedirectResponse("/", status_code=303)
    earlier = None
    if follows is not None:
        with space.store.read() as unit:
            earlier = unit.answers.get(follows)  # an unknown one is told before the page begins
    scope = scope_of(request.query_params, earlier)
    steps = space.durable_answerer.stream(question, follows=follows, scope=scope)
    return stream(request, "asking.html", question=question, told=_told(steps))


@router.get("/answers/{answer_id}")
def answer(request: Request, space: Space, answer_id: str) -> Response:
    with space.store.read() as unit:
        found = unit.answers.get(answer_id)
        turns = unit.answers.of_thread(found.thread or found.id)
        sources = numbered_sources(found)
        findings = unit.findings.by_ids([c.finding_id for c in sources if c.finding_id])
    first = {c for one in found.sentences if one.part is not Part.EVIDENCE for c in one.citations}
    return show(
        request,
        "answer.html",
        answer=found,
        turns=turns,
        conditions=form(found.language, found),
        phrase=phrase,
        told=told,
        behind=templates(found.language).prose["evidence"],
        sources=sources,
        first_sources=sum(citation in first for citation in sources) or len(sources),
        labels={key: finding_label(finding) for key, finding in findings.items()},
        synthetic=any(citation.synthetic for citation in sources),
        forms=FORMS,
    )


def finding_label(finding: Finding) -> str:
    """Where in the report an estimate stands: "Table 3: Voucher · Employment"."""
    labels = label_parts(finding.panel, finding.row_label, finding.column_label)
    return ": ".join(part for part in (finding.table, " · ".join(labels)) if part)


def numbered_sources(answer: Answer) -> list[Citation]:
    """The citations of an answer in the order of first use, each once, then those offered as nearest.

    What a pooled sentence rests on is listed with the pooled result instead.
    """
    cited = [
        c for sentence in answer.sentences if sentence.part is not Part.POOLED for c in sentence.citations
    ]
    return list(dict.fromkeys([*cited, *answer.nearest]))


def _told(streamed: Iterator[Step | Answer]) -> Iterator[tuple[str, Step | Answer | str]]:
    """What is streamed by kind; an error ends it in words, for the page has begun."""
    try:
        for one in streamed:
            yield ("answer" if isinstance(one, Answer) else "step"), one
    except Exception as error:  # a page that has begun cannot become an error page
        yield "error", in_words(error)
