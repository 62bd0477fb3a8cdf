"""Drafts into statements: ids, modes, nesting, chains, actors, addressees and the time of saying."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from msgspec import structs

from truceline.model import Article, Cue, Mode, Span, Speaker, Statement
from truceline.statements._around import agency_place, hearer, said_at, via
from truceline.statements._draft import Draft, Place
from truceline.statements._lexicon import lexicon
from truceline.statements._page import Page
from truceline.statements._stranger import stranger_before

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


@dataclass
class _Run:
    """What has been worked out so far in one article; statements in text order, and `of`, the number of the
    statement of each draft."""

    article: Article
    pages: list[Page]
    cast: Cast | None
    outer: tuple[str, ...] = ()
    statements: list[Statement] = field(default_factory=list)
    of: list[int] = field(default_factory=list)
    focus: list[str] = field(default_factory=list)

    def resolve(self, place: Place) -> Resolution | None:
        """The actor behind the words at a place."""
        return self.cast.who(*place, focus=tuple(self.focus)) if self.cast else None


def finish(
    article: Article, pages: list[Page], drafts: list[Draft], cast: Cast | None
) -> tuple[Statement, ...]:
    """The statements of an article, numbered in text order."""
    run = _Run(article, pages, cast)
    run.outer = _outer(run)
    for draft, parent in zip(drafts, _parents(drafts), strict=True):
        at = _left_open(run, draft)
        if at is None:
            at = len(run.statements)
            run.statements.append(_statement(run, draft, run.of[parent] if parent is not None else None))
        else:
            run.statements[at] = _lengthened(run.statements[at], draft)
        run.of.append(at)
    return tuple(run.statements)


def _left_open(run: _Run, draft: Draft) -> int | None:
    """The number of the statement whose quotation runs on in this draft, None for one of its own."""
    if not draft.runs_on or not run.of:
        return None
    at = run.of[-1]
    while at and run.statements[at].nested_in:
        at -= 1
    before = run.statements[at]
    speaks = before.speaker is not None or before.cue is None
    return at if speaks and before.mode != "indirect" and before.end <= draft.start else None


def _lengthened(statement: Statement, draft: Draft) -> Statement:
    pieces = tuple(Span(start=s, end=e) for s, e in draft.content)
    return structs.replace(statement, end=draft.end, content=(*statement.content, *pieces))


def _statement(run: _Run, draft: Draft, parent: int | None) -> Statement:
    page = run.pages[draft.paragraph]
    speaker, actor, why = _speaker(run, draft)
    if actor and draft.verb != "thought" and parent is None:
        run.focus.append(actor)
    heard = hearer(page, draft)
    above = run.statements[parent] if parent is not None else None
    return Statement(
        id=f"{run.article.id}.s{len(run.statements) + 1}",
        start=draft.start,
        end=draft.end,
        speaker=speaker,
        actor=actor,
        why=why,
        cue=_cue(run.article, draft),
        content=tuple(Span(start=s, end=e) for s, e in draft.content),
        mode=_mode(page, draft),
        act=draft.act,
        verb=draft.verb,
        part=page.role,
        said=said_at(run.article, page, draft),
        chain=_chain(run, draft, heard, above, actor),
        addressee=run.article.text[heard[0] : heard[1]] if heard else None,
        nested_in=above.id if above else None,
        confidence=_confidence(draft, above),
    )


def _cue(article: Article, draft: Draft) -> Cue | None:
    if draft.cue is None:
        return None
    start, end = draft.cue
    return Cue(start=start, end=end, text=article.text[start:end])


def _speaker(run: _Run, draft: Draft) -> tuple[Speaker | None, str | None, str]:
    """The words, the actor and the reason. A quotation without a cue has the speaker before it and no
    words."""
    if draft.speaker is None:
        return None, None, "no words name the speaker"
    start, end = draft.speaker
    text = run.article.text[start:end]
    if draft.carried:
        same = next((s for s in reversed(run.statements) if _is_source(s, draft)), None)
        actor = same.actor if same else None
        return (
            None,
            actor,
            f"goes on with {same.id}, said by {text!r}" if same else f"after words of {text!r}",
        )
    actor, why = _document(run, draft, text) or _stranger(run, draft) or _named(run, draft.speaker)
    return Speaker(start=start, end=end, text=text, actor=actor, why=why), actor, why


def _stranger(run: _Run, draft: Draft) -> tuple[None, str] | None:
    """Nobody known, where a pronoun goes back to somebody without a name."""
    assert draft.speaker is not None
    words = stranger_before(
        run.pages, draft.paragraph, draft.speaker, lambda place: run.resolve(place) is not None
    )
    return (None, f"goes back to “{' '.join(words.split())}”, who is not named") if words else None


def _named(run: _Run, place: Place) -> tuple[str | None, str]:
    found = run.resolve(place)
    return (found.actor, found.why) if found else (None, "")


_LOOK_BACK = 12
"""Statements over which "the report" may go back to the one that mentioned it first."""


def _document(run: _Run, draft: Draft, text: str) -> tuple[str | None, str] | None:
    """Whose document "the statement", "the story" or "it" is: of who issued it, a few statements before.

    None where the words name no document.
    """
    words = text.lower().split(",")[0].split()
    artifacts = lexicon()["artifacts"]
    last = words[-1] if words else ""
    if last in artifacts and len(words) <= 4 and words[0] in {"the", "this", "that", "its"}:
        earlier = [
            s for s in run.statements[-_LOOK_BACK:] if s.cue and set(s.cue.text.lower().split()) & artifacts
        ]
    elif (
        words == ["it"]
        and draft.rule != "quote"
        and run.statements
        and _of_document(run.statements[-1], artifacts)
    ):
        return run.statements[-1].actor, f"“{text}” goes on with the document before it"
    else:
        return None
    if not earlier:
        found = run.resolve(draft.speaker) if draft.speaker and len(words) > 2 else None
        return (found.actor, found.why) if found else (None, "")
    return earlier[-1].actor, f"“{text}” is the document of {earlier[-1].id}"


def _of_document(statement: Statement, artifacts: frozenset[str]) -> bool:
    words = statement.speaker.text.lower().split(",")[0].split() if statement.speaker else []
    return bool(words) and words[-1] in artifacts


def _is_source(statement: Statement, draft: Draft) -> bool:
    return statement.speaker is not None and (statement.speaker.start, statement.speaker.end) == draft.speaker


def _chain(
    run: _Run, draft: Draft, heard: Place | None, above: Statement | None, actor: str | None
) -> tuple[str, ...]:
    """Through whom it reached the page, the outermost first, without its own speaker and without
    repetition."""
    page = run.pages[draft.paragraph]
    links: list[str | None] = []
    if above is not None:
        links += [*above.chain, above.actor]
    elif page.role in {"body", "headline", "subhead", "caption"}:
        links += run.outer
    for place in via(page, draft):
        found = run.resolve(place)
        links.append(found.actor if found else None)
    if heard is not None and _is_outlet(run, page, heard):
        found = run.resolve(heard)
        links.append(found.actor if found else None)
    return tuple(dict.fromkeys(link for link in links if link and link != actor))


def _is_outlet(run: _Run, page: Page, place: Place) -> bool:
    """Whether an addressee is a news outlet, by the list of known actors."""
    if run.cast is None:
        return False
    from truceline.actors import lookup  # noqa: PLC0415 - only where a cast was given is there anything to look up

    name = run.article.text[place[0] : place[1]].removeprefix("the ").removeprefix("The ")
    known = lookup(name)
    return known is not None and known.kind == "outlet"


def _outer(run: _Run) -> tuple[str, ...]:
    """The outlet of the page and the agency of the dateline."""
    if run.cast is None:
        return ()
    from truceline.actors import lookup  # noqa: PLC0415

    links: list[str] = []
    outlet = lookup(run.article.outlet) if run.article.outlet else None
    if outlet is not None:
        links.append(outlet.id)
    place = agency_place(run.article, run.pages)
    agency = lookup(run.article.text[place[0] : place[1]]) if place else None
    if agency is not None and agency.kind == "outlet":
        links.append(agency.id)
    return tuple(dict.fromkeys(links))


def _confidence(draft: Draft, above: Statement | None) -> float:
    """Of words and speaker together: rules differ, a missing speaker and a place within another's words cost
    some."""
    value = draft.confidence * (0.8 if draft.speaker is None else 1.0) * (0.9 if above else 1.0)
    return round(value, 2)


def _parents(drafts: list[Draft]) -> list[int | None]:
    """For each draft the innermost draft in whose content it stands."""
    parents: list[int | None] = []
    open_: list[int] = []
    for number, draft in enumerate(drafts):
        open_ = [o for o in open_ if drafts[o].content and drafts[o].end > draft.start][-_DEEPEST:]
        parents.append(next((o for o in reversed(open_) if _within(draft, drafts[o])), None))
        open_.append(number)
    return parents


_DEEPEST = 12
"""How many statements may enclose a place; sentences of people do not go deeper."""


def _within(inner: Draft, outer: Draft) -> bool:
    key = inner.cue or inner.content[0]
    if not inner.content:
        return False
    first, last = min(inner.content[0][0], key[0]), max(inner.content[-1][1], key[1])
    return any(s <= first and last <= e + 1 for s, e in outer.content) and inner.content != outer.content


def _mode(page: Page, draft: Draft) -> Mode:
    """Direct where every word stands in quotation marks, mixed where some speech does, indirect otherwise."""
    if not draft.content:
        return "indirect"
    offset = page.paragraph.start
    direct, mixed = True, False
    for start, end in draft.content:
        low, high = start - offset, end - offset
        around = page.overlapped(low, high)
        direct = direct and any(
            page.quotes[n].inner_start - 1 <= low and high <= page.quotes[n].end for n in around
        )
        mixed = mixed or any(page.quotes[n].start >= low - 1 and _is_speech(page, n) for n in around)
    region = draft.token >= 0 and page.inside[draft.token] >= 0
    if direct and not region:
        return "direct"
    return "mixed" if mixed and not region else "indirect"


def _is_speech(page: Page, number: int) -> bool:
    """Whether quoted words within other words are quoted speech, not a name or a term held at a distance."""
    quote = page.quotes[number]
    text = page.raw[quote.inner_start : quote.inner_end].strip()
    before = page.raw[max(0, quote.start - 20) : quote.start].rstrip().lower()
    if before.endswith(
        ("so-called", "so called", "known as", "called", "dubbed", "titled", "entitled", "named")
    ):
        return False
    words = text.split()
    if len(words) <= 3 and text[-1:] not in ".,!?":
        return len(words) >= 2 and not any(w[:1].isupper() for w in words)
    return True
