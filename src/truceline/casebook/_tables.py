"""The tables of a casebook.

One table per type of the model, ids as in the model. Values that have a shape of their own (`When`, a
finding's value, a review) and short lists of ids are JSON text; everything that is looked up or counted is a
column. Tables that list the parts of something are numbered by `n`, from 0, in the order of the model's
tuple; `seq` is the order in which things were first kept.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    CheckConstraint,
    Column,
    Dialect,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
)
from sqlalchemy.types import TypeDecorator

from truceline.casebook._sql import KEY, Letters, earliest
from truceline.model import Contact, Review, Rule, Span, Value, When, dump, load

__all__ = [
    "Packed", "about", "accounts", "actor_names", "actors", "anomalies", "article_metadata", "articles",
    "ceasefire_articles", "ceasefires", "claims", "codes", "constraints", "decisions", "developments",
    "evidence", "failures", "finding_claims", "findings", "group_statements", "links", "metadata", "rounds",
    "rules", "segments", "sessions", "statement_groups", "statements", "tied",
    "timeline", "times", "users",
]  # fmt: skip


class Packed(TypeDecorator[Any]):
    """A value of the model as JSON text, checked against its type when it is read back."""

    impl = Letters
    cache_ok = True

    def __init__(self, kind: Any) -> None:
        super().__init__()
        self.kind = kind

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        return None if value is None else dump(value).decode()

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        return None if value is None else load(value, self.kind)


IDS = Packed(tuple[str, ...])
WHEN = Packed(When)
VALUE = Packed(Value)

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)


def _text(name: str) -> Column[str]:
    return Column(name, Letters, nullable=False)


def _note(name: str) -> Column[str | None]:
    return Column(name, Letters)


def _seq() -> Column[int]:
    return Column("seq", KEY, primary_key=True)


def _id() -> Column[str]:
    return Column("id", Letters, nullable=False, unique=True)


def _place(name: str, *, optional: bool = False) -> Column[int]:
    return Column(name, Integer, nullable=optional)


def _part(name: str, of: str, *, key: bool = True) -> Column[str]:
    """A column that says what this row is a part of: it goes when its whole goes."""
    return Column(name, Letters, ForeignKey(of, ondelete="CASCADE"), primary_key=key, nullable=False)


def _ref(name: str, to: str) -> Column[str | None]:
    """A column that refers to something written in the same transaction, before or after."""
    return Column(name, Letters, ForeignKey(to, deferrable=True, initially="DEFERRED"), index=True)


def _n() -> Column[int]:
    return Column("n", Integer, primary_key=True)


articles = Table(
    "articles", metadata, _seq(), _id(), _text("uri"), _text("sha256"), _text("media_type"), _text("text"),
    _note("title"), _note("outlet"), _note("byline"), _note("place"), _note("language"),
    _note("translated_from"), Column("published", WHEN), _ref("copies_of", "articles.id"), _text("truceline"),
    _note("digest"),
)  # fmt: skip
article_metadata = Table(
    "article_metadata", metadata, _part("article", "articles.id"), _n(), _text("name"), _text("value"),
    _text("origin"),
)  # fmt: skip
segments = Table(
    "segments", metadata, _part("article", "articles.id"), _n(), _place("start"), _place("stop"),
    _text("role"),
)  # fmt: skip
times = Table(
    "times", metadata, _part("article", "articles.id"), _n(), _place("start"), _place("stop"), _text("text"),
    _text("type"), _text("timex"), _note("mod"), Column("dated", WHEN),
)  # fmt: skip
constraints = Table(
    "constraints", metadata, _part("article", "articles.id"), _n(), _place("start"), _place("stop"),
    _text("text"), _text("event"), _text("offset"), _text("bound"), Column("solved", WHEN),
    Column("dated", Packed(Span)), _text("why"),
)  # fmt: skip
statements = Table(
    "statements", metadata, _seq(), _id(), _part("article", "articles.id", key=False),
    _place("start"),
    _place("stop"), _place("speaker_start", optional=True), _place("speaker_stop", optional=True),
    _note("speaker_text"), _note("speaker_actor"), _note("speaker_why"), _note("actor"), _text("why"),
    _place("cue_start", optional=True), _place("cue_stop", optional=True), _note("cue_text"),
    Column("content", Packed(tuple[Span, ...]), nullable=False), _text("words"), _text("mode"), _text("act"),
    _text("verb"), _text("part"), Column("said", WHEN), Column("chain", IDS, nullable=False),
    _note("addressee"), _ref("nested_in", "statements.id"), Column("confidence", Float, nullable=False),
)  # fmt: skip
anomalies = Table(
    "anomalies", metadata, _part("article", "articles.id"), _n(), _text("kind"), _text("message"),
    Column("suggestion", Packed(When | str)),
)  # fmt: skip
actors = Table(
    "actors", metadata, _seq(), _id(), _text("name"), _text("kind"),
    Column("ids", Packed(dict[str, str]), nullable=False), _note("of"),
)  # fmt: skip
actor_names = Table(
    "actor_names", metadata, _part("actor", "actors.id"), _n(), _text("name"), _note("valid_from"),
    _note("valid_until"),
)  # fmt: skip
ceasefires = Table(
    "ceasefires", metadata, _seq(), _id(), _text("label"), _note("conflict"),
    Column("fields", IDS, nullable=False),
)  # fmt: skip
ceasefire_articles = Table(
    "ceasefire_articles", metadata, _part("ceasefire", "ceasefires.id"), _n(), _ref("article", "articles.id"),
)  # fmt: skip
claims = Table(
    "claims", metadata, _seq(), _id(), _ref("article", "articles.id"), _ref("ceasefire", "ceasefires.id"),
    _text("field"), Column("value", VALUE, nullable=False), _text("stance"),
    Column("by", IDS, nullable=False), Column("dated", WHEN), Column("chain", IDS, nullable=False),
    _ref("statement", "statements.id"), Column("confidence", Float, nullable=False),
    Column("contact", Packed(Contact)),
)  # fmt: skip
findings = Table(
    "findings", metadata, _part("ceasefire", "ceasefires.id"), Column("field", Letters, primary_key=True),
    _n(), Column("value", VALUE, nullable=False), _text("state"),
    Column("preferred", Integer, nullable=False), _text("why"), _text("stance"),
    Column("by", IDS, nullable=False), Column("dated", WHEN), Column("review", Packed(Review)),
)  # fmt: skip
finding_claims = Table(
    "finding_claims", metadata, Column("ceasefire", Letters, primary_key=True),
    Column("field", Letters, primary_key=True), Column("finding", Integer, primary_key=True),
    Column("side", Letters, primary_key=True), _n(), _ref("claim", "claims.id"),
    ForeignKeyConstraint(
        ["ceasefire", "field", "finding"], ["findings.ceasefire", "findings.field", "findings.n"],
        ondelete="CASCADE",
    ),
    CheckConstraint("side IN ('support', 'against')", name="side"),
)  # fmt: skip
timeline = Table(
    "timeline", metadata, _part("ceasefire", "ceasefires.id"), _n(), Column("dated", WHEN), _text("kind"),
    _text("text"), Column("actors", IDS, nullable=False), Column("claims", IDS, nullable=False),
    Column("contact", Packed(Contact)),
)  # fmt: skip
rules = Table(
    "rules", metadata, _part("ceasefire", "ceasefires.id"), _n(), _text("id"),
    Column("rule", Packed(Rule), nullable=False),
)  # fmt: skip
links = Table(
    "links", metadata, _part("ceasefire", "ceasefires.id"), _n(), _ref("other", "ceasefires.id"),
    _text("how"),
)  # fmt: skip
evidence = Table(
    "evidence", metadata, Column("key", KEY, primary_key=True),
    Column("claim", Letters, ForeignKey("claims.id", ondelete="CASCADE"), index=True),
    Column("anomaly_of", Letters), Column("rule_of", Letters),
    _place("owner_n", optional=True), _place("n"),
    _ref("article", "articles.id"), _place("start"), _place("stop"), _text("text"),
    ForeignKeyConstraint(["anomaly_of", "owner_n"], ["anomalies.article", "anomalies.n"], ondelete="CASCADE"),
    ForeignKeyConstraint(["rule_of", "owner_n"], ["rules.ceasefire", "rules.n"], ondelete="CASCADE"),
    CheckConstraint(
        "(claim IS NOT NULL) + (anomaly_of IS NOT NULL) + (rule_of IS NOT NULL) = 1", name="one_owner"
    ),
)  # fmt: skip
statement_groups = Table(
    "statement_groups", metadata, _seq(), _id(), _ref("first", "statements.id"), _text("alike"),
)  # fmt: skip
group_statements = Table(
    "group_statements", metadata, _part("group", "statement_groups.id"), _n(),
    _ref("statement", "statements.id"),
)  # fmt: skip
decisions = Table(
    "decisions", metadata, Column("number", Integer, primary_key=True), _text("ceasefire"), _text("field"),
    _text("decision"), _text("by"), _text("at"), _text("reason"), Column("packed", Letters, nullable=False),
)  # fmt: skip
accounts = Table(
    "accounts", metadata, _part("article", "articles.id"), _text("truceline"), _text("ties"),
    Column("packed", LargeBinary, nullable=False),
)  # fmt: skip
tied = Table(
    "tied", metadata, _part("article", "articles.id"), Column("name", Letters, primary_key=True),
)  # fmt: skip
developments = Table(
    "developments", metadata, Column("number", KEY, primary_key=True), _place("revision"), _text("at"),
    Column("ceasefire", Letters, nullable=False, index=True), _text("packed"),
)  # fmt: skip
users = Table(
    "users", metadata, Column("key", Letters, primary_key=True), _text("name"), _text("role"),
    _text("password"), _text("since"),
)  # fmt: skip
sessions = Table(
    "sessions", metadata, Column("digest", Letters, primary_key=True), _part("user", "users.key", key=False),
    Column("expires", KEY, nullable=False),
)  # fmt: skip
rounds = Table(
    "rounds", metadata, _seq(), Column("name", Letters, nullable=False, unique=True), _text("packed"),
)  # fmt: skip
codes = Table(
    "codes", metadata, Column("number", KEY, primary_key=True), _part("round", "rounds.name", key=False),
    _text("coder"), _text("packed"),
)  # fmt: skip
failures = Table("failures", metadata, _seq(), _text("uri"), _text("reason"))
about = Table("about", metadata, Column("name", Letters, primary_key=True), _text("value"))

# What pages of a large casebook ask for.
_PUBLISHED = earliest(articles.c.published)
Index("ix_statements_article", statements.c.article, statements.c.start)
Index("ix_statements_actor", statements.c.actor, statements.c.article)
Index("ix_developments_at", developments.c.at)
Index("ix_accounts_truceline", accounts.c.truceline)
Index("ix_tied_name", tied.c.name, tied.c.article)
Index("ix_codes_round", codes.c.round, codes.c.coder)
Index("ix_articles_outlet", articles.c.outlet)
Index("ix_articles_published", _PUBLISHED)
Index("ix_articles_head", articles.c.id, articles.c.outlet, articles.c.copies_of, _PUBLISHED)
for _name, _owner in (("anomaly", evidence.c.anomaly_of), ("rule", evidence.c.rule_of)):
    _owned = _owner.is_not(None)
    Index(f"ix_evidence_{_name}", _owner, sqlite_where=_owned, postgresql_where=_owned)
