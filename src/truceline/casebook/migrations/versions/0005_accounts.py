"""What each report says by itself, kept so that it need not be read again when another report comes."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from truceline.casebook._sql import Letters

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table; the reports that are kept get their accounts when the next report comes."""
    op.create_table(
        "accounts",
        sa.Column("article", Letters(), nullable=False),
        sa.Column("truceline", Letters(), nullable=False),
        sa.Column("ties", Letters(), nullable=False),
        sa.Column("packed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article"], ["articles.id"], name=op.f("fk_accounts_article"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("article", name=op.f("pk_accounts")),
    )


def downgrade() -> None:
    """Accounts can be made again from the reports."""
    op.drop_table("accounts")
