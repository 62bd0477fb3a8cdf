"""Drafts into statements: modes, acts, nesting, chains, actors, addressees and the time of saying."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from truceline.model import Article, Cue, Mode, Span, Speaker, Statement
from truceline.statements._draft import Draft
from truceline.statements._page import Page

__all__ = ["Cast", "Resolution", "finish"]


class Resolution(Protocol):
    """The actor behind some words, and why."""

    @property
    def actor(self) -> str:
        """The actor's id."""

    @property
    def why(self) -> str:
        """One sentence on how it is known."""


class Cast(Protocol):
    """What resolves words of one article to actors."""

    def who(self, start: int, end: int, *, focus: Sequence[str] = ()) -> Resolution | None:
        """The actor named by the words at these offsets; `focus` are the speakers so far, the latest last."""


def finish(article: Article, pages: list[Page], drafts: list[Draft], cast: Cast | None) -> tuple[Statement, ...]:
    """The statements of an article, numbered in text order."""
    statements: list[Statement] = []
    focus: list[str] = []
    parents = _parents(drafts)
    for number, draft in enumerate(drafts):
        page = pages[draft.paragraph]
        speaker, actor, why = _speaker(article, draft, cast, focus)
        if actor:
            focus.append(actor)
        parent = parents[number]
        chain = (*statements[parent].chain, *((statements[parent].actor,) if statements[parent].actor else ())) if parent is not None else ()
        statements.append(
            Statement(
                id=f"{article.id}.s{number + 1}", start=draft.start, end=draft.end, speaker=speaker, actor=actor,
                why=why, cue=_cue(article, draft), content=tuple(Span(start=s, end=e) for s, e in draft.content),
                mode=_mode(page, draft), act=draft.act, verb=draft.verb, part=page.role, chain=chain,
                nested_in=statements[parent].id if parent is not None else None, confidence=draft.confidence,
            )
        )
    return tuple(statements)


def _cue(article: Article, draft: Draft) -> Cue | None:
    if draft.cue is None:
        return None
    start, end = draft.cue
    return Cue(start=start, end=end, text=article.text[start:end])


def _speaker(article: Article, draft: Draft, cast: Cast | None, focus: list[str]) -> tuple[Speaker | None, str | None, str]:
    if draft.speaker is None:
        return None, None, ""
    start, end = draft.speaker
    found = cast.who(start, end, focus=tuple(focus)) if cast else None
    if draft.carried:
        why = f"goes on speaking: {article.text[start:end]!r} before it"
        return None, found.actor if found else None, why
    named = Speaker(start=start, end=end, text=article.text[start:end], actor=found.actor if found else None, why=found.why if found else "")
    return named, named.actor, named.why


def _parents(drafts: list[Draft]) -> list[int | None]:
    """For each draft the innermost draft in whose content all of it stands."""
    parents: list[int | None] = []
    open_: list[int] = []
    for number, draft in enumerate(drafts):
        while open_ and max(e for _, e in drafts[open_[-1]].content or ((0, 0),)) <= draft.start:
            open_.pop()
        parent = None
        for candidate in reversed(open_[-8:]):
            if _within(draft, drafts[candidate]):
                parent = candidate
                break
        parents.append(parent)
        open_.append(number)
    return parents


def _within(inner: Draft, outer: Draft) -> bool:
    key = inner.cue or inner.content[0]
    return any(s <= key[0] and key[1] <= e and inner.start >= s and inner.end <= e + 1 for s, e in outer.content)


def _mode(page: Page, draft: Draft) -> Mode:
    """Direct where every word stands in quotation marks, mixed where some speech does, indirect otherwise."""
    quoted = 0
    total = 0
    mixed = False
    offset = page.paragraph.start
    for start, end in draft.content:
        total += sum(c.isalnum() for c in page.raw[start - offset : end - offset])
        number = page.quote_before(start - offset)
        number = 0 if number is None else number + 1
        while number < len(page.quotes) and page.quotes[number].start < end - offset:
            quote = page.quotes[number]
            low, high = max(quote.start, start - offset), min(quote.end, end - offset)
            quoted += sum(c.isalnum() for c in page.raw[low:high])
            mixed = mixed or (quote.start >= start - offset - 1 and _is_speech(page, number))
            number += 1
    if total and quoted == total and (draft.rule in {"quote", "carried"} or _whole(page, draft)):
        return "direct"
    return "mixed" if mixed else "indirect"


def _whole(page: Page, draft: Draft) -> bool:
    offset = page.paragraph.start
    return all(
        any(abs(q.inner_start - (s - offset)) <= 2 and (e - offset) >= q.inner_end - 2 for q in page.quotes)
        for s, e in draft.content
    )


def _is_speech(page: Page, number: int) -> bool:
    """Whether quoted words within other words are quoted speech, not a name or a term held at a distance."""
    quote = page.quotes[number]
    text = page.raw[quote.inner_start : quote.inner_end].strip()
    before = page.raw[: quote.start].rstrip().lower()
    if before.endswith(("so-called", "so called", "known as", "called", "dubbed", "titled", "entitled")):
        return False
    words = text.split()
    if len(words) <= 3 and text[-1:] not in ".,!?":
        return len(words) >= 2 and not any(w[:1].isupper() for w in words)
    return True
