"""The order of the work: pages, rules, quotations without a cue, then ids, chains and actors."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain

from truceline.language import Parsed, parse, parse_text, passing
from truceline.model import Article, Statement
from truceline.statements._acts import with_act
from truceline.statements._asked import asked_drafts
from truceline.statements._carry import carried_drafts
from truceline.statements._case import in_ordinary_case
from truceline.statements._draft import Draft
from truceline.statements._finish import Cast, finish
from truceline.statements._judge import chosen_judge, judged
from truceline.statements._labels import headline_drafts, indented_drafts, titled_drafts, transcript_drafts
from truceline.statements._page import Page, joined, open_page
from truceline.statements._phrases import (
    according_drafts,
    as_noted_drafts,
    noun_drafts,
    unsaid_drafts,
    worded_drafts,
)
from truceline.statements._silence import no_comment_drafts, silence_drafts
from truceline.statements._verbs import verb_drafts
from truceline.statements._wide import wide_drafts

__all__ = ["candidates", "extract", "opened"]


def extract(source: Article | Parsed | str, *, cast: Cast | None = None) -> tuple[Statement, ...]:
    """Who said what in one report.

    Args:
        source: an article with its segments marked, the same already parsed, or a bare text (every line a
            paragraph).
        cast: resolves words to actors; without one no statement has an actor.

    Returns:
        The statements in the order of the text, those in headlines, captions, links and comments too, each
        with the `part` in which it stands; none for an article whose `language` is known and not English.
        Offsets count code points of the article's text.

    Raises:
        ModelError: the language pipeline cannot be loaded.
    """
    if isinstance(source, Parsed):
        return _extracted(source, cast)
    if isinstance(source, Article) and not _is_english(source):
        return ()
    with passing():
        parsed = parse_text(source) if isinstance(source, str) else next(parse([source]))
        return _extracted(parsed, cast)


def _is_english(article: Article) -> bool:
    return (article.language or "en").lower().startswith("en")


def _extracted(parsed: Parsed, cast: Cast | None) -> tuple[Statement, ...]:
    if not _is_english(parsed.article):
        return ()
    pages = opened(parsed)
    judge = chosen_judge()
    drafts = candidates(pages, wide=judge is not None)
    if judge is not None:
        drafts = judged(pages, drafts, judge)
    drafts = [with_act(pages[draft.paragraph], draft) for draft in carried_drafts(pages, drafts)]
    return finish(parsed.article, pages, drafts, cast)


def candidates(pages: list[Page], *, wide: bool) -> list[Draft]:
    """What the rules find, in text order; with `wide`, also what only a judge can tell from chance."""
    rules = (*_RULES, wide_drafts) if wide else _RULES
    readable = (page for page in pages if page.is_readable)
    by_page = (draft for page in readable for rule in rules for draft in rule(page))
    return _settled(chain(by_page, titled_drafts(pages), transcript_drafts(pages), indented_drafts(pages)))


def opened(parsed: Parsed) -> list[Page]:
    """The paragraphs of a parsed article as the rules see them."""
    return joined([_page(parsed, index) for index in range(len(parsed.paragraphs))])


def _page(parsed: Parsed, index: int) -> Page:
    paragraph, text = parsed.paragraphs[index], parsed.article.text
    paragraph = in_ordinary_case(paragraph, text[paragraph.start : paragraph.end])
    return open_page(index, paragraph, text[paragraph.start : paragraph.end])


_RULES = (
    silence_drafts,
    no_comment_drafts,
    unsaid_drafts,
    headline_drafts,
    as_noted_drafts,
    worded_drafts,
    asked_drafts,
    noun_drafts,
    verb_drafts,
    according_drafts,
)
"""In this order: what an earlier rule has made of a cue word, a later one leaves alone."""


def _settled(drafts: Iterable[Draft]) -> list[Draft]:
    """One draft per cue, in text order; a piece that two claim goes to the one whose cue follows it
    directly."""
    taken: set[tuple[int, int]] = set()
    kept: list[Draft] = []
    for draft in drafts:
        mark = draft.cue if draft.token < 0 and draft.lemma == ":" else None
        key = mark or (draft.paragraph, draft.token)
        if (mark or draft.token >= 0) and key in taken:
            continue
        taken.add(key)
        kept.append(draft)
    ordered = sorted(kept, key=lambda d: d.order)
    return list(_unshared(ordered))


def _unshared(drafts: list[Draft]) -> Iterator[Draft]:
    owners: dict[tuple[int, int], Draft] = {}
    for draft in drafts:
        for piece in draft.content:
            owner = owners.get(piece)
            if owner is None or _distance(draft, piece) < _distance(owner, piece):
                owners[piece] = draft
    for draft in drafts:
        mine = tuple(p for p in draft.content if owners[p] is draft)
        if mine or not draft.content:
            yield draft if mine == draft.content else replace(draft, content=mine)


def _distance(draft: Draft, piece: tuple[int, int]) -> int:
    """How far the cue is from a piece; a piece that follows a full stop counts as further than one before
    the cue."""
    if draft.cue is None:
        return 10_000
    return draft.cue[0] - piece[1] if piece[1] <= draft.cue[0] else piece[0] - draft.cue[1] + 50
