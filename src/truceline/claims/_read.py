"""From an article to its claims.

Stages: (1) is there a truce between armed parties in it at all; (2) each sentence is read for status, times, roles and
terms; (3) what is said of an older ceasefire is set apart from the one that the report is about; (4) repeated claims
are merged, and all get their ids.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import timedelta

from truceline.actors import Cast
from truceline.claims._contacts import read_contacts
from truceline.claims._drafts import Draft
from truceline.claims._lexicon import pattern
from truceline.claims._roles import read_roles
from truceline.claims._sentences import Sentence, sentences
from truceline.claims._status import read_status
from truceline.claims._terms import read_terms
from truceline.claims._timing import read_timing
from truceline.language import Parsed
from truceline.model import Article, Claim

__all__ = ["is_relevant", "read"]

CONTEXT_REACH = 2
"""Sentences of the same or the next paragraph through which "it", "the deal" still means the truce named before."""

_OLDER = re.compile(
    r"\b(?:previous|earlier|prior|past|former|failed|short-lived|last (?:year|month)['’]s|collapsed|(?:19|20)\d\d)\s+(?:[\w-]+\s+){0,3}(?:truces?|cease-?fires?|armistices?|deals?|agreements?|accords?|pauses?)\b"
    r"|\b(?:truces?|cease-?fires?|agreements?|accords?)\s+(?:of|in|from|signed in|reached in|agreed in|brokered in)\s+(?:\w+\s+)?(?:19|20)\d\d\b", re.I)  # fmt: skip
_KEY_FIELDS = frozenset({"status", "effective", "ends", "declared"})


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
    drafts = [d for view, context in _in_context(views) for d in _read_sentence(view, context)]
    drafts = [_apart(d) for d in drafts]
    if not any(d.field == "status" for d in drafts):
        return ()
    return tuple(_numbered(article, _merged(drafts)))


def is_relevant(article: Article, views: Iterable[Sentence]) -> bool:
    """Whether an article's own text speaks of a truce between armed parties rather than in a figure of speech."""
    names = [t for view in views for t in view.truces_of("name", "act")]
    if not names:
        return False
    text = " ".join(article.text[s.start : s.end] for s in article.segments if s.role in {"body", "headline", "subhead"})
    figurative = sum(1 for t in names if _is_figurative(article.text, t.start))
    if figurative * 2 > len(names):
        return False
    armed = {m.group().lower() for m in pattern("figurative.armed").finditer(text)}
    other = {m.group().lower() for m in pattern("figurative.context").finditer(text)}
    return len(armed) >= 2 and len(armed) >= len(other)


def _is_figurative(text: str, start: int) -> bool:
    before = text[max(0, start - 25) : start].rstrip(" -\u00a0")
    last = re.search(r"([\w-]+(?:\s[\w-]+)?)$", before)
    return last is not None and pattern("figurative.before").search(last.group()) is not None


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
    yield from steps
    yield from read_timing(view, context)
    yield from read_roles(view, context, steps)
    yield from read_terms(view, context)
    yield from read_contacts(view)


def _apart(found: Draft) -> Draft:
    """The same draft, marked as about an older ceasefire where its words or its date say so."""
    sentence = found.sentence
    older = _OLDER.search(sentence.text)
    if older and not re.search(r"\b(?:extend|renew|prolong|replac)\w*", sentence.text, re.I):
        named = [t for t in sentence.truces_of("name") if not (sentence.start + older.start() <= t.start < sentence.start + older.end())]
        if not named or found.field not in _KEY_FIELDS:
            return found.on("earlier")
        spot = found.evidence[0]
        if min(abs(spot.start - t.start) for t in named) > abs(spot.start - (sentence.start + older.start())):
            return found.on("earlier")
    published = sentence.article.published
    value = found.when if found.field == "status" else found.value
    if (
        found.field in {"status", "effective", "declared"}
        and published is not None
        and published.earliest is not None
        and not isinstance(value, str | bool | int | float)
        and value is not None
        and value.latest is not None
        and published.earliest - value.latest > timedelta(days=75)
        and not re.search(r"\b(?:since|extend|renew|prolong|expir)\w*", sentence.text, re.I)
    ):
        return found.on("earlier")
    return found


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
