"""Opening databases and bringing them to the newest schema."""

import sqlite3
import time
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from almpo.evidence.errors import StoreError


def make_engine(url: str) -> sa.Engine:
    """An engine for a SQLAlchemy URL. Raises StoreError for URLs that cannot be used."""
    try:
        parsed = sa.make_url(url)
        if parsed.drivername == "postgresql":
            parsed = parsed.set(drivername="postgresql+psycopg")
        if parsed.get_backend_name() == "sqlite" and parsed.database:
            Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
        engine = sa.create_engine(parsed, pool_pre_ping=parsed.get_backend_name() != "sqlite")
    except (sa.exc.ArgumentError, ImportError, OSError) as error:
        raise StoreError(
            f"cannot open the store at {url!r}: {error}. Set store.url to sqlite:///FILE or postgresql://…"
            " (PostgreSQL needs the extra: pip install 'almpo[postgres]')."
        ) from error
    if engine.dialect.name == "sqlite":
        sa.event.listen(engine, "connect", _prepare_sqlite)
        sa.event.listen(engine, "begin", _begin_immediate)
    return engine


def _prepare_sqlite(connection: sqlite3.Connection, _: Any) -> None:
    connection.isolation_level = None  # transactions are begun by _begin_immediate
    cursor = connection.cursor()
    cursor.execute("PRAGMA busy_timeout = 30000")
    _write_ahead(cursor)
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.close()


def _write_ahead(cursor: sqlite3.Cursor) -> None:
    """Turn write-ahead logging on. Changing the mode does not wait for other connections, so we do."""
    for patience in range(100):
        try:
            cursor.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError:
            if patience == 99:
                raise
            time.sleep(0.05)


def _begin_immediate(connection: sa.Connection) -> None:
    # A deferred transaction that turns from reading to writing fails at once when another process writes;
    # an immediate one waits for its turn. Read-only units say so and do not queue.
    readonly = connection.get_execution_options().get("readonly", False)
    connection.exec_driver_sql("BEGIN" if readonly else "BEGIN IMMEDIATE")


def alembic_config(connection: sa.Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    return config


def is_current(connection: sa.Connection) -> bool:
    """Whether the database has the newest schema."""
    newest = ScriptDirectory.from_config(alembic_config(connection)).get_current_head()
    return MigrationContext.configure(connection).get_current_revision() == newest


def migrate(engine: sa.Engine) -> None:
    """Bring the database to the newest schema; two processes at once are safe."""
    try:
        with engine.execution_options(readonly=True).connect() as connection:
            if is_current(connection):
                return
        with engine.begin() as connection:
            if connection.dialect.name == "postgresql":
                connection.exec_driver_sql("SELECT pg_advisory_xact_lock(7331420)")
            command.upgrade(alembic_config(connection), "head")
    except sa.exc.DBAPIError as error:
        raise StoreError(f"cannot use the store at {engine.url!r}: {error.orig}") from error
