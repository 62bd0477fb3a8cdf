"""The log of what people decided on records by hand: it grows, and nothing in it is changed or removed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from truceline.casebook._sql import Letters

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

GUARD = "the log of decisions only grows"


def upgrade() -> None:
    """Make the log, and guard it."""
    op.create_table(
        "decisions",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("ceasefire", Letters(), nullable=False),
        sa.Column("field", Letters(), nullable=False),
        sa.Column("decision", Letters(), nullable=False),
        sa.Column("by", Letters(), nullable=False),
        sa.Column("at", Letters(), nullable=False),
        sa.Column("reason", Letters(), nullable=False),
        sa.Column("packed", Letters(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_decisions")),
    )
    if op.get_bind().dialect.name == "sqlite":
        for deed in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER decisions_{deed.lower()} BEFORE {deed} ON decisions "
                f"BEGIN SELECT RAISE(ABORT, '{GUARD}'); END"
            )
        return
    op.execute(
        "CREATE FUNCTION decisions_stay() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{GUARD}'; END $$"
    )
    op.execute(
        "CREATE TRIGGER decisions_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON decisions "
        "FOR EACH STATEMENT EXECUTE FUNCTION decisions_stay()"
    )


def downgrade() -> None:
    """The log is kept."""
    raise NotImplementedError("a casebook cannot be taken back to before its log of decisions")
