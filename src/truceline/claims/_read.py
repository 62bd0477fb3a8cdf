"""From an article to its claims.

Stages: (1) is there a truce between armed parties in it at all; (2) each sentence is read for status, times, roles and
terms; (3) what is said of an older ceasefire is set apart from the one that the report is about; (4) repeated claims
are merged, and all get their ids.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from truceline.actors import Cast
from truceline.claims._apart import set_apart
from truceline.claims._contacts import read_contacts
from truceline.claims._drafts import Draft
from truceline.claims._relevance import is_history, is_relevant
from truceline.claims._roles import read_roles
from truceline.claims._sentences import Sentence, sentences
from truceline.claims._status import implied_status, read_status
from truceline.claims._terms import read_terms
from truceline.claims._timing import read_immediate, read_timing
from truceline.language import Parsed
from truceline.model import Article, Claim

__all__ = ["read"]

CONTEXT_REACH = 2
"""Sentences of the same or the next paragraph through which "it", "the deal" still means the truce named before."""


def read(parsed: Parsed, article: Article, cast: Cast) -> tuple[Claim, ...]:
    """What an article says of ceasefires.

    Args:
        parsed: the parse of the article's prose.
        article: the same article, with its times and statements.
        cast: its actors.

    Returns:
        Claims in the order of the text, none where the article is not about a ceasefire between armed parties. Their
        `ceasefire` is local: the article's id for what the report is about, `<id>/<topic>` for another ceasefire in it.
    """
    views = list(sentences(parsed, article, cast))
    if not is_relevant(article, views):
        return ()
    drafts = set_apart((view, context, list(_read_sentence(view, context))) for view, context in _in_context(views))
    if not any(d.field == "status" for d in drafts) or is_history(article, drafts):
        return ()
    return tuple(_numbered(article, _merged(drafts)))


def _in_context(views: list[Sentence]) -> Iterator[tuple[Sentence, bool]]:
    """Each sentence with whether a truce was named just before it (same paragraph, or up to CONTEXT_REACH sentences)."""
    last = -CONTEXT_REACH - 1
    paragraph = None
    for view in views:
        if view.paragraph is not paragraph and view.index - last > CONTEXT_REACH:
            last = -CONTEXT_REACH - 1
        paragraph = view.paragraph
        yield view, view.index - last <= CONTEXT_REACH
        if view.truces_of("name", "act") or (view.truces_of("anaphor", "peace") and view.index - last <= CONTEXT_REACH):
            last = view.index


def _read_sentence(view: Sentence, context: bool) -> Iterator[Draft]:
    steps = list(read_status(view, context))
    timing = list(read_timing(view, context))
    if not steps:
        steps = list(implied_status(view, timing))
    yield from steps
    yield from timing
    yield from read_immediate(view, steps, timing)
    yield from read_roles(view, context, steps)
    yield from read_terms(view, context)
    yield from read_contacts(view)


def _merged(drafts: list[Draft]) -> Iterator[Draft]:
    """Drafts without repetitions of the same value from the same words."""
    seen: set[object] = set()
    for found in sorted(drafts, key=lambda d: (d.evidence[0].start, d.evidence[0].end, d.field)):
        value = found.value if isinstance(found.value, str | bool | int | float) else (found.value.edtf, found.value.zone)
        key = (found.field, value, found.evidence[0].start, found.topic, found.by)
        if key not in seen:
            seen.add(key)
            yield found


def _numbered(article: Article, drafts: Iterable[Draft]) -> Iterator[Claim]:
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
        )
