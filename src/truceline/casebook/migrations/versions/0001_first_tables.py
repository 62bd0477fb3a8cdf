"""The first tables, and full-text search over articles and statements."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from truceline.casebook._sql import KEY, Letters

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

SEARCHED = {"articles": "text", "statements": "words"}
LEAF = 16_000
"""Bytes of the index of words that are kept together: what one page of the file holds."""


def upgrade() -> None:
    """Make the tables, then mark what holds them as a casebook."""
    for make in (_wholes, _parts_of_articles, _parts_of_ceasefires, _evidence):
        make()
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    for table, column in SEARCHED.items():
        if on_sqlite:
            _make_search(table, column)
        else:
            _make_search_of_server(table)
    # "TRUC" in ASCII.
    op.execute(
        "PRAGMA application_id = 1414681923"
        if on_sqlite
        else "COMMENT ON TABLE about IS 'a casebook of truceline'"
    )


def downgrade() -> None:
    """There is nothing before the first tables."""
    raise NotImplementedError("a casebook cannot be taken back to before its first tables")


def _make_search(table: str, column: str) -> None:
    # The search tables hold no text of their own: they point at the rows of the tables that they index, and
    # triggers keep them in step (https://www.sqlite.org/fts5.html#external_content_tables).
    into = f"INSERT INTO {table}_search"
    gone = f"{into}({table}_search, rowid, {column}) VALUES ('delete', old.seq, old.{column});"
    come = f"{into}(rowid, {column}) VALUES (new.seq, new.{column});"
    op.execute(
        f"CREATE VIRTUAL TABLE {table}_search USING fts5({column}, content='{table}', content_rowid='seq', "
        "tokenize='unicode61 remove_diacritics 2')"
    )
    op.execute(f"{into}({table}_search, rank) VALUES ('pgsz', {LEAF})")
    op.execute(f"CREATE TRIGGER {table}_come AFTER INSERT ON {table} BEGIN {come} END")
    op.execute(f"CREATE TRIGGER {table}_go AFTER DELETE ON {table} BEGIN {gone} END")
    op.execute(f"CREATE TRIGGER {table}_change AFTER UPDATE OF {column} ON {table} BEGIN {gone} {come} END")


def _make_search_of_server(table: str) -> None:
    # What a word is, is decided by the program, which fills these tables; `exact` is 2 where the server can
    # tell by itself whether words stand side by side.
    op.execute(
        f"CREATE TABLE {table}_search (seq bigint PRIMARY KEY REFERENCES {table} (seq) ON DELETE CASCADE, "
        "words tsvector NOT NULL, exact smallint NOT NULL)"
    )
    op.execute(f"CREATE INDEX ix_{table}_search_words ON {table}_search USING gin (words)")
    op.execute(f"CREATE INDEX ix_{table}_search_exact ON {table}_search (exact) WHERE exact < 2")


def _wholes() -> None:
    op.create_table(
        "about",
        sa.Column("name", Letters(), nullable=False),
        sa.Column("value", Letters(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_about")),
    )
    op.create_table(
        "actors",
        sa.Column("seq", KEY, nullable=False),
        sa.Column("id", Letters(), nullable=False),
        sa.Column("name", Letters(), nullable=False),
        sa.Column("kind", Letters(), nullable=False),
        sa.Column("ids", Letters(), nullable=False),
        sa.Column("of", Letters(), nullable=True),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_actors")),
        sa.UniqueConstraint("id", name=op.f("uq_actors_id")),
    )
    op.create_table(
        "articles",
        sa.Column("seq", KEY, nullable=False),
        sa.Column("id", Letters(), nullable=False),
        sa.Column("uri", Letters(), nullable=False),
        sa.Column("sha256", Letters(), nullable=False),
        sa.Column("media_type", Letters(), nullable=False),
        sa.Column("text", Letters(), nullable=False),
        sa.Column("title", Letters(), nullable=True),
        sa.Column("outlet", Letters(), nullable=True),
        sa.Column("byline", Letters(), nullable=True),
        sa.Column("place", Letters(), nullable=True),
        sa.Column("language", Letters(), nullable=True),
        sa.Column("translated_from", Letters(), nullable=True),
        sa.Column("published", Letters(), nullable=True),
        sa.Column("copies_of", Letters(), nullable=True),
        sa.Column("truceline", Letters(), nullable=False),
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
        sa.Column("seq", KEY, nullable=False),
        sa.Column("id", Letters(), nullable=False),
        sa.Column("label", Letters(), nullable=False),
        sa.Column("conflict", Letters(), nullable=True),
        sa.Column("fields", Letters(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_ceasefires")),
        sa.UniqueConstraint("id", name=op.f("uq_ceasefires_id")),
    )
    op.create_table(
        "failures",
        sa.Column("seq", KEY, nullable=False),
        sa.Column("uri", Letters(), nullable=False),
        sa.Column("reason", Letters(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_failures")),
    )
    op.create_table(
        "actor_names",
        sa.Column("actor", Letters(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("name", Letters(), nullable=False),
        sa.Column("valid_from", Letters(), nullable=True),
        sa.Column("valid_until", Letters(), nullable=True),
        sa.ForeignKeyConstraint(
            ["actor"], ["actors.id"], name=op.f("fk_actor_names_actor"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("actor", "n", name=op.f("pk_actor_names")),
    )
    op.create_table(
        "statements",
        sa.Column("seq", KEY, nullable=False),
        sa.Column("id", Letters(), nullable=False),
        sa.Column("article", Letters(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("stop", sa.Integer(), nullable=False),
        sa.Column("speaker_start", sa.Integer(), nullable=True),
        sa.Column("speaker_stop", sa.Integer(), nullable=True),
        sa.Column("speaker_text", Letters(), nullable=True),
        sa.Column("speaker_actor", Letters(), nullable=True),
        sa.Column("speaker_why", Letters(), nullable=True),
        sa.Column("actor", Letters(), nullable=True),
        sa.Column("why", Letters(), nullable=False),
        sa.Column("cue_start", sa.Integer(), nullable=True),
        sa.Column("cue_stop", sa.Integer(), nullable=True),
        sa.Column("cue_text", Letters(), nullable=True),
        sa.Column("content", Letters(), nullable=False),
        sa.Column("words", Letters(), nullable=False),
        sa.Column("mode", Letters(), nullable=False),
        sa.Column("act", Letters(), nullable=False),
        sa.Column("verb", Letters(), nullable=False),
        sa.Column("part", Letters(), nullable=False),
        sa.Column("said", Letters(), nullable=True),
        sa.Column("chain", Letters(), nullable=False),
        sa.Column("addressee", Letters(), nullable=True),
        sa.Column("nested_in", Letters(), nullable=True),
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
        sa.Column("seq", KEY, nullable=False),
        sa.Column("id", Letters(), nullable=False),
        sa.Column("article", Letters(), nullable=True),
        sa.Column("ceasefire", Letters(), nullable=True),
        sa.Column("field", Letters(), nullable=False),
        sa.Column("value", Letters(), nullable=False),
        sa.Column("stance", Letters(), nullable=False),
        sa.Column("by", Letters(), nullable=False),
        sa.Column("dated", Letters(), nullable=True),
        sa.Column("chain", Letters(), nullable=False),
        sa.Column("statement", Letters(), nullable=True),
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
        sa.Column("seq", KEY, nullable=False),
        sa.Column("id", Letters(), nullable=False),
        sa.Column("first", Letters(), nullable=True),
        sa.Column("alike", Letters(), nullable=False),
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
        sa.Column("group", Letters(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("statement", Letters(), nullable=True),
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
        sa.Column("article", Letters(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("kind", Letters(), nullable=False),
        sa.Column("message", Letters(), nullable=False),
        sa.Column("suggestion", Letters(), nullable=True),
        sa.ForeignKeyConstraint(
            ["article"], ["articles.id"], name=op.f("fk_anomalies_article"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("article", "n", name=op.f("pk_anomalies")),
    )
    op.create_table(
        "article_metadata",
        sa.Column("article", Letters(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("name", Letters(), nullable=False),
        sa.Column("value", Letters(), nullable=False),
        sa.Column("origin", Letters(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article"], ["articles.id"], name=op.f("fk_article_metadata_article"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("article", "n", name=op.f("pk_article_metadata")),
    )
    op.create_table(
        "segments",
        sa.Column("article", Letters(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("stop", sa.Integer(), nullable=False),
        sa.Column("role", Letters(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article"], ["articles.id"], name=op.f("fk_segments_article"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("article", "n", name=op.f("pk_segments")),
    )
    op.create_table(
        "times",
        sa.Column("article", Letters(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("stop", sa.Integer(), nullable=False),
        sa.Column("text", Letters(), nullable=False),
        sa.Column("type", Letters(), nullable=False),
        sa.Column("timex", Letters(), nullable=False),
        sa.Column("mod", Letters(), nullable=True),
        sa.Column("dated", Letters(), nullable=True),
        sa.ForeignKeyConstraint(
            ["article"], ["articles.id"], name=op.f("fk_times_article"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("article", "n", name=op.f("pk_times")),
    )


def _parts_of_ceasefires() -> None:
    op.create_table(
        "ceasefire_articles",
        sa.Column("ceasefire", Letters(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("article", Letters(), nullable=True),
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
        sa.Column("ceasefire", Letters(), nullable=False),
        sa.Column("field", Letters(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("value", Letters(), nullable=False),
        sa.Column("state", Letters(), nullable=False),
        sa.Column("preferred", sa.Integer(), nullable=False),
        sa.Column("why", Letters(), nullable=False),
        sa.Column("stance", Letters(), nullable=False),
        sa.Column("by", Letters(), nullable=False),
        sa.Column("dated", Letters(), nullable=True),
        sa.Column("review", Letters(), nullable=True),
        sa.ForeignKeyConstraint(
            ["ceasefire"], ["ceasefires.id"], name=op.f("fk_findings_ceasefire"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("ceasefire", "field", "n", name=op.f("pk_findings")),
    )
    op.create_table(
        "links",
        sa.Column("ceasefire", Letters(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("other", Letters(), nullable=True),
        sa.Column("how", Letters(), nullable=False),
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
        sa.Column("ceasefire", Letters(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("id", Letters(), nullable=False),
        sa.Column("rule", Letters(), nullable=False),
        sa.ForeignKeyConstraint(
            ["ceasefire"], ["ceasefires.id"], name=op.f("fk_rules_ceasefire"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("ceasefire", "n", name=op.f("pk_rules")),
    )
    op.create_table(
        "timeline",
        sa.Column("ceasefire", Letters(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("dated", Letters(), nullable=True),
        sa.Column("kind", Letters(), nullable=False),
        sa.Column("text", Letters(), nullable=False),
        sa.Column("actors", Letters(), nullable=False),
        sa.Column("claims", Letters(), nullable=False),
        sa.ForeignKeyConstraint(
            ["ceasefire"], ["ceasefires.id"], name=op.f("fk_timeline_ceasefire"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("ceasefire", "n", name=op.f("pk_timeline")),
    )
    op.create_table(
        "finding_claims",
        sa.Column("ceasefire", Letters(), nullable=False),
        sa.Column("field", Letters(), nullable=False),
        sa.Column("finding", sa.Integer(), nullable=False),
        sa.Column("side", Letters(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("claim", Letters(), nullable=True),
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
    one_owner = {
        "sqlite": "(claim IS NOT NULL) + (anomaly_of IS NOT NULL) + (rule_of IS NOT NULL) = 1",
        "postgresql": "num_nonnulls(claim, anomaly_of, rule_of) = 1",
    }
    op.create_table(
        "evidence",
        sa.Column("key", KEY, nullable=False),
        sa.Column("claim", Letters(), nullable=True),
        sa.Column("anomaly_of", Letters(), nullable=True),
        sa.Column("rule_of", Letters(), nullable=True),
        sa.Column("owner_n", sa.Integer(), nullable=True),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("article", Letters(), nullable=True),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("stop", sa.Integer(), nullable=False),
        sa.Column("text", Letters(), nullable=False),
        sa.CheckConstraint(one_owner[op.get_bind().dialect.name], name=op.f("ck_evidence_one_owner")),
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
