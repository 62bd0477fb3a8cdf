"""Runs the migrations on the connection that the casebook hands over, inside its transaction."""

from alembic import context

from truceline.casebook._tables import metadata

context.configure(
    connection=context.config.attributes["connection"], target_metadata=metadata, transactional_ddl=True
)
context.run_migrations()
