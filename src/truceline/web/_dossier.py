"""The dossier of one ceasefire: what is known and why, who says otherwise, what cannot be right."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from markupsafe import Markup

from truceline.casebook import Asked, View
from truceline.figures.slip_svg import slip_svg
from truceline.figures.slips import Sum, work_out
from truceline.model import Anomaly, Article, Ceasefire, Claim, Finding, TimeExpression, When
from truceline.web._changes import Since, gone_since, in_words, named_in, told_in_full
from truceline.web._desk import Lists
from truceline.web._pages import Gone, Missing, Page, ceasefire_address, visible
from truceline.web._quotes import Account, Passage, Quotes, since_when
from truceline.web._speech import lines_of
from truceline.web._steps import Chronicle, chronicle
from truceline.web._talks import talks_of, tell_talks
from truceline.wording import (
    FIELDS,
    Wording,
    apart,
    backwards,
    current_status,
    hedge,
    open_questions,
    say_when,
)

__all__ = ["Told", "actors_of", "dossier_page", "tell"]

STATEMENTS = 6
"""Statements told in a dossier; the others are a page of their own."""
SLIPS = 20
TALKS = 60
_EARLY = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Told:
    """A value with its reasons: in words, the times behind it, and the reports for it.

    `gap` says how far it lies from the preferred value. `fresh` says that no report before the day asked for
    had it. `against` are the reports that contradict it.
    """

    finding: Finding
    words: str
    worked_out: tuple[tuple[str, str], ...]
    gap: str
    accounts: list[Account]
    against: list[Account]
    fresh: bool


@dataclass(frozen=True)
class Field:
    """A field with its values: those that hold, and other accounts."""

    name: str
    label: str
    disputed: bool
    held: list[Told]
    others: list[Told]


@dataclass(frozen=True)
class Slip:
    """What looks wrong in a report: the words, what each of them comes to, and what is taken instead.

    `sum` is its arithmetic, `drawn` the same as a drawing, "" where there is none to draw.
    """

    article: str
    anomaly: Anomaly
    outlet: str
    passages: list[Passage]
    sums: list[tuple[str, When]]
    sum: Sum | None
    drawn: Markup
    instead: str


def dossier_page(view: View, lists: Lists, name: str, since: Since | None = None) -> Page:
    """The page of a ceasefire.

    Args:
        view: a look into the casebook.
        lists: what there is in it.
        name: its id.
        since: what changed since is told; values that no report published before had are marked as new.

    Raises:
        Missing: there is no such ceasefire; `Gone` says where what had been read on it is now.
    """
    ceasefire = view.ceasefire(name, lists.decided)
    if ceasefire is None:
        raise _missing(view, lists, name)
    claims = view.claims_of(name)
    kept = since is not None and since.by == "kept"
    came = told_in_full(view, lists.decided, since.day, name) if since and kept else []
    heads = view.heads(ceasefire.articles)
    negotiation = talks_of(view, ceasefire, claims, heads)
    named = actors_of(ceasefire, claims) | named_in(came) | {a for talk in negotiation for a in talk.actors}
    wording = Wording(view.actors(named))
    quotes = Quotes(view, claims, wording)
    quotes.take(view, {e.article for talk in negotiation for e in talk.evidence})
    day = since.day if since and since.by == "published" else None
    fields = [_field(name, found, quotes, wording, day) for name, found in _in_order(ceasefire)]
    statements = view.statements(Asked(ceasefire=name, tied="surely"), STATEMENTS + 1)
    slips = _slips(view, ceasefire, quotes, wording)
    return Page(
        template="dossier.html",
        title=ceasefire.label,
        about=f"{ceasefire.label} ({ceasefire.id})",
        data=lambda: {
            **_reading(view, ceasefire, claims, wording),
            "negotiation": negotiation,
            "slips": [{"article": s.article, "anomaly": s.anomaly, "sum": s.sum} for s in slips],
            **({"changes": [one for _, one in came]} if since and since.by == "kept" else {}),
        },
        context={
            "ceasefire": ceasefire,
            "status": current_status(ceasefire),
            "headline": _headline(ceasefire, wording),
            "starts": [f.value for f in ceasefire.fields.get("effective", ()) if f.preferred],
            "fields": fields,
            "disputes": [f for f in fields if f.disputed],
            "slips": slips,
            "open": open_questions(ceasefire),
            "chronicle": _chronicle(ceasefire, quotes, wording, heads),
            "talks": tell_talks(negotiation[:TALKS], quotes, wording),
            "more_talks": max(0, len(negotiation) - TALKS),
            "backwards": backwards(ceasefire),
            "heads": list(heads.values()),
            "sources": len({head.copies_of or head.id for head in heads.values()}),
            "said": lines_of(view, statements[:STATEMENTS]),
            "more_said": len(statements) > STATEMENTS,
            "shared": view.shares_reports(name),
            "wording": wording,
            "since": since,
            "changes": in_words(came, wording),
        },
    )


def _missing(view: View, lists: Lists, name: str) -> Missing:
    """What is said of an id that is not kept: perhaps it was, and is cited."""
    went = gone_since(view, _EARLY, lists.outlines, name)
    if not went:
        return Missing(f"no ceasefire is called {name!r}", cure="choose one of the list of ceasefires")
    [one] = went
    instead = [(ceasefire_address(now), lists.outlines[now].label) for now in one.now]
    return Gone(
        f"{one.label} ({one.id}) is no record of its own since {one.at[:10]}",
        cure="look at what holds now what had been read on it"
        if instead
        else "no report speaks of it any more",
        instead=instead,
    )


def _reading(view: View, ceasefire: Ceasefire, claims: Sequence[Claim], wording: Wording) -> dict[str, Any]:
    """What is kept on the ceasefire, as `truceline show ID --json` prints it."""
    articles = view.articles(ceasefire.articles)
    groups = {s.group for s in view.said(s.id for a in articles for s in a.statements) if s.group}
    return {
        "articles": articles,
        "actors": list(wording.actors.values()),
        "claims": claims,
        "ceasefires": [ceasefire],
        "statement_groups": view.groups(groups),
    }


def actors_of(ceasefire: Ceasefire, claims: Iterable[Claim]) -> set[str]:
    """The ids of all actors that a ceasefire and what is said of it name."""
    found = {a for entry in ceasefire.timeline for a in entry.actors}
    found |= {a for rule in ceasefire.rules for a in (*rule.actors, *rule.targets)}
    for findings in ceasefire.fields.values():
        for finding in findings:
            found |= {*finding.by, *([finding.value] if isinstance(finding.value, str) else [])}
    return found | {a for claim in claims for a in claim.chain}


def _in_order(ceasefire: Ceasefire) -> list[tuple[str, tuple[Finding, ...]]]:
    names = [name for name in FIELDS if name in ceasefire.fields]
    names += [name for name in ceasefire.fields if name not in FIELDS]
    return [(name, ceasefire.fields[name]) for name in names]


def _headline(ceasefire: Ceasefire, wording: Wording) -> str:
    """The status with how the reports put it: "in force (reported, not confirmed)"."""
    for finding in ceasefire.fields.get("status", ()):
        if finding.preferred:
            told = wording.value(finding.value, "status")
            return told + hedge(finding, told)
    return "status not told"


def _field(
    name: str, findings: tuple[Finding, ...], quotes: Quotes, wording: Wording, since: datetime | None
) -> Field:
    held = [f for f in findings if f.preferred] or [f for f in findings if f.state != "superseded"]
    first = held[0] if len(held) == 1 else None

    return Field(
        name=name,
        label=FIELDS.get(name, name.replace("_", " ")),
        disputed=any(f.state == "disputed" for f in findings),
        held=[tell(f, name, quotes, wording, first, since=since) for f in held],
        others=[tell(f, name, quotes, wording, first, since=since) for f in findings if f not in held],
    )


def tell(
    finding: Finding, field: str, quotes: Quotes, wording: Wording, first: Finding | None,
    *, since: datetime | None = None,
) -> Told:  # fmt: skip
    """A value with its reasons and reports; `first` is the one that it is compared with."""
    articles = [quotes.claims[c].article for c in finding.support if c in quotes.claims]
    new = since_when(quotes.heads, articles) if since else None
    return Told(
        finding=finding,
        words=wording.step(finding, field),
        worked_out=_worked_out(finding),
        gap=apart(first.value, finding.value) if first and finding is not first else "",
        accounts=quotes.accounts(finding.support),
        against=quotes.accounts(finding.against),
        fresh=bool(since and new and new >= since),
    )


def _worked_out(finding: Finding) -> tuple[tuple[str, str], ...]:
    """How a time was reached, reading by reading."""
    if not isinstance(finding.value, When):
        return ()
    readings = finding.value.readings or (finding.value,)
    return tuple((say_when(one) if finding.value.readings else "", one.why) for one in readings if one.why)


def _slips(view: View, ceasefire: Ceasefire, quotes: Quotes, wording: Wording) -> list[Slip]:
    found: dict[tuple[str, str], tuple[str, Anomaly]] = {}
    for name, anomaly in view.slips(ceasefire.articles):
        found.setdefault((anomaly.kind, anomaly.message), (name, anomaly))
    these = list(found.values())[:SLIPS]
    articles = {a.id: a for a in view.articles({name for name, _ in these})}
    quotes.take(view, {e.article for _, anomaly in these for e in anomaly.evidence})
    return [_slip(articles[name], anomaly, quotes, wording) for name, anomaly in these]


def _slip(article: Article, anomaly: Anomaly, quotes: Quotes, wording: Wording) -> Slip:
    places = sorted(anomaly.evidence, key=lambda e: (e.article, e.start))
    worked = work_out(anomaly, article)
    return Slip(
        article=article.id,
        anomaly=anomaly,
        outlet=article.outlet or article.source.uri.rsplit("/", 1)[-1],
        passages=quotes.passages(places),
        sums=[(" ".join(t.text.split()), t.when) for t in article.times if t.when and _is_meant(t, anomaly)],
        sum=worked,
        # `slip_svg` escapes what a report says.
        drawn=Markup(visible(slip_svg(worked)) if worked else ""),
        instead=wording.value(anomaly.suggestion) if anomaly.suggestion is not None else "",
    )


def _is_meant(time: TimeExpression, anomaly: Anomaly) -> bool:
    return any(time.overlaps(e) for e in anomaly.evidence)


def _chronicle(ceasefire: Ceasefire, quotes: Quotes, wording: Wording, heads: Any) -> Chronicle:
    published = [head.published for head in heads.values() if head.published]
    return chronicle(ceasefire, quotes, wording, published)
