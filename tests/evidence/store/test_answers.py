"""Threads of answers, and the migration that gave the answers of old stores theirs."""

from datetime import UTC, datetime, timedelta

import sqlalchemy as sa
from alembic import command

from almpo.evidence.answers import Answer
from almpo.evidence.store import Store
from almpo.evidence.store.engine import alembic_config

NOW = datetime(2026, 1, 2, tzinfo=UTC)


def answer(key: str, minute: int, thread: str | None = None) -> Answer:
    return Answer(
        id=key,
        question="Wirkt es?",
        language="de",
        abstained=True,
        thread=thread,
        corpus="c",
        asked_at=NOW + timedelta(minutes=minute),
        seconds=0.1,
    )


def test_a_thread_lists_its_turns_oldest_first(store: Store) -> None:
    turns = [answer("b", 0), answer("c", 1, "b"), answer("a", 2, "b")]
    with store.begin() as unit:
        for turn in reversed([*turns, answer("other", 1)]):
            unit.answers.add(turn)
    with store.read() as unit:
        assert unit.answers.of_thread("b") == turns


def test_answers_of_older_stores_open_a_thread_of_their_own(store: Store) -> None:
    with store._engine.begin() as connection:
        command.downgrade(alembic_config(connection), "0002")
        row = {"id": "old", "asked_at": NOW, "question": "?", "record": answer("old", 0).model_dump_json()}
        written = sa.text("INSERT INTO answers (id, asked_at, question, record) VALUES (:id, :at, :q, :r)")
        connection.execute(written, dict(zip(("id", "at", "q", "r"), row.values(), strict=True)))
        command.upgrade(alembic_config(connection), "head")
    with store.read() as unit:
        assert [turn.id for turn in unit.answers.of_thread("old")] == ["old"]
