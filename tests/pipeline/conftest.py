"""An emptied PostgreSQL database."""

import pytest
import sqlalchemy as sa


@pytest.fixture
def empty_postgres_url(postgres_url: str) -> str:
    engine = sa.create_engine(sa.make_url(postgres_url).set(drivername="postgresql+psycopg"))
    with engine.begin() as connection:
        connection.exec_driver_sql("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
    engine.dispose()
    return postgres_url
