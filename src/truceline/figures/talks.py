"""The negotiation of a ceasefire in order: who met or called whom, what was asked, offered, refused and
accepted, and what is to come; each with the words that it was read from.

What is told is what was read: contacts and steps of the status are claims of the record, what was asked and
answered are statements in its reports.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import msgspec

from truceline.figures.course import moment
from truceline.model import (
    Article,
    Ceasefire,
    Claim,
    Contact,
    Evidence,
    Finding,
    Statement,
    StatementGroup,
    When,
)
from truceline.wording import Wording, contact_kind

__all__ = ["ACTS", "KINDS", "Talk", "said_in_talks", "say_talk", "talks", "words_of"]

KINDS = {
    "contact": "meeting or call", "ahead": "to come", "asked": "asked", "offered": "offered",
    "refused": "refused", "accepted": "accepted", "promised": "promised", "agreed": "agreed",
}  # fmt: skip
"""The kinds of steps, and how each is told."""
ACTS = {
    "asks": "asked", "orders": "asked", "proposes": "offered", "rejects": "refused", "accepts": "accepted",
    "promises": "promised",
}  # fmt: skip
"""What statements do that are steps of a negotiation."""
_STATUS = {"proposed": "offered", "rejected": "refused", "accepted": "accepted", "agreed": "agreed"}
_PARTS = ("headline", "subhead", "body", "caption")
_LAST = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Talk:
    """A step of a negotiation: of which of the `KINDS`, when, who is named or speaks, and the words.

    `stance` is how the reports put it, as in `Claim`. `reported` is when the first report of it was
    published. `statement` is the id of the statement that it is, where it is one. `contact` says how and
    where people met; `actors` are then those who took part, or all who are named where that is not told.
    """

    kind: str
    when: When | None
    actors: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    stance: str = "asserted"
    reported: When | None = None
    statement: str | None = None
    contact: Contact | None = None


def talks(
    ceasefire: Ceasefire, claims: Iterable[Claim], said: Iterable[tuple[Evidence, Statement]],
    published: Mapping[str, When | None],
) -> list[Talk]:  # fmt: skip
    """The steps in order of time, those that nobody dates last, by when they were reported.

    Args:
        ceasefire: the record.
        claims: its claims.
        said: statements in its reports with their words, each remark once.
        published: when each of its reports was published.
    """
    known = {claim.id: claim for claim in claims}
    found: list[Talk] = [*_contacts(known.values()), *_steps(ceasefire, known), *_ahead(ceasefire, known)]
    for words, one in sorted(said, key=lambda pair: (pair[0].article, pair[0].start, -pair[0].end)):
        if one.act in ACTS and one.actor and not _is_told(ACTS[one.act], words, found):
            found.append(Talk(ACTS[one.act], one.said, (one.actor,), (words,), statement=one.id))
    dated = [_placed(talk, published) for talk in _once(found) if talk.evidence]
    return sorted(dated, key=_order)


def say_talk(talk: Talk, wording: Wording) -> tuple[str, str, str]:
    """What was done, by whom, and where; who is only named in the words is said to be."""
    who = wording.names(talk.actors) if talk.actors else ""
    if talk.contact is None:
        return KINDS[talk.kind], f"named: {who}" if who and talk.kind == "contact" else who, ""
    kind = contact_kind(talk.contact)
    told = f"{KINDS['ahead']}: {kind}" if talk.kind == "ahead" else kind
    if talk.kind != "ahead" and talk.contact.planned:
        told = f"planned: {kind}"
    return told, who if talk.contact.participants or not who else f"named: {who}", talk.contact.venue


def _order(talk: Talk) -> tuple[datetime, bool, datetime, str, int]:
    """By time; of those without one what is to come last, then by report and place in it."""
    first = talk.evidence[0]
    reported = moment(talk.reported) or _LAST
    return moment(talk.when) or _LAST, talk.kind == "ahead", reported, first.article, first.start


def said_in_talks(
    articles: Sequence[Article], groups: Iterable[StatementGroup], claims: Iterable[Claim] = (),
    ceasefire: str = "",
) -> Iterator[tuple[Evidence, Statement]]:  # fmt: skip
    """The statements in articles that are steps of a negotiation, each remark once; without those in whose
    words something was read on another ceasefire than this one, and nothing on this one.
    """
    about: dict[str, list[tuple[Evidence, bool]]] = {}
    for claim in claims:
        for words in claim.evidence:
            about.setdefault(words.article, []).append((words, claim.ceasefire == ceasefire))
    group_of = {name: group.id for group in groups for name in group.statements}
    told: set[str] = set()
    for article in articles:
        for one in article.statements:
            same = group_of.get(one.id, one.id)
            if one.act not in ACTS or one.verb == "thought" or one.part not in _PARTS or same in told:
                continue
            read = [own for words, own in about.get(article.id, ()) if words.overlaps(one)]
            if read and not any(read):
                continue
            told.add(same)
            yield words_of(one, article.id, article.text), one


def words_of(statement: Statement, article: str, text: str) -> Evidence:
    """The words of a statement with where they stand."""
    start, end = statement.start, statement.end
    return Evidence(article=article, start=start, end=end, text=text[start:end])


def _contacts(claims: Iterable[Claim]) -> list[Talk]:
    """Meetings, calls and rounds; one that several reports tell of is one."""
    found: list[Talk] = []
    alike: dict[str, list[int]] = {}
    for claim in claims:
        if claim.field != "contact":
            continue
        who = claim.contact.participants if claim.contact is not None else ()
        talk = Talk(
            "contact", claim.when, _each_once(who or claim.by), claim.evidence, claim.stance,
            contact=claim.contact,
        )  # fmt: skip
        near = alike.setdefault(claim.when.edtf if claim.when else _sentence(talk), [])
        same = next((n for n in near if _is_same_contact(found[n], talk)), None)
        if same is None:
            near.append(len(found))
            found.append(talk)
        else:
            found[same] = _joined(found[same], talk)
    return found


def _is_same_contact(one: Talk, other: Talk) -> bool:
    """Whether two of one time are one contact: by the same sentence, or the same people in the same way."""
    if one.contact is None or other.contact is None or _sentence(one) == _sentence(other):
        return _sentence(one) == _sentence(other) and one.contact == other.contact
    venues = {one.contact.venue, other.contact.venue} - {""}
    same = one.contact.kind == other.contact.kind and set(one.actors) == set(other.actors)
    return same and one.when is not None and len(one.contact.participants) > 1 and len(venues) <= 1


def _sentence(talk: Talk) -> str:
    return " ".join(talk.evidence[0].text.split())


def _joined(held: Talk, talk: Talk) -> Talk:
    """Two accounts of one contact, with what either tells of where it was."""
    told = held.contact
    if told is not None and talk.contact is not None:
        told = msgspec.structs.replace(
            told,
            venue=told.venue or talk.contact.venue,
            round=talk.contact.round if told.round is None else told.round,
            planned=told.planned and talk.contact.planned,
        )
    return replace(held, evidence=held.evidence + talk.evidence, contact=told)


def _each_once(actors: Sequence[str]) -> tuple[str, ...]:
    """Without those that are two others taken together ("Lavrov and Kerry")."""
    return tuple(a for a in actors if "-and-" not in a or not set(a.split("-and-")) <= set(actors))


def _steps(ceasefire: Ceasefire, claims: Mapping[str, Claim]) -> Iterator[Talk]:
    """Offers, refusals, acceptances and agreements that the record holds."""
    for finding in ceasefire.fields.get("status", ()):
        kind = _STATUS.get(str(finding.value))
        if kind:
            yield Talk(kind, finding.when, finding.by, _words(finding, claims), finding.stance)
    for finding in ceasefire.fields.get("accepted", ()):
        yield Talk("accepted", finding.when, (str(finding.value),), _words(finding, claims), finding.stance)


def _ahead(ceasefire: Ceasefire, claims: Mapping[str, Claim]) -> Iterator[Talk]:
    for field in ("acceptance_deadline", "follow_up"):
        for finding in ceasefire.fields.get(field, ()):
            when = finding.value if isinstance(finding.value, When) else finding.when
            yield Talk("ahead", when, finding.by, _words(finding, claims), finding.stance)


def _words(finding: Finding, claims: Mapping[str, Claim]) -> tuple[Evidence, ...]:
    return tuple(words for name in finding.support if name in claims for words in claims[name].evidence)


def _once(found: Iterable[Talk]) -> list[Talk]:
    """Steps of one kind by the same actors from the same words as one, with the day that either gives; what
    several accepted in one sentence is one step of theirs.
    """
    merged: list[Talk] = []
    for talk in found:
        same = next((n for n, held in enumerate(merged) if _is_same(held, talk)), None)
        if same is None:
            merged.append(talk)
        else:
            held = merged[same]
            words = tuple(dict.fromkeys(held.evidence + talk.evidence))
            actors = _each_once((*held.actors, *(a for a in talk.actors if a not in held.actors)))
            merged[same] = replace(held, when=held.when or talk.when, evidence=words, actors=actors)
    return merged


def _is_same(one: Talk, other: Talk) -> bool:
    if one.kind == other.kind == "accepted" and one.statement == other.statement is None:
        return any(_shares_words(one, words) for words in other.evidence)
    alike = one.kind == other.kind and set(one.actors) == set(other.actors) and one.contact == other.contact
    return alike and any(_shares_words(one, words) for words in other.evidence)


def _is_told(kind: str, words: Evidence, found: Iterable[Talk]) -> bool:
    """Whether these words, or some of them, are a step already: who promises to stop has accepted."""
    kinds = {"promised", "accepted", "agreed"} if kind in {"promised", "accepted"} else {kind}
    return any(one.kind in kinds and _shares_words(one, words) for one in found)


def _shares_words(talk: Talk, words: Evidence) -> bool:
    return any(e.article == words.article and e.overlaps(words) for e in talk.evidence)


def _placed(talk: Talk, published: Mapping[str, When | None]) -> Talk:
    """A step with when it was first reported; a meeting that then lay ahead is one to come."""
    dates = [when for e in talk.evidence if (when := published.get(e.article)) and moment(when)]
    first = min(dates, key=lambda when: moment(when) or _LAST, default=None)
    known = [when.latest for when in dates if when.latest]
    begins = talk.when.earliest if talk.when else None
    planned = talk.contact is not None and talk.contact.planned
    ahead = begins is not None and bool(known) and begins >= max(known)
    is_ahead = talk.kind == "contact" and (ahead or (planned and begins is None))
    return replace(talk, reported=first, kind="ahead" if is_ahead else talk.kind)
