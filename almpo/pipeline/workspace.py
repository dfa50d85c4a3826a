"""Everything that works on one home folder, opened when it is first needed."""

from collections.abc import Callable
from contextlib import ExitStack
from datetime import UTC, datetime
from functools import cached_property
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self
from uuid import uuid4

from almpo.evidence.blobs import Blobs, open_blobs
from almpo.evidence.settings import Settings
from almpo.evidence.store import Store

# Models and the index take seconds to import; a workspace that needs none of them opens at once.
if TYPE_CHECKING:
    from langgraph.checkpoint.base import BaseCheckpointSaver

    from almpo.extraction.models.suggestions import Suggest
    from almpo.retrieval.embedders.base import Embedder, Encoder
    from almpo.retrieval.index.base import Index
    from almpo.retrieval.search import Searcher
    from almpo.synthesis.ask import Answerer


def now() -> datetime:
    return datetime.now(UTC)


def new_id() -> str:
    return uuid4().hex


class Workspace:
    """Opens the store, the blobs, the model and the index of a home. The clock and ids can be replaced."""

    def __init__(
        self,
        settings: Settings,
        clock: Callable[[], datetime] = now,
        new_id: Callable[[], str] = new_id,
    ) -> None:
        self.settings = settings
        self.clock = clock
        self.new_id = new_id
        self._resources = ExitStack()

    @cached_property
    def store(self) -> Store:
        return Store.open(self.settings.database_url)

    @cached_property
    def blobs(self) -> Blobs:
        return open_blobs(self.settings.blobs_url)

    @cached_property
    def encoder(self) -> "Encoder":
        from almpo.retrieval.embedders.load import load_encoder

        return load_encoder(self.settings)

    @cached_property
    def embedder(self) -> "Embedder":
        from almpo.retrieval.embedders.load import load_embedder

        return load_embedder(self.settings, self.encoder)

    @cached_property
    def suggest(self) -> "Suggest":
        """What trained heads make of a text; the encoder is opened when they are first asked."""
        from almpo.extraction.models.suggestions import Suggestions
        from almpo.pipeline.states import EncoderStates

        return Suggestions(lambda: EncoderStates(self.encoder))

    @cached_property
    def index(self) -> "Index":
        from almpo.retrieval.index.shared import open_index

        return open_index(self.settings, self.embedder.model_id, self.embedder.dimension)

    @cached_property
    def searcher(self) -> "Searcher":
        from almpo.retrieval.rerankers.load import load_reranker
        from almpo.retrieval.search import Searcher

        return Searcher(
            self.store,
            self.index,
            self.embedder,
            self.settings.search.candidates,
            reranker=load_reranker(self.settings),
            reranked=self.settings.rerank.candidates,
        )

    @cached_property
    def answerer(self) -> "Answerer":
        return self.make_answerer()

    @cached_property
    def durable_answerer(self) -> "Answerer":
        """The same, but what it streams can be taken up again. Needs LangGraph, which takes long to import."""
        return self.make_answerer(checkpoints=lambda: self.checkpoints)

    @cached_property
    def checkpoints(self) -> "BaseCheckpointSaver[str]":
        """Answers in the making."""
        from almpo.synthesis.graph.durable import open_checkpoints

        return self._resources.enter_context(open_checkpoints(self.settings))

    def make_answerer(self, **options: Any) -> "Answerer":
        """An answerer of this home; `options` are those of `Answerer`, such as another writer."""
        from almpo.pipeline.living import synthesise
        from almpo.synthesis.ask import Answerer
        from almpo.synthesis.writers.chat import load_writer

        given: dict[str, Any] = {
            "clock": self.clock,
            "new_id": self.new_id,
            "pooler": lambda query: synthesise(self, query),
            "seconds": self.settings.answers.seconds,
            **options,
        }
        if "writer" not in given:
            given["writer"] = load_writer(self.settings.chat)
        return Answerer(self.store, self.searcher, self.embedder, **given)

    def close(self) -> None:
        """Close what was opened."""
        self._resources.close()
        opened = self.__dict__
        if "index" in opened:
            self.index.close()
        if "store" in opened:
            self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
