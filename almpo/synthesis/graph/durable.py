"""The same steps as a LangGraph graph with a checkpoint after each, so that a crash loses at most one step.

The state of the graph is the JSON of a `Progress`, read again only where an interrupted answer is taken up.
Checkpoints lie in a SQLite file of the home, or in the PostgreSQL database of the store, and are deleted once
the answer is kept.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from typing import Any, TypedDict, cast

from langchain_core.runnables import RunnableConfig
from langgraph.checkpoint.base import BaseCheckpointSaver
from langgraph.graph import END, START, StateGraph
from langgraph.graph.state import CompiledStateGraph

from almpo.evidence.errors import NotFoundError, SettingsError
from almpo.evidence.settings import Settings
from almpo.synthesis.graph.state import Progress, Step
from almpo.synthesis.graph.steps import FIRST, Steps
from almpo.synthesis.graph.walk import report


class Kept(TypedDict):
    """The state between steps: the JSON of a Progress, and the time spent before its last step."""

    progress: str
    before: float


class _Route:
    """The steps of one answer as functions on its state. Remembers what it wrote, so as not to read it again."""

    def __init__(self, steps: Steps) -> None:
        self._steps = steps
        self._written = ""
        self._progress: Progress | None = None

    def progress(self, kept: Kept) -> Progress:
        if self._progress is None or kept["progress"] != self._written:
            self._written = kept["progress"]
            self._progress = Progress.model_validate_json(self._written)
        return self._progress

    def kept(self, progress: Progress, before: float) -> Kept:
        self._progress, self._written = progress, progress.model_dump_json()
        return Kept(progress=self._written, before=before)

    def take(self, name: str, kept: Kept) -> Kept:
        before = self.progress(kept)
        return self.kept(self._steps.take(name, before), before.spent)

    def following(self, name: str, kept: Kept) -> str | None:
        return self._steps.after(name, self.progress(kept))


def open_checkpoints(settings: Settings) -> AbstractContextManager[BaseCheckpointSaver[str]]:
    """Where answers in the making are kept. Raises SettingsError where a package is missing."""
    url = settings.database_url
    if url.startswith("sqlite"):
        from langgraph.checkpoint.sqlite import SqliteSaver

        settings.home.mkdir(parents=True, exist_ok=True)
        return SqliteSaver.from_conn_string(str(settings.runs_path))
    try:
        from langgraph.checkpoint.postgres import PostgresSaver
    except ImportError as error:
        raise SettingsError("a store on PostgreSQL needs: pip install 'almpo[postgres]'") from error
    return _set_up(PostgresSaver.from_conn_string(url.replace("postgresql+psycopg://", "postgresql://")))


def _build(
    route: _Route, names: Iterable[str], checkpoints: BaseCheckpointSaver[str]
) -> CompiledStateGraph[Any, Any, Any, Any]:
    """The graph: a node for each step, its edges those of `Steps.after`."""
    graph = StateGraph(Kept)
    graph.add_edge(START, FIRST)
    for name in names:
        graph.add_node(name, partial(route.take, name))
        graph.add_conditional_edges(name, _router(route, name), [*names, END])
    return graph.compile(checkpointer=checkpoints)


def run(
    steps: Steps, progress: Progress, checkpoints: BaseCheckpointSaver[str]
) -> Iterator[tuple[Step, Progress]]:
    """Each step as it is done and kept, with what is known then."""
    yield from _go(steps, progress.id, progress, checkpoints)


def resume(
    steps_after: Callable[[float], Steps], answer_id: str, checkpoints: BaseCheckpointSaver[str]
) -> Iterator[tuple[Step, Progress]]:
    """The steps that an interrupted answer still lacks. Raises NotFoundError if none is kept.

    Args:
        steps_after: makes the steps for an answer on which so many seconds were spent.
    """
    state = checkpoints.get_tuple(_config(answer_id))
    if state is None:
        raise NotFoundError(f"no unfinished answer {answer_id!r}")
    written = state.checkpoint["channel_values"].get("progress")
    spent = Progress.model_validate_json(written).spent if written else 0.0
    yield from _go(steps_after(spent), answer_id, None, checkpoints)


def _go(
    steps: Steps, answer_id: str, begun: Progress | None, checkpoints: BaseCheckpointSaver[str]
) -> Iterator[tuple[Step, Progress]]:
    route = _Route(steps)
    start = route.kept(begun, begun.spent) if begun else None
    graph = _build(route, steps.by_name, checkpoints)
    updates = graph.stream(start, _config(answer_id), stream_mode="updates", durability="sync")
    for update in updates:
        for name, kept in cast(dict[str, Kept], update).items():
            progress = route.progress(kept)
            yield report(name, kept["before"], progress, route.following(name, kept)), progress
    checkpoints.delete_thread(answer_id)


def _router(route: _Route, name: str) -> Callable[[Kept], str]:
    def follow(kept: Kept) -> str:
        return route.following(name, kept) or END

    return follow


def _config(answer_id: str) -> RunnableConfig:
    return {"configurable": {"thread_id": answer_id}, "recursion_limit": 50}


@contextmanager
def _set_up(saver: AbstractContextManager[Any]) -> Iterator[BaseCheckpointSaver[str]]:
    """A PostgreSQL saver whose tables exist."""
    with saver as opened:
        opened.setup()
        yield opened
