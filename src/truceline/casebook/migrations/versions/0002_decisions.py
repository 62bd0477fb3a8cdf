"""The log of what people decided on records by hand: it grows, and nothing in it is changed or removed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the log, and guard it."""
    op.create_table(
        "decisions",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("ceasefire", sa.Text(), nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("decision", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("packed", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_decisions")),
    )
    for deed in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER decisions_{deed.lower()} BEFORE {deed} ON decisions "
            "BEGIN SELECT RAISE(ABORT, 'the log of decisions only grows'); END"
        )


def downgrade() -> None:
    """The log is kept."""
    raise NotImplementedError("a casebook cannot be taken back to before its log of decisions")
