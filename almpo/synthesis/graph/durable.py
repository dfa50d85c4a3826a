"""The same steps as a LangGraph graph with a checkpoint after each, so that a crash loses at most one step.

The state of the graph is the JSON of a `Progress`. Checkpoints lie in a SQLite file of the home, or in the
PostgreSQL database of the store, and are deleted once the answer is kept.
"""

from collections.abc import Callable, Iterator
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
    """The state between steps: a Progress in JSON types, and the time spent before its last step."""

    progress: dict[str, Any]
    before: float


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


def build(steps: Steps, checkpoints: BaseCheckpointSaver[str]) -> CompiledStateGraph[Any, Any, Any, Any]:
    """The graph: a node for each step, its edges those of `Steps.after`."""
    graph = StateGraph(Kept)
    graph.add_edge(START, FIRST)
    for name in steps.by_name:
        graph.add_node(name, partial(_take, steps, name))
        graph.add_conditional_edges(name, _router(steps, name), [*steps.by_name, END])
    return graph.compile(checkpointer=checkpoints)


def run(
    steps: Steps, progress: Progress, checkpoints: BaseCheckpointSaver[str]
) -> Iterator[tuple[Step, Progress]]:
    """Each step as it is done and kept, with what is known then."""
    start = Kept(progress=progress.model_dump(mode="json"), before=progress.spent)
    yield from _go(steps, progress.id, start, checkpoints)


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
    values = state.checkpoint["channel_values"]
    spent = float(values["progress"]["spent"]) if "progress" in values else 0.0
    yield from _go(steps_after(spent), answer_id, None, checkpoints)


def _go(
    steps: Steps, answer_id: str, start: Kept | None, checkpoints: BaseCheckpointSaver[str]
) -> Iterator[tuple[Step, Progress]]:
    graph = build(steps, checkpoints)
    updates = graph.stream(start, _config(answer_id), stream_mode="updates", durability="sync")
    for update in updates:
        for name, kept in cast(dict[str, Kept], update).items():
            progress = Progress.model_validate(kept["progress"])
            yield report(name, kept["before"], progress, steps.after(name, progress)), progress
    checkpoints.delete_thread(answer_id)


def _take(steps: Steps, name: str, kept: Kept) -> Kept:
    before = Progress.model_validate(kept["progress"])
    return Kept(progress=steps.take(name, before).model_dump(mode="json"), before=before.spent)


def _router(steps: Steps, name: str) -> Callable[[Kept], str]:
    def route(kept: Kept) -> str:
        return steps.after(name, Progress.model_validate(kept["progress"])) or END

    return route


def _config(answer_id: str) -> RunnableConfig:
    return {"configurable": {"thread_id": answer_id}, "recursion_limit": 50}


@contextmanager
def _set_up(saver: AbstractContextManager[Any]) -> Iterator[BaseCheckpointSaver[str]]:
    """A PostgreSQL saver whose tables exist."""
    with saver as opened:
        opened.setup()
        yield opened
