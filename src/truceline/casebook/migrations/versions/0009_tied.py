"""Which reports are tied to others by which names, so that those that a new one may bear on are looked up."""

from __future__ import annotations

import json

import sqlalchemy as sa
from alembic import op

from truceline.casebook._sql import Letters

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

BATCH = 500


def upgrade() -> None:
    """Make the table from what is kept of each report, and the way to accounts of another version."""
    tied = op.create_table(
        "tied",
        sa.Column("article", Letters(), nullable=False),
        sa.Column("name", Letters(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article"], ["articles.id"], name=op.f("fk_tied_article"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("article", "name", name=op.f("pk_tied")),
    )
    accounts = sa.table("accounts", sa.column("article", Letters()), sa.column("ties", Letters()))
    connection, last = op.get_bind(), ""
    query = sa.select(accounts).order_by(accounts.c.article).limit(BATCH)
    while held := connection.execute(query.where(accounts.c.article > last)).all():
        names = [{"article": row.article, "name": name} for row in held for name in _names(row.ties)]
        if names:
            connection.execute(sa.insert(tied), names)
        last = held[-1].article
    op.create_index("ix_tied_name", "tied", ["name", "article"])
    op.create_index("ix_accounts_truceline", "accounts", ["truceline"])


def _names(ties: str) -> list[str]:
    return sorted({*json.loads(ties)["names"]})


def downgrade() -> None:
    """It can be made again from the accounts."""
    op.drop_index("ix_accounts_truceline", "accounts")
    op.drop_table("tied")
