"""Ways to what pages of a large casebook ask for."""

from __future__ import annotations

from alembic import op

from truceline.casebook._sql import EARLIEST

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

INDEXES = {
    "statements_article": "statements (article, start)",
    "statements_actor": "statements (actor, article)",
    "articles_outlet": "articles (outlet)",
    "articles_published": "articles ({last_first})",
    "articles_head": "articles (id, outlet, copies_of, {earliest})",
    "evidence_anomaly": "evidence (anomaly_of) WHERE anomaly_of IS NOT NULL",
    "evidence_rule": "evidence (rule_of) WHERE rule_of IS NOT NULL",
}


def upgrade() -> None:
    """Make the indexes."""
    database = op.get_bind().dialect.name
    earliest = f"({EARLIEST[database].format('published')})"
    # SQLite reads an index backwards with what has no date at the end, PostgreSQL only one that is made so.
    last_first = earliest if database == "sqlite" else f"{earliest} DESC NULLS LAST, seq"
    for name, columns in INDEXES.items():
        told = columns.format(earliest=earliest, last_first=last_first)
        op.execute(f"CREATE INDEX IF NOT EXISTS ix_{name} ON {told}")


def downgrade() -> None:
    """Take them away again."""
    for name in INDEXES:
        op.execute(f"DROP INDEX ix_{name}")
