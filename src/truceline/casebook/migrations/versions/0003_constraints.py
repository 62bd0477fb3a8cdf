"""Times of an article that hang on events."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from truceline.casebook._sql import Letters

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make their table; articles that were kept before have none until they are read again."""
    op.create_table(
        "constraints",
        sa.Column("article", Letters(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("stop", sa.Integer(), nullable=False),
        sa.Column("text", Letters(), nullable=False),
        sa.Column("event", Letters(), nullable=False),
        sa.Column("offset", Letters(), nullable=False),
        sa.Column("bound", Letters(), nullable=False),
        sa.Column("solved", Letters(), nullable=True),
        sa.Column("dated", Letters(), nullable=True),
        sa.Column("why", Letters(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article"], ["articles.id"], name=op.f("fk_constraints_article"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("article", "n", name=op.f("pk_constraints")),
    )


def downgrade() -> None:
    """Without their table."""
    op.drop_table("constraints")
