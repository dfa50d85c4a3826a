"""Search and answers."""

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import Field

from almpo.api.dependencies import Space
from almpo.evidence.answers import Answer
from almpo.evidence.record import Record
from almpo.retrieval.search import Hit, SearchFilters

router = APIRouter(prefix="/api", tags=["answers"])


class Question(Record):
    question: str = Field(min_length=1, max_length=2000)
    language: str | None = Field(default=None, pattern="^[a-z]{2}$")


@router.post("/ask")
def ask(space: Space, asked: Question) -> Answer:
    """A short answer, every sentence cited and every number verified; or an abstention with its reason."""
    return space.answerer.ask(asked.question, language=asked.language)


@router.get("/answers/{answer_id}")
def answer(space: Space, answer_id: str) -> Answer:
    """An answer given before."""
    with space.store.read() as unit:
        return unit.answers.get(answer_id)


@router.get("/search")
def search(
    space: Space,
    q: Annotated[str, Query(min_length=1, max_length=2000)],
    document: Annotated[list[str] | None, Query()] = None,
    kind: Annotated[list[str] | None, Query()] = None,
    language: Annotated[list[str] | None, Query()] = None,
    outcome: Annotated[list[str] | None, Query()] = None,
    programme: Annotated[list[str] | None, Query()] = None,
    country: Annotated[list[str] | None, Query()] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 10,
) -> list[Hit]:
    """Passages and findings by meaning and by word, across languages."""
    filters = SearchFilters(
        documents=tuple(document or ()),
        kinds=tuple(kind or ()),
        languages=tuple(language or ()),
        outcome_groups=tuple(outcome or ()),
        lmp=tuple(programme or ()),
        countries=tuple(country or ()),
    )
    return space.searcher.search(q, filters=filters, limit=limit)
