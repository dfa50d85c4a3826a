"""The store and its unit of work."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import Self

import sqlalchemy as sa
from sqlalchemy.orm import Session

from almpo.evidence.errors import StoreError
from almpo.evidence.store.answers import Answers
from almpo.evidence.store.documents import Documents
from almpo.evidence.store.engine import make_engine, migrate
from almpo.evidence.store.findings import Findings
from almpo.evidence.store.passages import Passages
from almpo.evidence.store.revision import count_change, revision, watch
from almpo.evidence.store.sources import Sources
from almpo.evidence.store.studies import Studies
from almpo.evidence.store.syntheses import Syntheses


class Unit:
    """One transaction and the repositories that work in it."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def revision(self) -> int:
        """A number that is another one whenever documents, findings or studies have changed."""
        return revision(self._session)

    @cached_property
    def documents(self) -> Documents:
        return Documents(self._session)

    @cached_property
    def passages(self) -> Passages:
        return Passages(self._session)

    @cached_property
    def findings(self) -> Findings:
        return Findings(self._session)

    @cached_property
    def sources(self) -> Sources:
        return Sources(self._session)

    @cached_property
    def answers(self) -> Answers:
        return Answers(self._session)

    @cached_property
    def syntheses(self) -> Syntheses:
        return Syntheses(self._session)

    @cached_property
    def studies(self) -> Studies:
        return Studies(self._session)


class Store:
    """The relational store. Open once a process; safe to use from several threads."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine

    @classmethod
    def open(cls, url: str) -> Self:
        """Open and bring to the newest schema. Raises StoreError."""
        engine = make_engine(url)
        migrate(engine)
        return cls(engine)

    @property
    def dialect(self) -> str:
        return self._engine.dialect.name

    @contextmanager
    def begin(self) -> Iterator[Unit]:
        """One transaction that may write: committed when the block ends, rolled back when it raises."""
        yield from self._unit(self._engine)

    @contextmanager
    def read(self) -> Iterator[Unit]:
        """One read-only transaction: a consistent view, never waiting for writers."""
        yield from self._unit(self._engine.execution_options(readonly=True))

    def _unit(self, engine: sa.Engine) -> Iterator[Unit]:
        try:
            with Session(engine) as session, session.begin():
                watch(session)
                yield Unit(session)
                count_change(session)
        except sa.exc.OperationalError as error:
            raise StoreError(f"the store at {engine.url!r} failed: {error.orig}") from error

    def close(self) -> None:
        self._engine.dispose()
