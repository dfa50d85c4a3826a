"""Alembic runs this: migrations always run on the connection that the store hands over."""

from alembic import context

from almpo.evidence.store.schema import Row

context.configure(
    connection=context.config.attributes["connection"], target_metadata=Row.metadata, render_as_batch=True
)
context.run_migrations()
