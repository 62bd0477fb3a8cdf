"""Ways to what pages of a large casebook ask for."""

from __future__ import annotations

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

INDEXES = {
    "statements_article": "statements (article, start)",
    "statements_actor": "statements (actor, article)",
    "articles_outlet": "articles (outlet)",
    "articles_published": "articles (json_extract(published, '$.earliest'))",
    "articles_head": "articles (id, outlet, copies_of, json_extract(published, '$.earliest'))",
    "evidence_anomaly": "evidence (anomaly_of) WHERE anomaly_of IS NOT NULL",
    "evidence_rule": "evidence (rule_of) WHERE rule_of IS NOT NULL",
}


def upgrade() -> None:
    """Make the indexes."""
    for name, columns in INDEXES.items():
        op.execute(f"CREATE INDEX IF NOT EXISTS ix_{name} ON {columns}")


def downgrade() -> None:
    """Take them away again."""
    for name in INDEXES:
        op.execute(f"DROP INDEX ix_{name}")
