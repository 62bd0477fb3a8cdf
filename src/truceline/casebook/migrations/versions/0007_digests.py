"""The digest of each text, by which it is known whether it is still the one that was kept."""

from __future__ import annotations

import hashlib

import sqlalchemy as sa
from alembic import op

from truceline.casebook._sql import KEY, Letters

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

BATCH = 500


def upgrade() -> None:
    """Make the column; what is kept now is taken for what was kept then."""
    op.add_column("articles", sa.Column("digest", Letters(), nullable=True))
    columns = (sa.column("seq", KEY), sa.column("text", Letters()), sa.column("digest", Letters()))
    articles = sa.table("articles", *columns)
    seq, text, _ = columns
    connection, last = op.get_bind(), 0
    query = sa.select(seq, text).order_by(seq).limit(BATCH)
    fill = sa.update(articles).where(seq == sa.bindparam("of")).values(digest=sa.bindparam("told"))
    while rows := connection.execute(query.where(seq > last)).all():
        told = [{"of": row.seq, "told": hashlib.sha256(row.text.encode()).hexdigest()} for row in rows]
        connection.execute(fill, told)
        last = rows[-1].seq


def downgrade() -> None:
    """Digests can be worked out again."""
    op.drop_column("articles", "digest")
