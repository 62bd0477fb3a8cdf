"""What several people need who work on one casebook: users with their sessions, rounds of blind coding, and
what changed in a record when.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from truceline.casebook._sql import KEY, Letters

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, Letters(), nullable=False)


def upgrade() -> None:
    """Make the tables; of what was kept before, nobody knows when it was."""
    op.create_table(
        "developments",
        sa.Column("number", KEY, nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        _text("at"),
        _text("ceasefire"),
        _text("packed"),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_developments")),
    )
    op.create_index("ix_developments_at", "developments", ["at"])
    op.create_index("ix_developments_ceasefire", "developments", ["ceasefire"])
    op.create_table(
        "users",
        *(_text(name) for name in ("key", "name", "role", "password", "since")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_users")),
    )
    op.create_table(
        "sessions",
        _text("digest"),
        _text("user"),
        sa.Column("expires", KEY, nullable=False),
        sa.ForeignKeyConstraint(["user"], ["users.key"], name=op.f("fk_sessions_user"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_sessions")),
    )
    op.create_table(
        "rounds",
        sa.Column("seq", KEY, nullable=False),
        _text("name"),
        _text("packed"),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_rounds")),
        sa.UniqueConstraint("name", name=op.f("uq_rounds_name")),
    )
    op.create_table(
        "codes",
        sa.Column("number", KEY, nullable=False),
        _text("round"),
        _text("coder"),
        _text("packed"),
        sa.ForeignKeyConstraint(["round"], ["rounds.name"], name=op.f("fk_codes_round"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_codes")),
    )
    op.create_index("ix_codes_round", "codes", ["round", "coder"])


def downgrade() -> None:
    """What people entered is kept."""
    raise NotImplementedError("a casebook cannot be taken back to before its users and rounds of coding")
