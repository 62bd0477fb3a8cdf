"""From an article to its claims.

Stages: (1) is there a truce between armed parties in it at all; (2) each sentence is read for status, times,
roles, terms and contacts; (3) what is said of an older ceasefire is set apart from the one that the report is
about; (4) repeated claims are merged, and all get their ids.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from truceline.actors import Cast
from truceline.claims._apart import set_apart
from truceline.claims._areas import nearest_areas
from truceline.claims._contacts import read_contacts
from truceline.claims._course import fitting
from truceline.claims._drafts import Draft
from truceline.claims._governor import before
from truceline.claims._judge import read_wording
from truceline.claims._links import read_links
from truceline.claims._office import names_truce
from truceline.claims._parties import owners_of_proposal
from truceline.claims._presupposed import read_presupposed
from truceline.claims._relevance import is_history, is_relevant
from truceline.claims._roles import read_roles
from truceline.claims._sentences import Sentence, sentences
from truceline.claims._settled import read_announced, read_immediate
from truceline.claims._standing import read_standing
from truceline.claims._status import implied_status, read_status
from truceline.claims._terms import read_terms
from truceline.claims._timing import read_timing
from truceline.claims._unnamed import read_shared, read_unnamed
from truceline.claims._wording import of_report
from truceline.language import Parsed
from truceline.model import Article, Claim, When

__all__ = ["read", "wording"]

_MADE = frozenset({"agreed", "declared", "accepted", "in_force", "proposed"})
"""Steps whose date is that of the ceasefire; the day on which its end is announced is not."""
_APART = frozenset({"mediators", "guarantors", "monitors", "excluded"})
"""Who plays one of these parts has not made the truce, though the words say that he signed it."""
_BEGUN = re.compile(
    r"\b(?:beg[au]n|begins?|start(?:s|ed)|t(?:ook|akes) effect|c[ao]me into|in (?:force|place|effect)"
    r"|since)\b",
    re.I,
)
_HELD_SINCE = re.compile(
    r"\bsince(?: the| early| late)*\s*$|\bin (?:force|place|effect) (?:from|as of)(?: the)?\s*$", re.I
)
_PARTED = re.compile(r"\b(?:that|which|who)\b|[,;(]")
"""What parts a time from the ending told before it: another clause."""
DESCRIBED = 0.7
"""What a side weighs that has no name of its own."""
CONTEXT_REACH = 2
"""How many sentences on "it", "the deal" still mean the truce named before."""


def read(parsed: Parsed, article: Article, cast: Cast) -> tuple[Claim, ...]:
    """What an article says of ceasefires.

    Args:
        parsed: the parse of the article's prose.
        article: the same article, with its times and statements.
        cast: its actors.

    Returns:
        Claims in the order of the text, none where the article is not about a ceasefire between armed
        parties. Their `ceasefire` is local: the article's id for what the report is about, `<id>/<topic>` for
        another ceasefire in it.
    """
    views, drafts = _told(parsed, article, cast)
    if drafts:
        drafts += list(read_wording(article, views, drafts))
    return tuple(_numbered(article, _merged(_with_proposers(views, drafts))))


def wording(parsed: Parsed, article: Article, cast: Cast) -> frozenset[str]:
    """What the judge of wording sees of a report (its properties, by name), for teaching it.

    The arguments are those of `read`. None where the article is not about a ceasefire.
    """
    views, drafts = _told(parsed, article, cast)
    return frozenset().union(*of_report(views, drafts)) if drafts else frozenset()


def _told(parsed: Parsed, article: Article, cast: Cast) -> tuple[list[Sentence], list[Draft]]:
    """The sentences of an article, and what is read from them: nothing where it is about no ceasefire."""
    views = list(sentences(parsed, article, cast))
    if not is_relevant(article, views):
        return views, []
    drafts = fitting(set_apart(_read_sentences(views)))
    if not any(d.field == "status" for d in drafts):
        drafts += read_presupposed(views)
    drafts += list(read_standing(views, drafts))
    if not any(d.field == "status" for d in drafts) or is_history(article, drafts):
        return views, []
    drafts += read_links(drafts)
    drafts = nearest_areas([_described(d) for d in drafts])
    drafts += read_unnamed(views, drafts)
    drafts += read_shared(drafts)
    return views, drafts


def _described(found: Draft) -> Draft:
    """A side that is told only by what it is ("the Hutu movement") counts for less than one with a name."""
    actor = found.sentence.cast.actors.get(str(found.value)) if found.field == "parties" else None
    if actor is None or actor.kind != "armed_group" or actor.ids or not actor.name.split()[-1].islower():
        return found
    return replace(found, weight=min(found.weight, DESCRIBED))


def _with_proposers(views: list[Sentence], drafts: list[Draft]) -> list[Draft]:
    """Proposals with whose they are, where the text says it elsewhere: "the ministry's proposal"."""
    owners = tuple(dict.fromkeys(p for view in views for p in owners_of_proposal(view)))
    if not owners:
        return drafts
    return [replace(d, by=owners) if d.value == "proposed" and not d.by else d for d in drafts]


def _in_context(views: list[Sentence]) -> Iterator[tuple[Sentence, bool]]:
    """Each sentence with whether a truce was named at most CONTEXT_REACH sentences before it.

    A headline speaks of the truce that the first sentences of its text name.
    """
    last = -CONTEXT_REACH - 1
    first = [view for view in views if view.role == "body"][:CONTEXT_REACH]
    ahead = any(view.truces_of("name", "act") for view in first)
    for view in views:
        context = view.index - last <= CONTEXT_REACH or (view.role == "headline" and ahead)
        yield view, context
        if view.truces_of("name", "act") or (context and view.truces_of("anaphor", "peace")):
            last = view.index


def _read_sentences(views: list[Sentence]) -> Iterator[tuple[Sentence, bool, list[Draft]]]:
    """Each sentence with whether it stands in the context of a truce, and what it says."""
    made: tuple[int, When] | None = None
    for view, context in _in_context(views):
        near = made[1] if made is not None and view.index - made[0] <= CONTEXT_REACH else None
        drafts = list(_read_sentence(view, context, near))
        yield view, context, drafts
        dates = (d.value for d in drafts if d.field == "declared" and isinstance(d.value, When))
        made = next(((view.index, when) for when in dates), made)


def _read_sentence(view: Sentence, context: bool, made: When | None) -> Iterator[Draft]:
    """Everything that one sentence says of ceasefires; `made` is when the sentences before it date it."""
    steps = list(read_status(view, context))
    timing = list(read_timing(view, context))
    if steps and not any(d.value in _MADE for d in steps):
        timing = [d for d in timing if d.field != "declared"]
    if steps and all(d.value == "ended" for d in steps) and not any(d.field == "ends" for d in timing):
        timing = [replace(d, field="ends") if _dates_end(d, steps) else d for d in timing]
    extended = any(d.value == "extended" for d in steps)
    if extended and not _BEGUN.search(view.text):
        # The day from which it goes on is not the day on which it began.
        timing = [d for d in timing if d.field != "effective"]
    if not extended:
        timing = [d for d in timing if d.field != "extended_by"]
    steps = [_with_end(d, timing) for d in steps]
    if not steps:
        steps = list(implied_status(view, timing))
    roles = list(read_roles(view, context, steps))
    apart = {str(d.value) for d in roles if d.field in _APART}
    for step in steps:
        makers = tuple(a for a in step.by if a not in apart or step.value not in _MADE)
        yield replace(step, by=makers)
    yield from timing
    announced = list(read_announced(view, steps, timing))
    yield from announced
    yield from read_immediate(view, steps, [*timing, *announced], made)
    yield from roles
    yield from read_terms(view, context)
    yield from read_contacts(view)


def _with_end(step: Draft, timing: Sequence[Draft]) -> Draft:
    """A truce that is told to have ended, with the past day that its sentence gives for the end."""
    published = step.sentence.article.published
    if step.value != "ended" or step.when is not None or published is None or published.latest is None:
        return step
    ends = (d.value for d in timing if d.field == "ends" and d.weight >= 1 and isinstance(d.value, When))
    past = (w for w in ends if w.earliest is not None and w.earliest < published.latest)
    return replace(step, when=next(past, None))


def _dates_end(found: Draft, steps: Sequence[Draft]) -> bool:
    """Whether a start is that of the end: "withdrew from the truce as of Friday"; a clause apart is not, nor
    is that since when it held ("the truce in place since May was over").
    """
    if found.field != "effective" or _is_in_name(found):
        return False
    if _HELD_SINCE.search(before(found.sentence, found.evidence[0].start, 40)):
        return False
    between = (found.sentence.article.text[d.evidence[0].start : found.evidence[0].start] for d in steps)
    return not any(_PARTED.search(text) for text in between)


def _is_in_name(found: Draft) -> bool:
    """Whether a time is part of the truce's name: "is leaving the 2002 ceasefire"."""
    start = found.evidence[0].start
    return any(t.start == start and names_truce(found.sentence, t) for t in found.sentence.times)


def _merged(drafts: list[Draft]) -> Iterator[Draft]:
    """Drafts without repetitions of the same value from the same words."""
    seen: set[object] = set()
    for found in sorted(drafts, key=lambda d: (d.evidence[0].start, d.evidence[0].end, d.field)):
        value = (found.value.edtf, found.value.zone) if isinstance(found.value, When) else found.value
        key = (found.field, value, found.evidence[0].start, found.topic, found.by, found.contact)
        if key not in seen:
            seen.add(key)
            yield found


def _numbered(article: Article, drafts: Iterable[Draft]) -> Iterator[Claim]:
    """Drafts as claims, with ids in the order of the text."""
    for number, found in enumerate(drafts, start=1):
        yield Claim(
            id=f"{article.id}.c{number}",
            article=article.id,
            ceasefire=f"{article.id}/{found.topic}" if found.topic else article.id,
            field=found.field,
            value=found.value,
            stance=found.stance,
            by=found.by,
            when=found.when,
            chain=found.chain,
            statement=found.statement,
            evidence=found.evidence,
            confidence=found.weight,
            contact=found.contact,
        )
