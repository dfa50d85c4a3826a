"""Opening stores: bad URLs, several processes, migrations that match the schema."""

import subprocess
import sys
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from almpo.evidence.errors import StoreError
from almpo.evidence.store import Store
from almpo.evidence.store.schema import Row


@pytest.mark.parametrize(
    "url",
    ["", "nonsense", "mysql+nodriver://x/y", "sqlite:////proc/nowhere/x.db", "postgresql://127.0.0.1:1/x"],
)
def test_bad_urls_are_refused_with_a_reason(url: str) -> None:
    with pytest.raises(StoreError, match="store"):
        Store.open(url)


def test_migrations_make_the_schema(store: Store) -> None:
    with store._engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Row.metadata) == []


WRITER = """
import sys
from datetime import UTC, datetime
from almpo.evidence.store import Store
store = Store.open(sys.argv[1])
for k in range(20):
    with store.begin() as unit:
        unit.sources.see(sys.argv[2], f"{k:064}", datetime.now(UTC))
"""


def test_a_store_is_opened_and_written_by_several_processes(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/store.db"
    writers = [subprocess.Popen([sys.executable, "-c", WRITER, url, str(k)]) for k in range(3)]
    assert [writer.wait(60) for writer in writers] == [0, 0, 0]
    store = Store.open(url)
    with store.read() as unit:
        assert [len(unit.sources.versions(str(k))) for k in range(3)] == [20, 20, 20]
    store.close()


def test_sqlite_writes_ahead(tmp_path: Path) -> None:
    store = Store.open(f"sqlite:///{tmp_path}/store.db")
    with store._engine.connect() as connection:
        assert connection.execute(sa.text("PRAGMA journal_mode")).scalar() == "wal"
        assert connection.execute(sa.text("PRAGMA foreign_keys")).scalar() == 1
    store.close()
