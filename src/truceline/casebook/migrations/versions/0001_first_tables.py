"""The first tables, and full-text search over articles and statements."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# The search tables hold no text of their own: they point at the rows of the tables that they index, and
# triggers keep them in step (https://www.sqlite.org/fts5.html#external_content_tables).
SEARCHED = {"articles": "text", "statements": "words"}


def upgrade() -> None:
    """Make the tables, then mark the file as a casebook ("TRUC" in ASCII)."""
    for make in (_wholes, _parts_of_articles, _parts_of_ceasefires, _evidence):
        make()
    for table, column in SEARCHED.items():
        _make_search(table, column)
    op.execute("PRAGMA application_id = 1414681923")


def downgrade() -> None:
    """There is nothing before the first tables."""
    raise NotImplementedError("a casebook cannot be taken back to before its first tables")


def _make_search(table: str, column: str) -> None:
    into = f"INSERT INTO {table}_search"
    gone = f"{into}({table}_search, rowid, {column}) VALUES ('delete', old.seq, old.{column});"
    come = f"{into}(rowid, {column}) VALUES (new.seq, new.{column});"
    op.execute(
        f"CREATE VIRTUAL TABLE {table}_search USING fts5({column}, content='{table}', content_rowid='seq', "
        "tokenize='unicode61 remove_diacritics 2')"
    )
    op.execute(f"CREATE TRIGGER {table}_come AFTER INSERT ON {table} BEGIN {come} END")
    op.execute(f"CREATE TRIGGER {table}_go AFTER DELETE ON {table} BEGIN {gone} END")
    op.execute(f"CREATE TRIGGER {table}_change AFTER UPDATE OF {column} ON {table} BEGIN {gone} {come} END")


def _wholes() -> None:
    op.create_table(
        "about",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_about")),
    )
    op.create_table(
        "actors",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("ids", sa.Text(), nullable=False),
        sa.Column("of", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_actors")),
        sa.UniqueConstraint("id", name=op.f("uq_actors_id")),
    )
    op.create_table(
        "articles",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("uri", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("outlet", sa.Text(), nullable=True),
        sa.Column("byline", sa.Text(), nullable=True),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("translated_from", sa.Text(), nullable=True),
        sa.Column("published", sa.Text(), nullable=True),
        sa.Column("copies_of", sa.Text(), nullable=True),
        sa.Column("truceline", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["copies_of"],
            ["articles.id"],
            name=op.f("fk_articles_copies_of"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_articles")),
        sa.UniqueConstraint("id", name=op.f("uq_articles_id")),
    )
    op.create_index(op.f("ix_articles_copies_of"), "articles", ["copies_of"], unique=False)
    op.create_table(
        "ceasefires",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("conflict", sa.Text(), nullable=True),
        sa.Column("fields", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_ceasefires")),
        sa.UniqueConstraint("id", name=op.f("uq_ceasefires_id")),
    )
    op.create_table(
        "failures",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("uri", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_failures")),
    )
    op.create_table(
        "actor_names",
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Text(), nullable=True),
        sa.Column("valid_until", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["actor"], ["actors.id"], name=op.f("fk_actor_names_actor"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("actor", "n", name=op.f("pk_actor_names")),
    )
    op.create_table(
        "statements",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("article", sa.Text(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("stop", sa.Integer(), nullable=False),
        sa.Column("speaker_start", sa.Integer(), nullable=True),
        sa.Column("speaker_stop", sa.Integer(), nullable=True),
        sa.Column("speaker_text", sa.Text(), nullable=True),
        sa.Column("speaker_actor", sa.Text(), nullable=True),
        sa.Column("speaker_why", sa.Text(), nullable=True),
        sa.Column("actor", sa.Text(), nullable=True),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("cue_start", sa.Integer(), nullable=True),
        sa.Column("cue_stop", sa.Integer(), nullable=True),
        sa.Column("cue_text", sa.Text(), nullable=True),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("mode", sa.Text(), nullable=False),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("verb", sa.Text(), nullable=False),
        sa.Column("part", sa.Text(), nullable=False),
        sa.Column("said", sa.Text(), nullable=True),
        sa.Column("chain", sa.Text(), nullable=False),
        sa.Column("addressee", sa.Text(), nullable=True),
        sa.Column("nested_in", sa.Text(), nullable=True),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article"], ["articles.id"], name=op.f("fk_statements_article"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["nested_in"],
            ["statements.id"],
            name=op.f("fk_statements_nested_in"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_statements")),
        sa.UniqueConstraint("id", name=op.f("uq_statements_id")),
    )
    op.create_index(op.f("ix_statements_nested_in"), "statements", ["nested_in"], unique=False)
    op.create_table(
        "claims",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("article", sa.Text(), nullable=True),
        sa.Column("ceasefire", sa.Text(), nullable=True),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("stance", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("dated", sa.Text(), nullable=True),
        sa.Column("chain", sa.Text(), nullable=False),
        sa.Column("statement", sa.Text(), nullable=True),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article"],
            ["articles.id"],
            name=op.f("fk_claims_article"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["ceasefire"],
            ["ceasefires.id"],
            name=op.f("fk_claims_ceasefire"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["statement"],
            ["statements.id"],
            name=op.f("fk_claims_statement"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_claims")),
        sa.UniqueConstraint("id", name=op.f("uq_claims_id")),
    )
    op.create_index(op.f("ix_claims_article"), "claims", ["article"], unique=False)
    op.create_index(op.f("ix_claims_ceasefire"), "claims", ["ceasefire"], unique=False)
    op.create_index(op.f("ix_claims_statement"), "claims", ["statement"], unique=False)
    op.create_table(
        "statement_groups",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("first", sa.Text(), nullable=True),
        sa.Column("alike", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["first"],
            ["statements.id"],
            name=op.f("fk_statement_groups_first"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_statement_groups")),
        sa.UniqueConstraint("id", name=op.f("uq_statement_groups_id")),
    )
    op.create_index(op.f("ix_statement_groups_first"), "statement_groups", ["first"], unique=False)
    op.create_table(
        "group_statements",
        sa.Column("group", sa.Text(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("statement", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["group"], ["statement_groups.id"], name=op.f("fk_group_statements_group"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["statement"],
            ["statements.id"],
            name=op.f("fk_group_statements_statement"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("group", "n", name=op.f("pk_group_statements")),
    )
    op.create_index(op.f("ix_group_statements_statement"), "group_statements", ["statement"], unique=False)


def _parts_of_articles() -> None:
    op.create_table(
        "anomalies",
        sa.Column("article", sa.Text(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("suggestion", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["article"], ["articles.id"], name=op.f("fk_anomalies_article"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("article", "n", name=op.f("pk_anomalies")),
    )
    op.create_table(
        "article_metadata",
        sa.Column("article", sa.Text(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article"], ["articles.id"], name=op.f("fk_article_metadata_article"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("article", "n", name=op.f("pk_article_metadata")),
    )
    op.create_table(
        "segments",
        sa.Column("article", sa.Text(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("stop", sa.Integer(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article"], ["articles.id"], name=op.f("fk_segments_article"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("article", "n", name=op.f("pk_segments")),
    )
    op.create_table(
        "times",
        sa.Column("article", sa.Text(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("stop", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("timex", sa.Text(), nullable=False),
        sa.Column("mod", sa.Text(), nullable=True),
        sa.Column("dated", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["article"], ["articles.id"], name=op.f("fk_times_article"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("article", "n", name=op.f("pk_times")),
    )


def _parts_of_ceasefires() -> None:
    op.create_table(
        "ceasefire_articles",
        sa.Column("ceasefire", sa.Text(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("article", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["article"],
            ["articles.id"],
            name=op.f("fk_ceasefire_articles_article"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["ceasefire"], ["ceasefires.id"], name=op.f("fk_ceasefire_articles_ceasefire"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("ceasefire", "n", name=op.f("pk_ceasefire_articles")),
    )
    op.create_index(op.f("ix_ceasefire_articles_article"), "ceasefire_articles", ["article"], unique=False)
    op.create_table(
        "findings",
        sa.Column("ceasefire", sa.Text(), nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("preferred", sa.Integer(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("stance", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("dated", sa.Text(), nullable=True),
        sa.Column("review", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["ceasefire"], ["ceasefires.id"], name=op.f("fk_findings_ceasefire"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("ceasefire", "field", "n", name=op.f("pk_findings")),
    )
    op.create_table(
        "links",
        sa.Column("ceasefire", sa.Text(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("other", sa.Text(), nullable=True),
        sa.Column("how", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["ceasefire"], ["ceasefires.id"], name=op.f("fk_links_ceasefire"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["other"], ["ceasefires.id"], name=op.f("fk_links_other"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("ceasefire", "n", name=op.f("pk_links")),
    )
    op.create_index(op.f("ix_links_other"), "links", ["other"], unique=False)
    op.create_table(
        "rules",
        sa.Column("ceasefire", sa.Text(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["ceasefire"], ["ceasefires.id"], name=op.f("fk_rules_ceasefire"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("ceasefire", "n", name=op.f("pk_rules")),
    )
    op.create_table(
        "timeline",
        sa.Column("ceasefire", sa.Text(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("dated", sa.Text(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("actors", sa.Text(), nullable=False),
        sa.Column("claims", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["ceasefire"], ["ceasefires.id"], name=op.f("fk_timeline_ceasefire"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("ceasefire", "n", name=op.f("pk_timeline")),
    )
    op.create_table(
        "finding_claims",
        sa.Column("ceasefire", sa.Text(), nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("finding", sa.Integer(), nullable=False),
        sa.Column("side", sa.Text(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("claim", sa.Text(), nullable=True),
        sa.CheckConstraint("side IN ('support', 'against')", name=op.f("ck_finding_claims_side")),
        sa.ForeignKeyConstraint(
            ["ceasefire", "field", "finding"],
            ["findings.ceasefire", "findings.field", "findings.n"],
            name=op.f("fk_finding_claims_ceasefire_field_finding"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["claim"],
            ["claims.id"],
            name=op.f("fk_finding_claims_claim"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("ceasefire", "field", "finding", "side", "n", name=op.f("pk_finding_claims")),
    )
    op.create_index(op.f("ix_finding_claims_claim"), "finding_claims", ["claim"], unique=False)


def _evidence() -> None:
    op.create_table(
        "evidence",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("claim", sa.Text(), nullable=True),
        sa.Column("anomaly_of", sa.Text(), nullable=True),
        sa.Column("rule_of", sa.Text(), nullable=True),
        sa.Column("owner_n", sa.Integer(), nullable=True),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("article", sa.Text(), nullable=True),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("stop", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "(claim IS NOT NULL) + (anomaly_of IS NOT NULL) + (rule_of IS NOT NULL) = 1",
            name=op.f("ck_evidence_one_owner"),
        ),
        sa.ForeignKeyConstraint(
            ["anomaly_of", "owner_n"],
            ["anomalies.article", "anomalies.n"],
            name=op.f("fk_evidence_anomaly_of_owner_n"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["article"],
            ["articles.id"],
            name=op.f("fk_evidence_article"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(["claim"], ["claims.id"], name=op.f("fk_evidence_claim"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["rule_of", "owner_n"],
            ["rules.ceasefire", "rules.n"],
            name=op.f("fk_evidence_rule_of_owner_n"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_evidence")),
    )
    op.create_index(op.f("ix_evidence_article"), "evidence", ["article"], unique=False)
    op.create_index(op.f("ix_evidence_claim"), "evidence", ["claim"], unique=False)
