"""How and where people met."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from truceline.casebook._sql import Letters

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the columns; of contacts that were kept before, this is not known until they are read again."""
    for table in ("claims", "timeline"):
        op.add_column(table, sa.Column("contact", Letters(), nullable=True))


def downgrade() -> None:
    """Without the columns."""
    for table in ("claims", "timeline"):
        op.drop_column(table, "contact")
